import { Button } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import type { Obligation } from '../../shared/obligation.ts';
import { dateIn, type Instant } from '../../shared/dates.ts';
import { useGo } from '../go.tsx';
import { plainWords, sayDue, type DueState } from '../words.ts';
import { Mark, type MarkKind } from './Mark.tsx';
import css from './ObligationRow.module.css';

export type ObligationRowProps = {
  kind: MarkKind;
  /** About whom, in bold; left out in that person's own chart. */
  who?: string;
  what: string;
  why: string;
  /** What stands behind the why (rule, facts); shown when it is pressed. */
  detail?: ReactNode;
  due: { words: string; state: DueState };
  remedy?: { verb: string; path?: string; onPress?: () => void; filled?: boolean };
};

/** The marks of an obligation: danger before late before near before later. */
export const markOf = (weight: Obligation['weight'], state: DueState): MarkKind =>
  weight === 'danger' ? 'danger' : state === 'late' ? 'late' : state === 'later' ? 'later' : 'soon';

/** An obligation as a row says it. `who`: initials, left out in the person's own chart. */
export function rowOf(one: Pick<Obligation, 'what' | 'why' | 'due' | 'weight' | 'remedy' | 'rule'>, now: Instant, zone: string, who?: string): ObligationRowProps {
  const due = sayDue(one.due, now, zone);
  const today = dateIn(now, zone);
  const row: ObligationRowProps = { kind: markOf(one.weight, due.state), what: plainWords(one.what, today), why: plainWords(one.why, today), due, remedy: one.remedy, detail: `Rule ${one.rule}` };
  return who === undefined ? row : { ...row, who };
}

/** A ruled list of obligations. */
export const Obligations = (props: { children: ReactNode; label?: string }) => (
  <ul className={css.list} aria-label={props.label}>{props.children}</ul>
);

/** mark | who what, below it why | due | one verb. Reads as `Late. J. L., plan review, 2 days late. Why. Review`. */
export function ObligationRow(props: ObligationRowProps) {
  const go = useGo();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { remedy } = props;
  const tone = props.kind === 'danger' ? 'danger' : props.due.state;
  return (
    <li className={css.row}>
      <span className={css.mark}><Mark kind={props.kind} /></span>
      <div className={css.words}>
        <p className={css.what}>{props.who !== undefined && <b>{props.who} </b>}{props.who === undefined ? <b>{props.what}</b> : props.what}</p>
        {props.detail === undefined
          ? <p className={css.why}>{props.why}</p>
          : <button type="button" className={css.why} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{props.why}</button>}
        {open && <div className={css.detail} id={id}>{props.detail}</div>}
      </div>
      <span className={css.due} data-tone={tone}>{props.due.words}</span>
      <span className={css.remedy}>
        {remedy && (
          <Button
            variant={remedy.filled ? 'filled' : 'default'} size="compact-md" className={css.verb!}
            aria-label={`${remedy.verb}: ${props.who === undefined ? '' : `${props.who}, `}${props.what}`}
            onClick={() => (remedy.onPress ? remedy.onPress() : remedy.path !== undefined && go(remedy.path))}
          >
            {remedy.verb}
          </Button>
        )}
      </span>
    </li>
  );
}

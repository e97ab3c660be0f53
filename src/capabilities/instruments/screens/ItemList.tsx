import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { NumberBox } from '../../../web/fields/index.ts';
import type { KeptWording } from './kept-wording.ts';
import type { Answers, Instrument, Item } from '../model.ts';
import { valuesInWords, withSkips } from '../rules.ts';
import css from './ItemList.module.css';

/**
 * The items of a form, one line each. A digit answers and moves on; y and n answer yes and no; Backspace takes an answer
 * back; up and down move, left and right try the answers. What the form skips stands back.
 */
export function ItemList(props: {
  instrument: Instrument;
  wording: KeptWording | null;
  answers: Answers;
  next: string | null;
  errorOf: (field: string) => string | undefined;
  onChange: (answers: Answers) => void;
}) {
  const { instrument, answers } = props;
  const all = withSkips(instrument, answers);
  const list = useRef<HTMLOListElement>(null);
  const rows = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
  useEffect(() => {
    const row = rows().find((one) => one.dataset['item'] === props.next);
    (row?.querySelector<HTMLElement>('input[inputmode]') ?? row)?.focus({ preventScroll: true });
    // Only once, when the page opens: after that the reader leads.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const move = (from: string, by: number): void => {
    const open = rows().filter((row) => row.dataset['skipped'] !== 'true');
    const at = open.findIndex((row) => row.dataset['item'] === from);
    const to = open[at + by];
    (to?.querySelector<HTMLElement>('input[inputmode]') ?? to)?.focus();
    to?.scrollIntoView({ block: 'nearest' });
  };
  const answer = (item: Item, value: number | null): void => {
    const { [item.n]: _, ...rest } = answers;
    props.onChange(value === null ? rest : { ...rest, [item.n]: value });
  };
  const press = (item: Item) => (event: KeyboardEvent<HTMLElement>): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const yesNo = item.words?.[0] === 'no' && item.values.length === 2;
    const value = yesNo && (key === 'y' || key === 'n') ? item.values[key === 'y' ? 1 : 0]! : /^\d$/.test(key) ? Number(key) : null;
    if (value !== null && item.values.includes(value)) {
      answer(item, value);
      requestAnimationFrame(() => move(item.n, 1));
    } else if (key === 'backspace') answer(item, null);
    else if (key === 'arrowright' || key === 'arrowleft') {
      const at = item.values.indexOf(answers[item.n] ?? NaN) + (key === 'arrowright' ? 1 : -1);
      answer(item, item.values[Math.min(Math.max(at, 0), item.values.length - 1)]!);
    } else if (key === 'arrowdown') move(item.n, 1);
    else if (key === 'arrowup') move(item.n, -1);
    else return;
    event.preventDefault();
  };
  return (
    <ol className={css.items} ref={list}>
      {instrument.items.map((item) => {
        const skipped = answers[item.n] === undefined && all[item.n] !== undefined;
        const worded = props.wording?.items.find((one) => one.n === item.n);
        const fault = props.errorOf(`answers.${item.n}`);
        return (
          <li key={item.n}>
            <Asked item={item} words={worded?.text ?? item.topic} skipped={skipped} answered={answers[item.n] !== undefined}
              onKeyDown={press(item)}>
              <span className={css.number}>{item.n}</span>
            <span className={css.words}>
              <span>{worded?.text ?? item.topic}</span>
              {item.optional && <small>not scored</small>}
              {skipped && <small>not asked, by the form</small>}
              {fault && <small className={css.fault}>{fault}</small>}
            </span>
            {isWide(item) ? (
              <span className={css.typed}>
                <NumberBox label={`Item ${item.n}`} whole unit={valuesInWords(item)} value={answers[item.n] ?? null}
                  onChange={(value) => answer(item, value)} />
              </span>
            ) : (
              <span className={css.values}>
                {item.values.map((value, at) => (
                  <button key={value} type="button" role="radio" tabIndex={-1} aria-checked={answers[item.n] === value} className={css.value}
                    onClick={() => answer(item, answers[item.n] === value ? null : value)}>
                    <b>{item.words && item.values.length === 2 ? '' : value}</b>
                    <span>{worded?.answers.find((one) => one.value === value)?.text ?? item.words?.[at] ?? ''}</span>
                  </button>
                ))}
              </span>
            )}
            </Asked>
          </li>
        );
      })}
    </ol>
  );
}

/** One item: a group of answers that takes the focus as a whole, or the frame of a typed number. */
function Asked(props: {
  item: Item; words: string; skipped: boolean; answered: boolean; children: ReactNode;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}) {
  const { item, skipped } = props;
  const data = { className: css.item, 'data-item': item.n, 'data-skipped': skipped, 'data-answered': props.answered };
  if (isWide(item)) return <div {...data}>{props.children}</div>;
  return (
    <div {...data} role="radiogroup" tabIndex={0} aria-disabled={skipped} onKeyDown={props.onKeyDown}
      aria-label={`Item ${item.n}, ${props.words}. Type the number of the answer: ${valuesInWords(item)}.`}>
      {props.children}
    </div>
  );
}

/** More answers than there are digits: a number is typed. */
const isWide = (item: Item): boolean => item.values.at(-1)! > 9;

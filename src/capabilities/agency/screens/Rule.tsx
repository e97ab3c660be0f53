import { Button } from '@mantine/core';
import type { ComponentType } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { DateField, TextField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, Empty, ErrorBox, Facts, Hint, PageHead, Row, Rows, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate, sayWhen } from '../../../web/words.ts';
import { changeRule, readRules } from '../api.ts';
import { ValueEditor } from './ValueEditor.tsx';
import { sayValue, type Rule as RuleRow, type Value } from './rule-words.ts';

/**
 * One rule: what it is now, what it was, and a change from a day on.
 * @param Touches whom a change would touch; what is owed is known to a later room, which puts this page together
 */
export function Rule({ Touches }: { Touches: ComponentType<{ ruleKey: string; value: Value; changed: boolean }> }) {
  const key = useParam('key');
  const read = useRead(readRules, {});
  return (
    <Shown read={read}>
      {({ rules }) => {
        const rule = rules.find((one) => one.key === key);
        return rule ? <Shows key={key} rule={rule} Touches={Touches} /> : <Empty action={<Go to="/rules">All rules</Go>}>There is no rule of this name.</Empty>;
      }}
    </Shown>
  );
}

function Shows({ rule, Touches }: { rule: RuleRow } & Parameters<typeof Rule>[0]) {
  const go = useGo();
  const zone = useZone();
  const mayChange = useMay('rules.change');
  const today = dateIn(now(), zone);
  const form = useKeptForm(`rule:${rule.key}`, { value: rule.value as Value, from: addDays(today, 1) as string | null, source: '' });
  const change = useAct(changeRule, { form, onDone: () => go('/rules') });
  const { values } = form;
  const changed = JSON.stringify(values.value) !== JSON.stringify(rule.value);
  return (
    <>
      <PageHead tab="Rule" title={rule.words} under={<>Now <b>{sayValue(rule, rule.value)}</b>.</>} />
      <Columns>
        <Stacked>
          <Facts facts={[{ label: 'Comes from', value: rule.source }, { label: 'As shipped', value: sayValue(rule, rule.shipped) }]} />
          {mayChange ? (
            <Section title="Change it">
              <Stacked>
                <ValueEditor rule={rule} value={values.value} onChange={(value) => form.set('value', value as never)} error={form.errorOf('value')} />
                <DateField form={form} name="from" label="From which day on" help="Days before keep what held then." />
                <TextField form={form} name="source" label="Where it comes from" placeholder="state rule, payer’s letter, our own decision" />
                <ErrorBox error={change.error} />
              </Stacked>
            </Section>
          ) : <Hint>An administrator or the director changes rules.</Hint>}
        </Stacked>
        <Stacked>
          {mayChange && <Section title="Whom it would touch"><Touches ruleKey={rule.key} value={values.value} changed={changed} /></Section>}
          <Section title="What it was">
            {rule.changes.length === 0 ? <Empty>Never changed.</Empty> : (
              <Rows>
                {rule.changes.toReversed().map((one) => (
                  <Row key={`${one.from}${one.recordedAt}`} title={`${sayValue(rule, one.value)} from ${sayDate(one.from, today)}`} sub={one.source} right={`${one.by}, ${sayWhen(one.recordedAt, zone)}`} past={one.from < today} />
                ))}
              </Rows>
            )}
          </Section>
        </Stacked>
      </Columns>
      {mayChange && (
        <Dock words={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
          <Button variant="filled" disabled={!changed} loading={change.busy} onClick={() => void change.send({ key: rule.key, value: values.value as never, from: values.from ?? '', source: values.source })}>
            {changed && values.from ? `Change it from ${sayDate(values.from, today)}` : 'Change it'}
          </Button>
        </Dock>
      )}
    </>
  );
}

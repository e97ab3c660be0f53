import { Button } from '@mantine/core';
import { ChoiceField, ChoicesBox, ChoicesField, DateField, FieldGrid, NumberField, TextAreaField, TextField, TimeField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, ErrorBox, Hint, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { round, sayDay, sayWeekdayShort } from '../../../web/words.ts';
import { readTests, saveTestingPlan } from '../api.ts';
import { ANALYTES, analyteWords, MATRICES, type Analyte } from '../model.ts';
import { panelOf } from '../panel.ts';

/** How often, on which days, where: from a day that has not been drawn. The odds follow, and are shown. */
export default function TestingPlanPage() {
  const clientId = useParam('clientId');
  const read = useRead(readTests, { clientId });
  return <Shown read={read} rows={8}>{(tests) => <Editor clientId={clientId} tests={tests} />}</Shown>;
}

function Editor({ clientId, tests }: { clientId: string; tests: OutputOf<typeof readTests> }) {
  const go = useGo();
  const { plan, usual } = tests;
  const form = useKeptForm(`testing-plan:${clientId}`, {
    effectiveFrom: tests.nextPlanFrom as string | null, testsPerWeek: (plan?.testsPerWeek ?? tests.usualPerWeek ?? 1) as number | null,
    collectionWeekdays: (plan?.collectionWeekdays ?? usual.collectionWeekdays).map(String), longestGapDays: (plan?.longestGapDays ?? usual.longestGapDays) as number | null,
    matrix: plan?.matrix as string ?? 'urine', panel: (plan?.panel ?? panelOf(tests.proposed, 'urine')) as string[], place: plan?.place ?? 'Front desk',
    opensAt: (plan?.opensAt ?? usual.opensAt) as string | null, closesAt: (plan?.closesAt ?? usual.closesAt) as string | null, reason: plan?.reason ?? '',
  });
  const save = useAct(saveTestingPlan, { form, onDone: () => go(`/clients/${clientId}/tests`) });
  const v = form.values;
  const days = v.collectionWeekdays.length;
  const odds = v.testsPerWeek === null || days === 0 ? null : Math.min(1, v.testsPerWeek / days);
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/tests`}>Tests</Go>} tab="Testing plan"
        title={odds === null || v.testsPerWeek === null ? 'A testing plan' : `${round(v.testsPerWeek, 2)} a week: ${round(odds * 100)}% each collection day.`}
        under="Every collection day has the same odds, the day after a test too. In the last days of a week or a gap they rise, and nothing lowers them."
        beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Columns>
        <Stacked>
          <Section title="How often">
            <FieldGrid>
              <NumberField form={form} name="testsPerWeek" label="Tests a week" {...(tests.usualPerWeek === null ? {} : { help: `Usual at this point: ${round(tests.usualPerWeek, 2)}.` })} />
              <NumberField form={form} name="longestGapDays" label="Longest gap" unit="days" whole />
              <DateField form={form} name="effectiveFrom" label="From" />
            </FieldGrid>
            <ChoicesBox label="Collection days" options={[1, 2, 3, 4, 5, 6, 7].map((d) => ({ value: String(d), label: sayWeekdayShort(d) }))} value={v.collectionWeekdays} onChange={(next) => form.set('collectionWeekdays', next)} error={form.errorOf('collectionWeekdays')} />
            {days < 7 && days > 0 && <Hint>Days without collection are days one can count on. All seven are best.</Hint>}
            <TextAreaField form={form} name="reason" label="Why so, if other than usual" maxLength={500} />
          </Section>
          <Section title="What and where">
            <ChoiceField form={form} name="matrix" label="What is collected" options={Object.entries(MATRICES).map(([value, label]) => ({ value, label }))} />
            <ChoicesField form={form} name="panel" label="Looks for" options={Object.entries(ANALYTES).map(([value, label]) => ({ value, label }))} />
            {tests.proposed.filter((one) => one.matrix === v.matrix).map((one) => (
              <Proposed key={one.analyte} analyte={one.analyte} why={one.why} chosen={v.panel.includes(one.analyte)} onAdd={() => form.set('panel', [...v.panel, one.analyte])} />
            ))}
          </Section>
        </Stacked>
        <Section title="When">
          <TextField form={form} name="place" label="Where they come" maxLength={120} />
          <FieldGrid>
            <TimeField form={form} name="opensAt" label="Opens" />
            <TimeField form={form} name="closesAt" label="Closes" />
          </FieldGrid>
          <ErrorBox error={save.error} />
        </Section>
      </Columns>
      <Dock>
        <Button variant="filled" loading={save.busy} disabled={v.effectiveFrom === null || v.testsPerWeek === null || v.longestGapDays === null || v.opensAt === null || v.closesAt === null}
          onClick={() => void save.send({
            clientId, effectiveFrom: v.effectiveFrom!, testsPerWeek: v.testsPerWeek!, collectionWeekdays: v.collectionWeekdays.map(Number).toSorted(), longestGapDays: v.longestGapDays!,
            matrix: v.matrix as 'urine', panel: v.panel as Analyte[], place: v.place, opensAt: v.opensAt!, closesAt: v.closesAt!, reason: v.reason.trim() || null, exceptions: plan?.exceptions ?? [],
          })}>{v.effectiveFrom === null ? 'Choose a day' : `In force from ${sayDay(v.effectiveFrom)}`}</Button>
      </Dock>
    </>
  );
}

/** What is proposed, with its reason; a person decides (DT-10). */
function Proposed(props: { analyte: Analyte; why: string; chosen: boolean; onAdd: () => void }) {
  const name = analyteWords(props.analyte);
  return props.chosen ? <Hint kind="done">{props.why} So {name} is proposed; take it out if it does not fit.</Hint> : (
    <Hint kind="soon">{props.why} Without {name} this panel would not see it. <Button size="compact-sm" onClick={props.onAdd}>Add {name}</Button></Hint>
  );
}

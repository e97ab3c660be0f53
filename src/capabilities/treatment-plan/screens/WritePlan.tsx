import { Button } from '@mantine/core';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { DateField, NumberField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm, type KeptForm } from '../../../web/keep/use-kept-form.ts';
import { useServerDraft } from '../../../web/keep/use-server-draft.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, Empty, ErrorBox, Hint, Meanwhile, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { sayCount, sentence } from '../../../web/words.ts';
import { discardPlanDraft, readPlan, savePlanDraft } from '../api.ts';
import type { PlanBody } from '../model.ts';
import { planFaults } from '../rules.ts';
import { Needs, TextBox } from './Needs.tsx';
import { KIND_WORDS, type WholeVersion } from './plan-words.ts';
import css from './Plan.module.css';

/** The plan, written by two people at one screen: needs and goals as the client says them, each line agreed or not. */
export default function WritePlan() {
  const clientId = useParam('clientId');
  const read = useRead(readPlan, { clientId });
  return (
    <Shown read={read} rows={8}>
      {({ open }) => open?.state === 'draft'
        ? <Writing key={open.planVersionId} clientId={clientId} version={open} />
        : <Empty action={<Go to={`/clients/${clientId}/plan`}>Open the plan</Go>}>There is no draft. What is signed is changed by a review.</Empty>}
    </Shown>
  );
}

function Writing({ clientId, version }: { clientId: string; version: WholeVersion }) {
  const go = useGo();
  const { planVersionId } = version;
  const form = useKeptForm<PlanBody>(`plan:${planVersionId}`, version.body);
  const act = useAct(savePlanDraft, { form: { showErrors: () => {}, done: () => {} } });
  const draft = useServerDraft({ form, held: { values: version.body, version: version.version }, act,
    save: (body, at) => act.send({ clientId, planVersionId, version: at ?? '', body }) });
  const discard = useAct(discardPlanDraft, { form, onDone: () => go(`/clients/${clientId}/plan`) });
  const faults = planFaults(form.values, version.kind);
  const sign = async (): Promise<void> => {
    if (await draft.settle() !== null) go(`/clients/${clientId}/plan/sign`);
  };
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/plan`}>Plan</Go>} tab="Write the plan"
        title={version.kind === 'review' ? 'What has changed, and what comes next?' : 'What do you want to be different?'}
        under={`${KIND_WORDS[version.kind]}, version ${version.number}`}
        action={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Meanwhile draft={draft} />
      <ErrorBox error={draft.error} />
      <Stacked>
        <div className={css.ownWords}><TextAreaField form={form} name="ownWords" label="In their own words" rows={2} placeholder="I want my mornings back." /></div>
        <Needs form={form} faults={faults} />
        <Around form={form} />
      </Stacked>
      <Dock words={faults.length === 0 ? <Hint kind="done">Everything is there.</Hint>
        : <Hint kind="soon">{sentence(sayCount(faults.length, 'thing'))} open. First: {faults[0]!.say}</Hint>}>
        <Button variant="subtle" loading={discard.busy} onClick={() => void discard.send({ clientId, planVersionId })}>Discard</Button>
        <Button variant="filled" disabled={faults.length > 0 || draft.conflict} onClick={() => void sign()}>Read and sign</Button>
      </Dock>
    </>
  );
}

/** What stands around the goals: strengths, what is in the way, times, medication, people, the next step. */
function Around({ form }: { form: KeptForm<PlanBody> }) {
  const { diagnoses } = form.values;
  return (
    <Section title="Around it">
      <Columns kind="even">
        <Stacked>
          <TextAreaField form={form} name="strengths" label="Strengths" />
          <TextAreaField form={form} name="barriers" label="What is in the way" />
          <TextAreaField form={form} name="preferredSchedule" label="Times that suit" />
          <TextAreaField form={form} name="supportInvolvement" label="Family and supporters" />
          <TextAreaField form={form} name="communityResources" label="Services nearby" />
        </Stacked>
        <Stacked>
          <TextAreaField form={form} name="stepDownCriteria" label="What the next step asks" help="From the first week on: when is this done?" />
          <TextAreaField form={form} name="relapsePlan" label="If use returns" />
          <TextAreaField form={form} name="medicationLinkage" label="Medication" />
          <NumberField form={form} name="testsPerWeek" label="Sobriety checks" unit="a week" />
          <DateField form={form} name="nextReviewOn" label="Looked at again" />
          <div className={css.rowFields}>
            {diagnoses.map((d, i) => (
              <div key={i} className={css.pair}>
                <TextBox label="Diagnosis code" value={d.code} onChange={(code) => form.set('diagnoses', diagnoses.map((one, n) => (n === i ? { ...one, code } : one)))} />
                <TextBox label="In words" value={d.words} onChange={(words) => form.set('diagnoses', diagnoses.map((one, n) => (n === i ? { ...one, words } : one)))} />
              </div>
            ))}
            <Button size="compact-md" onClick={() => form.set('diagnoses', [...diagnoses, { code: '', words: '' }])}>+ Diagnosis</Button>
          </div>
        </Stacked>
      </Columns>
    </Section>
  );
}

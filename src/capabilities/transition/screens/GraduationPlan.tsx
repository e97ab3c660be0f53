import { Button } from '@mantine/core';
import { DateField, FieldGrid, TextAreaField, TextField, YesNoField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Empty, ErrorBox, SavedState, Section, Stacked } from '../../../web/parts/index.ts';
import { saveGraduationPlan } from '../api.ts';
import type { Transition } from './found.ts';

/** What life after the program needs, one thing a line; begun in the first week (PR-66). */
export function GraduationPlan({ clientId, plan, may }: { clientId: string; plan: Transition['plan']; may: boolean }) {
  const form = useKeptForm(`graduation-plan:${clientId}`, {
    items: plan?.items.join('\n') ?? '', ownWords: plan?.ownWords ?? '', nextAppointmentOn: plan?.nextAppointmentOn ?? null,
    nextAppointmentWith: plan?.nextAppointmentWith ?? '', medicationFollowUpOn: plan?.medicationFollowUpOn ?? null, clientAgrees: plan?.clientAgrees ?? null,
  });
  const save = useAct(saveGraduationPlan, { form });
  const v = form.values;
  const items = v.items.split('\n').map((line) => line.trim()).filter(Boolean);
  if (!may) return <Section title="Plan for afterwards">{plan ? <ul>{plan.items.map((item) => <li key={item}>{item}</li>)}</ul> : <Empty>Not begun yet.</Empty>}</Section>;
  return (
    <Section title="Plan for afterwards" aside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
      <Stacked>
        <TextAreaField form={form} name="items" label="What it needs" help="One thing a line" placeholder={'A weekly group close to work\nTwo people to call'} rows={4} maxLength={6000} />
        <TextAreaField form={form} name="ownWords" label="In the client’s words" maxLength={2000} />
        <FieldGrid>
          <DateField form={form} name="nextAppointmentOn" label="First appointment" />
          <TextField form={form} name="nextAppointmentWith" label="With whom" maxLength={200} />
          <DateField form={form} name="medicationFollowUpOn" label="Medication follow-up" />
        </FieldGrid>
        <YesNoField form={form} name="clientAgrees" label="Does the client want the next step?" />
        <ErrorBox error={save.error} />
        <div><Button loading={save.busy} disabled={items.length === 0} onClick={() => void save.send({ clientId, ...v, items, version: plan?.version ?? null })}>Keep the plan</Button></div>
      </Stacked>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { newId } from '../../../shared/ids.ts';
import { TickField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, SavedState, Section } from '../../../web/parts/index.ts';
import { saveSafetyPlan, type PlanVersion } from '../api.ts';
import { emptySafetyPlan } from '../model.ts';
import { fromText, PlanFields, toText, type PlanText } from './PlanFields.tsx';

/** Made together, in the client's own words; each saving is the next version. */
export function PlanEditor(props: { clientId: string; plan: PlanVersion | null; onDone: () => void }) {
  const version = props.plan?.version ?? 0;
  const form = useKeptForm<PlanText & { opioids: boolean }>(`safety-plan:${props.clientId}:${version}`,
    { ...toText(props.plan?.plan ?? emptySafetyPlan()), opioids: props.plan?.opioids ?? false });
  const save = useAct(saveSafetyPlan, { form, onDone: props.onDone });
  const { opioids, ...text } = form.values;
  return (
    <Section title="Safety plan, in their own words" aside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
      <div style={{ maxWidth: 640 }}>
        <TickField form={form} name="opioids" label="Uses opioids: the plan names overdose steps and where the naloxone is" />
        <div style={{ height: 20 }} />
        <PlanFields form={form as unknown as Parameters<typeof PlanFields>[0]['form']} opioids={opioids} />
        <ErrorBox error={save.error} />
        <div style={{ display: 'flex', gap: 12, marginTop: 24 }}>
          <Button variant="filled" loading={save.busy} onClick={() => void save.send({
            clientId: props.clientId, safetyPlanId: newId(), opioids, version, plan: fromText(text, props.plan?.plan) })}>Save the safety plan</Button>
          <Button variant="subtle" onClick={props.onDone}>Leave it</Button>
        </div>
      </div>
    </Section>
  );
}

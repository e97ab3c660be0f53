import { Button } from '@mantine/core';
import { dateIn, instantOf } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceField, DateField, FieldGrid, TextAreaField, TimeField } from '../../../web/fields/index.ts';
import { Go, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Dock, ErrorBox, PageHead, SavedState, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { recordSafetyEvent } from '../api.ts';
import { SAFETY_KINDS, type SafetyEvent } from '../model.ts';

const KINDS = Object.entries(SAFETY_KINDS).map(([value, label]) => ({ value, label }));

/** Something that touched somebody's safety in the program: written down by whoever was there, decided on by others. */
export default function SafetyEventPage() {
  const clientId = useParam('clientId');
  const zone = useZone();
  const mayRead = useMay('response.read');
  const form = useKeptForm(`safety-event:${clientId}`, { kind: '', on: dateIn(now(), zone) as string | null, time: null as string | null, what: '' });
  const record = useAct(recordSafetyEvent, { form });
  const { kind, on, time, what } = form.values;
  const back = <Go to={mayRead ? `/clients/${clientId}/accountability` : `/clients/${clientId}`}>{mayRead ? 'Accountability' : 'Chart'}</Go>;
  if (record.value !== undefined) {
    return <PageHead over={back} tab="Safety" title="It is kept." under="The counselor and the supervisor see it. Nothing follows by itself: the client is heard, and a person decides." />;
  }
  return (
    <>
      <PageHead over={back} tab="Safety" title="What touched somebody’s safety?" under="As you saw or heard it. In danger now: help first, then write." beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Stacked>
        <ChoiceField form={form} name="kind" label="What it was" options={KINDS} />
        <FieldGrid>
          <DateField form={form} name="on" label="Day" past />
          <TimeField form={form} name="time" label="About when" />
        </FieldGrid>
        <TextAreaField form={form} name="what" label="What happened" help="Without other clients’ names: this is one client’s chart." rows={4} maxLength={2000} />
        <ErrorBox error={record.error} />
      </Stacked>
      <Dock>
        <Button variant="filled" loading={record.busy} disabled={kind === '' || on === null || time === null}
          onClick={() => void record.send({ clientId, kind: kind as SafetyEvent['kind'], at: instantOf(on!, time!, zone), what })}>Keep it</Button>
      </Dock>
    </>
  );
}

import { Button } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, DateField, FieldGrid, NumberField, SelectField, TextField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, ErrorBox, Hint, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, sayDay } from '../../../web/words.ts';
import { noteMedication, readMedication, startMedication } from '../api.ts';
import { ingredientsIn } from '../ingredients.ts';
import { PURPOSES, ROUTES, type Schedule } from '../model.ts';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Puts a medication on the list: prescribed here by a provider, or as the client or somebody else told. */
export default function AddMedication() {
  const clientId = useParam('clientId');
  const read = useRead(readMedication, { clientId });
  return <Shown read={read}>{(data) => <Editor clientId={clientId} data={data} />}</Shown>;
}

function Editor({ clientId, data }: { clientId: string; data: OutputOf<typeof readMedication> }) {
  const go = useGo();
  const today = dateIn(useMinute(), useZone());
  const prescribes = useMay('medication.prescribe');
  const form = useKeptForm(`medication:${clientId}`, {
    id: newId(), name: '', strength: '', route: 'oral', kind: 'daily', every: 1 as number | null, purpose: '', prescriber: '', startedOn: today as string | null, replaces: '', here: prescribes ? 'here' : 'told',
  });
  const done = { form, onDone: () => go(`/clients/${clientId}/medication`) };
  const start = useAct(startMedication, done);
  const note = useAct(noteMedication, done);
  const v = form.values;
  const act = v.here === 'here' && prescribes ? start : note;
  const ingredients = ingredientsIn(v.name);
  const current = data.medications.filter((m) => m.end === null);
  const schedule: Schedule = v.kind === 'daily' ? { kind: 'daily', timesPerDay: v.every ?? 1 } : v.kind === 'every_days' ? { kind: 'every_days', days: v.every ?? 28 } : { kind: 'as_needed' };
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/medication`}>Medication</Go>} tab="Add a medication" title={v.name.trim() === '' ? 'What do they take?' : `${v.name} ${v.strength}`} beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      {data.allergies !== '' && <Hint kind="danger">Allergy: {data.allergies}</Hint>}
      <Stacked>
        <Section title="The medication">
          <FieldGrid>
            <TextField form={form} name="name" label="Name" maxLength={120} />
            <TextField form={form} name="strength" label="Strength" placeholder="8 mg / 2 mg" maxLength={60} />
          </FieldGrid>
          {v.name.trim() !== '' && <Hint kind={ingredients.length > 0 ? 'info' : 'soon'}>{ingredients.length > 0 ? `Tests are read with ${listWords(ingredients)}.` : 'Not known to the test reader; it will explain no result.'}</Hint>}
          <ChoiceField form={form} name="route" label="How it is taken" options={options(ROUTES)} />
          <ChoiceField form={form} name="kind" label="How often" options={[{ value: 'daily', label: 'Every day' }, { value: 'every_days', label: 'Every so many days' }, { value: 'as_needed', label: 'As needed' }]} />
          {v.kind !== 'as_needed' && <NumberField form={form} name="every" label={v.kind === 'daily' ? 'Times a day' : 'Every'} {...(v.kind === 'daily' ? {} : { unit: 'days' })} whole />}
          <ChoiceField form={form} name="purpose" label="What for" options={options(PURPOSES)} />
        </Section>
        <Section title="Who and since when">
          {prescribes && <ChoiceField form={form} name="here" label="Where it comes from" options={[{ value: 'here', label: 'Prescribed here' }, { value: 'told', label: 'Told of' }]} />}
          <FieldGrid>
            <TextField form={form} name="prescriber" label="Prescribed by" maxLength={120} />
            <DateField form={form} name="startedOn" label="Since" />
          </FieldGrid>
          {current.length > 0 && <SelectField form={form} name="replaces" label="Takes the place of" empty="Nothing" options={current.map((m) => ({ value: m.id, label: `${m.name} ${m.strength}` }))} />}
          <ErrorBox error={act.error} />
        </Section>
      </Stacked>
      <Dock>
        <Button variant="filled" loading={act.busy} disabled={v.purpose === '' || v.startedOn === null} onClick={() => void act.send({
          clientId, id: v.id, name: v.name, ingredients, strength: v.strength, route: v.route as 'oral', schedule, purpose: v.purpose as 'moud', prescriber: v.prescriber, startedOn: v.startedOn!, replaces: v.replaces || null,
        })}>{v.startedOn === null ? 'Choose a day' : `On the list from ${sayDay(v.startedOn)}`}</Button>
      </Dock>
    </>
  );
}

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { ChoiceField, DateField, FieldGrid, NumberField, SelectField, TextAreaField, TextField, TickField } from '../../../web/fields/index.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Dock, ErrorBox, Hint, SavedState, Section, Stacked } from '../../../web/parts/index.ts';
import { LegalName } from '../../clients/screens/LegalName.tsx';
import { recordSpecimen, recordTestOutcome, type WholeTest } from '../api.ts';
import { temperatureInRange } from '../collection.ts';
import { IDENTIFIED_BY, MATRICES, OBSERVED } from '../model.ts';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const STEPS = ['Who', 'Specimen', 'Device or laboratory', 'Look it over'] as const;

/** A collection, one step a screen (DT-20 to DT-25). What is out of range is said at once. */
export function CollectForm({ clientId, test }: { clientId: string; test: WholeTest }) {
  const go = useGo();
  const [step, setStep] = useState(0);
  const [stopping, setStopping] = useState(false);
  const [naming, setNaming] = useState(false);
  const form = useKeptForm(`collect:${test.testId}`, {
    id: newId(), matrix: test.matrix as string, identifiedBy: '', observed: 'none', observedReason: '', observerPreference: '',
    temperatureF: null as number | null, minutesSinceVoid: null as number | null, volumeMl: null as number | null, colour: '', strip: 'normal', split: false,
    sealNumber: '', sealNumberB: '', clientInitials: '', declared: '', where: 'device', deviceName: '12-panel cup', deviceLot: '',
    deviceExpires: null as string | null, controlLine: true, readAfterMinutes: 5 as number | null, lab: '', accession: '',
  });
  const keep = useAct(recordSpecimen, { form, onDone: () => go(`/clients/${clientId}/tests/${test.testId}`) });
  const v = form.values;
  const urine = v.matrix === 'urine';
  const sent = v.where === 'lab';
  const inRange = temperatureInRange({ matrix: v.matrix as 'urine', temperatureF: v.temperatureF, minutesSinceVoid: v.minutesSinceVoid }, test.limits);
  const ready = [v.identifiedBy !== '', !urine || v.temperatureF !== null, sent ? v.lab !== '' : v.deviceLot !== '' && v.deviceExpires !== null, true];
  const send = () => void keep.send({
    clientId, testId: test.testId, id: v.id, matrix: v.matrix as WholeTest['matrix'], identifiedBy: v.identifiedBy as 'photo', collectedAt: null, place: test.place,
    observed: v.observed as 'none', observedReason: v.observed === 'direct' && v.observedReason !== '' ? v.observedReason as 'earlier_tamper' : null,
    observerPreference: v.observerPreference || null, temperatureF: urine ? v.temperatureF : null, minutesSinceVoid: urine ? v.minutesSinceVoid : null,
    volumeMl: v.volumeMl, colour: v.colour || null, strip: urine ? v.strip as 'normal' : 'not_used', split: v.split, sealNumber: v.sealNumber || null,
    sealNumberB: v.sealNumberB || null, clientInitials: v.clientInitials || null, declaredMedications: v.declared.split(',').map((d) => d.trim()).filter(Boolean),
    device: sent || v.deviceExpires === null ? null : { name: v.deviceName, lot: v.deviceLot, expiresOn: v.deviceExpires, controlLine: v.controlLine, readAfterMinutes: v.readAfterMinutes ?? 0 },
    lab: sent ? v.lab : null, accession: sent ? v.accession || null : null,
  });
  return (
    <>
      <Stacked>
        <Section title={`${step + 1} of ${STEPS.length}: ${STEPS[step]}`} aside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
          {step === 0 && (
            <Stacked>
              <div><Button onClick={() => setNaming(true)}>Whose test is this?</Button></div>
              <LegalName clientId={clientId} opened={naming} onClose={() => setNaming(false)} />
              <ChoiceField form={form} name="identifiedBy" label="How do you know who it is?" options={options(IDENTIFIED_BY)} />
              <ChoiceField form={form} name="matrix" label="What is collected" options={options(MATRICES)} help="Oral fluid can always be offered." />
              <ChoiceField form={form} name="observed" label="Observed" options={options(OBSERVED).filter((o) => o.value !== 'direct' || test.limits['udt.directObservation'])} />
              {v.observed !== 'none' && <TextField form={form} name="observerPreference" label="Who they would like it to be" maxLength={120} />}
              {v.observed === 'direct' && <SelectField form={form} name="observedReason" label="Reason in the policy"
                options={[{ value: 'earlier_tamper', label: 'An earlier specimen was not usual urine' }, { value: 'temperature_out_of_range', label: 'Temperature out of range' }]} />}
              <TextField form={form} name="declared" label="Taken in the last 30 days" help="Medication, also without prescription; set commas between." maxLength={600} />
            </Stacked>
          )}
          {step === 1 && (
            <Stacked>
              {urine && (
                <>
                  <FieldGrid columns={3}>
                    <NumberField form={form} name="temperatureF" label="Temperature" unit="°F" />
                    <NumberField form={form} name="minutesSinceVoid" label="Read after" unit="min" whole />
                    <NumberField form={form} name="volumeMl" label="Volume" unit="mL" />
                  </FieldGrid>
                  {inRange === true && <Hint kind="done">In range.</Hint>}
                  {inRange === false && <Hint kind="soon">Not body-warm. Offer oral fluid; nothing is concluded from this alone.</Hint>}
                  {inRange === null && v.temperatureF !== null && v.minutesSinceVoid !== null && <Hint>Read after {test.limits['udt.temperatureWithinMinutes']} minutes: it says nothing.</Hint>}
                  <ChoiceField form={form} name="strip" label="Strip on the cup" options={[{ value: 'normal', label: 'As usual' }, { value: 'abnormal', label: 'Not as usual' }, { value: 'not_used', label: 'None' }]} />
                </>
              )}
              <TextField form={form} name="colour" label="Colour" maxLength={40} />
              <TextField form={form} name="clientInitials" label="Client’s initials" maxLength={6} />
            </Stacked>
          )}
          {step === 2 && (
            <Stacked>
              <ChoiceField form={form} name="where" label="Where is it read?" options={[{ value: 'device', label: 'Here, on a device' }, { value: 'lab', label: 'At a laboratory' }]} />
              {sent ? (
                <FieldGrid>
                  <TextField form={form} name="lab" label="Laboratory" maxLength={80} />
                  <TextField form={form} name="accession" label="Accession" maxLength={40} />
                  <TextField form={form} name="sealNumber" label="Seal number" maxLength={40} />
                  {urine && <TickField form={form} name="split" label="Split in two" />}
                  {v.split && <TextField form={form} name="sealNumberB" label="Second seal number" maxLength={40} />}
                </FieldGrid>
              ) : (
                <>
                  <FieldGrid>
                    <TextField form={form} name="deviceName" label="Device" maxLength={80} />
                    <TextField form={form} name="deviceLot" label="Lot" maxLength={40} />
                    <DateField form={form} name="deviceExpires" label="Expires" />
                    <NumberField form={form} name="readAfterMinutes" label="Read after" unit="min" whole help={`Within ${test.limits['udt.readMinutes']} minutes.`} />
                  </FieldGrid>
                  <TickField form={form} name="controlLine" label="The control line is there" />
                  {!v.controlLine && <Hint kind="late">The device did not work. Keep this, then use a new one.</Hint>}
                </>
              )}
            </Stacked>
          )}
          {step === 3 && (
            <Stacked>
              <p>{MATRICES[v.matrix as WholeTest['matrix']]}, {v.temperatureF === null ? 'temperature not read' : `${v.temperatureF} °F`}, {sent ? `to ${v.lab}, seal ${v.sealNumber || 'missing'}` : `${v.deviceName}, lot ${v.deviceLot}`}.</p>
              {inRange === false && <Hint kind="soon">Temperature out of range: the specimen will read as invalid.</Hint>}
              <ErrorBox error={keep.error} />
            </Stacked>
          )}
        </Section>
      </Stacked>
      <Dock words={<Button variant="subtle" onClick={() => setStopping(true)}>No specimen</Button>}>
        {step > 0 && <Button onClick={() => setStep(step - 1)}>Back</Button>}
        {step < STEPS.length - 1
          ? <Button variant="filled" disabled={!ready[step]} onClick={() => setStep(step + 1)}>Next: {STEPS[step + 1]!.toLowerCase()}</Button>
          : <Button variant="filled" loading={keep.busy} onClick={send}>Keep the collection</Button>}
      </Dock>
      <Modal opened={stopping} onClose={() => setStopping(false)} title="No specimen">{stopping && <NoSpecimen clientId={clientId} test={test} onDone={() => setStopping(false)} />}</Modal>
    </>
  );
}

function NoSpecimen(props: { clientId: string; test: WholeTest; onDone: () => void }) {
  const form = useKeptForm(`no-specimen:${props.test.testId}`, { kind: 'unable_to_provide', why: '', hours: 0 as number | null, choosesOralFluid: true });
  const act = useAct(recordTestOutcome, { form, onDone: props.onDone });
  const { kind, why, choosesOralFluid } = form.values;
  return (
    <Stacked>
      <ChoiceField form={form} name="kind" label="What happened" options={[
        { value: 'unable_to_provide', label: 'Could not provide' }, { value: 'refused', label: 'Would not give one' }, { value: 'cancelled_by_program', label: 'We cancel it' },
      ]} />
      {kind === 'unable_to_provide' && <TickField form={form} name="choosesOralFluid" label="They choose oral fluid instead" help={`Else they have ${props.test.limits['udt.shyBladderHours']} hours to drink and try.`} />}
      {kind === 'refused' && <Hint>Explore the reasons and offer oral fluid. Nobody is discharged for it automatically.</Hint>}
      <TextAreaField form={form} name="why" label="In their words" maxLength={500} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({
        clientId: props.clientId, testId: props.test.testId, kind: kind as 'refused', why, choosesOralFluid: kind === 'unable_to_provide' && choosesOralFluid, triedSince: null,
      })}>Keep it</Button>
    </Stacked>
  );
}

import { Button } from '@mantine/core';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceBox, NumberBox, ScaleField, TextAreaField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam, useQueryText } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, Empty, ErrorBox, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDay } from '../../../web/words.ts';
import { readMedication, recordAdherence } from '../api.ts';
import { TAKEN } from '../model.ts';
import { scheduleWords } from '../regimen.ts';

type Line = { medicationId: string; taken: keyof typeof TAKEN | ''; missedDoses: number | null; why: string };

/** How taking medication goes (PR-63): asked without blame, answered in a minute. */
export default function CheckInPage() {
  const clientId = useParam('clientId');
  const read = useRead(readMedication, { clientId });
  return <Shown read={read}>{(data) => <CheckIn clientId={clientId} data={data} />}</Shown>;
}

function CheckIn({ clientId, data }: { clientId: string; data: OutputOf<typeof readMedication> }) {
  const go = useGo();
  const zone = useZone();
  const sessionId = useQueryText('session') ?? null;
  const today = dateIn(useMinute(), zone);
  const last = data.checks[0];
  const since = last ? dateIn(last.at, zone) : addDays(today, -7);
  const meds = data.medications.filter((m) => m.startedOn <= today && (m.end === null || m.end >= today) && m.schedule.kind !== 'as_needed');
  const form = useKeptForm(`adherence:${clientId}`, {
    lines: meds.map((m): Line => ({ medicationId: m.id, taken: '', missedDoses: null, why: '' })), effects: '', craving: null as number | null,
  });
  const keep = useAct(recordAdherence, { form, onDone: () => go(`/clients/${clientId}/medication`) });
  const { lines, effects, craving } = form.values;
  const set = (i: number, part: Partial<Line>) => form.set('lines', lines.map((line, k) => (k === i ? { ...line, ...part } : line)));
  const open = lines.filter((l) => l.taken === '').length;
  if (meds.length === 0) return <Empty action={<Go to={`/clients/${clientId}/medication`}>Back</Go>}>Nothing on the list to ask about.</Empty>;
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/medication`}>Medication</Go>} tab="Medication check-in" title={`How has it gone since ${sayDay(since)}?`} beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Stacked>
        {lines.map((line, i) => {
          const m = meds.find((one) => one.id === line.medicationId);
          if (!m) return null;
          return (
            <Section key={m.id} title={`${m.name} ${m.strength}, ${scheduleWords(m.schedule)}`}>
              <ChoiceBox label="Taken" options={Object.entries(TAKEN).map(([value, label]) => ({ value: value as keyof typeof TAKEN, label }))} value={line.taken}
                onChange={(taken) => set(i, { taken, missedDoses: taken === 'some' ? line.missedDoses : 0 })} error={form.errorOf(`answers.${i}.taken`)} />
              {line.taken === 'some' && <NumberBox label="About how many doses missed" whole value={line.missedDoses} onChange={(missedDoses) => set(i, { missedDoses })} error={form.errorOf(`answers.${i}.missedDoses`)} />}
              {(line.taken === 'some' || line.taken === 'none') && (
                <ChoiceBox label="What was in the way" options={WHYS.map((why) => ({ value: why, label: why }))} value={line.why as (typeof WHYS)[number] | ''} onChange={(why) => set(i, { why })} />
              )}
            </Section>
          );
        })}
        <ScaleField form={form} name="craving" label="Craving" low="none" high="as strong as can be" />
        <TextAreaField form={form} name="effects" label="Effects they notice" maxLength={500} />
        <ErrorBox error={keep.error} />
      </Stacked>
      <Dock words={open > 0 ? `${open} to ask` : 'All asked'}>
        <Button variant="filled" loading={keep.busy} disabled={open > 0} onClick={() => void keep.send({
          clientId, sessionId, since, effects, craving, answers: lines.map((l) => ({ medicationId: l.medicationId, taken: l.taken as 'all', missedDoses: l.missedDoses ?? 0, why: l.why })),
        })}>Keep the check-in</Button>
      </Dock>
    </>
  );
}
const WHYS = ['forgot', 'side effects', 'could not get it', 'cost', 'did not want to', 'something else'] as const;

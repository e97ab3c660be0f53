import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { Go, useGo, useParam, useQueryText } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, Empty, ErrorBox, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { ChoiceBox, TextAreaField } from '../../../web/fields/index.ts';
import { readClient } from '../../clients/api.ts';
import { administerInstrument, listReadings, listWordings, type Reading } from '../api.ts';
import { changeBetween } from '../change.ts';
import { INSTRUMENTS } from '../library.ts';
import { instrumentCode, type Answers, type Instrument } from '../model.ts';
import { alertsSoFar, nextItem, scoreInstrument } from '../rules.ts';
import { AlertCard } from './AlertCard.tsx';
import { ItemList } from './ItemList.tsx';
import { ScoreShown, sayScore } from './ScoreShown.tsx';

type Mode = 'interview' | 'paper' | 'kiosk';
type Values = { administrationId: string; answers: Answers; mode: Mode; remark: string };

/** One instrument, answered by number: alerts first, then what is missing, then the score (INS-04). */
export default function AdministerInstrument() {
  const clientId = useParam('clientId');
  const parsed = instrumentCode.safeParse(useParam('code'));
  const corrects = useQueryText('corrects') ?? null;
  const readings = useRead(listReadings, { clientId });
  if (!parsed.success) return <Empty action={<Go to={`/clients/${clientId}/instruments`}>To the scores</Go>}>There is no such instrument.</Empty>;
  return (
    <Shown read={readings}>
      {(all) => <Answering key={parsed.data} clientId={clientId} instrument={INSTRUMENTS[parsed.data]} all={all} corrects={corrects} />}
    </Shown>
  );
}

function Answering({ clientId, instrument, all, corrects }: {
  clientId: string; instrument: Instrument; all: readonly Reading[]; corrects: string | null;
}) {
  const go = useGo();
  const client = useRead(readClient, { clientId });
  const wordings = useRead(listWordings, {});
  const wording = wordings.data?.find((one) => one.code === instrument.code) ?? null;
  const form = useKeptForm<Values>(`instrument:${clientId}:${instrument.code}`,
    { administrationId: newId(), answers: {}, mode: 'interview', remark: '' });
  const [kept, setKept] = useState<Reading | null>(null);
  const save = useAct(administerInstrument, {
    form,
    onDone: (reading) => (reading.scored.alerts.length > 0 ? setKept(reading) : go(`/clients/${clientId}/instruments`)),
  });
  if (kept) return <AfterAlert clientId={clientId} reading={kept} />;

  const { answers } = form.values;
  const scored = scoreInstrument(instrument, answers);
  const alerts = alertsSoFar(instrument, answers);
  const given = Object.keys(answers).length;
  const rest = scored.ok ? scored.value.missing.length : 0;
  const main = scored.ok ? scored.value.scales[0] : undefined;
  const before = all.find((one) => one.code === instrument.code && !one.corrected && one.id !== corrects
    && one.version === instrument.version && one.scored.scales.length > 0);
  const previous = before?.scored.scales.find((one) => one.code === instrument.change?.scale)?.value ?? null;
  const change = previous !== null && main?.value != null && main.code === instrument.change?.scale
    ? changeBetween(instrument, previous, main.value) : null;
  const said = scored.ok ? sayScore(instrument, scored.value) : null;
  const send = (): void => void save.send({
    clientId, administrationId: form.values.administrationId, code: instrument.code, answers, mode: form.values.mode,
    remark: form.values.remark, correctsId: corrects, takenAt: null,
  });
  const act = (
    <Button variant="filled" loading={save.busy} disabled={given === 0} onClick={send}>
      {said ? `Keep ${said}` : rest > 0 && given > 0 ? `Keep as it is, ${rest} left open` : `Keep ${instrument.title}`}
    </Button>
  );
  return (
    <>
      <PageHead
        over={<Go to={`/clients/${clientId}/instruments`}>{client.data?.initials || 'Scores'}</Go>}
        title={said && rest === 0 ? `${said}.` : `${instrument.title}: ${given === 0 ? instrument.about.toLowerCase() : `${rest} to go`}`}
        beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}
        under={wording ? `Asked about: ${instrument.recall}.`
          : `Read the questions from the official form and type the number of each answer. About: ${instrument.recall}.`}
      />
      {alerts.map((alert) => <AlertCard key={alert.kind} alert={alert} />)}
      <ErrorBox error={save.error} />
      <Columns>
        <ItemList instrument={instrument} wording={wording} answers={answers} errorOf={form.errorOf}
          onChange={(next) => form.set('answers', next)} next={nextItem(instrument, answers)?.n ?? null} />
        <Stacked>
          <Section title="So far">
            {scored.ok ? <ScoreShown instrument={instrument} scored={scored.value} change={change} />
              : <Empty>{scored.say}</Empty>}
          </Section>
          <ChoiceBox<Mode> label="How it was answered" value={form.values.mode}
            options={[{ value: 'interview', label: 'Asked aloud' }, { value: 'paper', label: 'On paper' }, { value: 'kiosk', label: 'On our tablet' }]}
            onChange={(mode) => form.set('mode', mode === '' ? 'interview' : mode)} />
          <TextAreaField form={form} name="remark" label="Remark" maxLength={500} />
        </Stacked>
      </Columns>
      <Dock words={rest === 0 ? 'All answered' : `${instrument.items.filter((item) => !item.optional).length - rest} answered, ${rest} to go`}>{act}</Dock>
    </>
  );
}

/** After answers that point to a danger the page stays: what to do now, and a place to say what was done. */
function AfterAlert({ clientId, reading }: { clientId: string; reading: Reading }) {
  const go = useGo();
  const instrument = INSTRUMENTS[reading.code];
  return (
    <>
      <PageHead title={reading.scored.alerts[0]!.say} over={instrument.title} under="The answers are kept. This comes first." />
      <Stacked>
        <AlertCard alert={reading.scored.alerts[0]!} answer={{ clientId, reading, onDone: () => go(`/clients/${clientId}/instruments`) }} />
        {reading.code === 'PHQ-9' && <Go to={`/clients/${clientId}/instruments/C-SSRS`}>Ask the C-SSRS screener now</Go>}
        <Section title="Score"><ScoreShown instrument={instrument} scored={reading.scored} change={reading.change} /></Section>
        <Go to={`/clients/${clientId}/instruments`}>To the scores</Go>
      </Stacked>
    </>
  );
}

import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, DateField, NumberField, TextAreaField, TextField, TickField } from '../../../web/fields/index.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Empty, ErrorBox, Hint, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayCount, sayDate, sayDay, sayWhen } from '../../../web/words.ts';
import { offerMedication, readMedication, recordNaloxone, recordSupply, requestLinkage, stopMedication } from '../api.ts';
import { NALOXONE_ANSWERS, OFFER_ANSWERS, PURPOSES, ROUTES, TAKEN } from '../model.ts';
import { scheduleWords } from '../regimen.ts';
import { LinkageRow } from './LinkageRow.tsx';
import type { ShownMedication } from './linkage-words.ts';

type Medication = OutputOf<typeof readMedication>;
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** What is taken, where it has gaps, who is asked, and how it goes. */
export default function MedicationPanel({ clientId }: { clientId: string }) {
  const read = useRead(readMedication, { clientId });
  return <Shown read={read}>{(data) => <Panel clientId={clientId} data={data} />}</Shown>;
}

type Asking = 'linkage' | 'offer' | 'naloxone' | { supply: ShownMedication } | { stop: ShownMedication } | null;

function Panel({ clientId, data }: { clientId: string; data: Medication }) {
  const zone = useZone();
  const go = useGo();
  const today = dateIn(useMinute(), zone);
  const [link, check] = [useMay('medication.link'), useMay('medication.check')];
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const now = data.medications.filter((m) => m.startedOn <= today && (m.end === null || m.end >= today));
  const before = data.medications.filter((m) => m.end !== null && m.end < today);
  const last = data.checks[0];
  return (
    <Columns>
      <Stacked>
        {data.allergies !== '' && <Hint kind="danger">Allergy: {data.allergies}</Hint>}
        <Section title="Takes now" count={now.length} aside={check && (
          <Group gap="xs">
            {now.length > 0 && <Button onClick={() => go(`/clients/${clientId}/medication/check-in`)}>Ask how it goes</Button>}
            <Button onClick={() => go(`/clients/${clientId}/medication/add`)}>Add</Button>
          </Group>
        )}>
          {now.length === 0 ? <Empty>Nothing on the list.</Empty> : (
            <Rows>{now.map((m) => <Taken key={m.id} m={m} today={today} may={check} onSupply={() => setAsking({ supply: m })} onStop={() => setAsking({ stop: m })} />)}</Rows>
          )}
        </Section>
        <Section title="Check-ins" count={data.checks.length} aside={last ? `last ${sayWhen(last.at, zone)}` : undefined}>
          {data.checks.length === 0 ? <Empty>Not asked yet. Once a week, at an individual session or on the phone.</Empty> : (
            <Rows>
              {data.checks.slice(0, 8).map((c) => (
                <Row key={c.id} lead={<Mark kind={c.answers.every((a) => a.taken === 'all') ? 'done' : 'soon'} label={null} />}
                  title={c.answers.map((a) => `${data.medications.find((m) => m.id === a.medicationId)?.name ?? ''}: ${TAKEN[a.taken].toLowerCase()}${a.missedDoses > 0 ? `, ${a.missedDoses} missed` : ''}`).join('; ')}
                  sub={[...c.answers.map((a) => a.why), c.effects, c.craving !== null && `craving ${c.craving}`].filter(Boolean).join(' · ')} right={sayWhen(c.at, zone)} />
              ))}
            </Rows>
          )}
        </Section>
        {before.length > 0 && (
          <Section title="Before" count={before.length}>
            <Rows>{before.map((m) => <Row key={m.id} past title={`${m.name} ${m.strength}`} sub={`${sayDate(m.startedOn, today)} to ${sayDate(m.end!, today)}${m.stopWhy ? ` · ${m.stopWhy}` : ''}`} />)}</Rows>
          </Section>
        )}
      </Stacked>
      <Stacked>
        <Section title="Asked of a provider" aside={link && <Button onClick={() => setAsking('linkage')}>Ask a provider</Button>}>
          {data.linkages.length === 0 ? <Empty>Nobody has been asked yet.</Empty> : <Rows>{data.linkages.map((l) => <LinkageRow key={l.id} clientId={clientId} linkage={l} />)}</Rows>}
        </Section>
        <Section title="Offered" aside={link && <Button variant="subtle" onClick={() => setAsking('offer')}>Record an offer</Button>}>
          <Rows>
            {data.offers.map((o) => <Row key={o.id} title={`For ${o.disorder} use: ${OFFER_ANSWERS[o.answer].toLowerCase()}`} sub={o.words || undefined} right={sayWhen(o.recordedAt, zone)} />)}
            {data.offers.length === 0 && <Row title="No offer written down" sub="Medication is offered for opioid and alcohol use, and never a reason to leave." />}
          </Rows>
        </Section>
        <Section title="Naloxone" aside={check && <Button variant="subtle" onClick={() => setAsking('naloxone')}>Record</Button>}>
          {data.naloxone[0] ? <p>{NALOXONE_ANSWERS[data.naloxone[0].answer]}, {data.naloxone[0].overdosePlan ? 'with an overdose plan' : 'no overdose plan yet'}. {sayWhen(data.naloxone[0].recordedAt, zone)}</p> : <Empty>Not asked yet.</Empty>}
        </Section>
      </Stacked>
      <Modal opened={asking !== null} onClose={close} title={titleOf(asking)}>
        {asking === 'linkage' && <Ask clientId={clientId} onDone={close} />}
        {asking === 'offer' && <OfferForm clientId={clientId} onDone={close} />}
        {asking === 'naloxone' && <NaloxoneForm clientId={clientId} onDone={close} />}
        {typeof asking === 'object' && asking !== null && 'supply' in asking && <SupplyForm clientId={clientId} m={asking.supply} today={today} onDone={close} />}
        {typeof asking === 'object' && asking !== null && 'stop' in asking && <StopForm clientId={clientId} m={asking.stop} today={today} onDone={close} />}
      </Modal>
    </Columns>
  );
}
const titleOf = (a: Asking): string => (a === 'linkage' ? 'Ask a provider' : a === 'offer' ? 'Medication was offered' : a === 'naloxone' ? 'Naloxone' : a !== null && 'supply' in a ? `${a.supply.name}: supply` : a !== null ? `Stop ${a.stop.name}` : '');

function Taken(props: { m: ShownMedication; today: string; may: boolean; onSupply: () => void; onStop: () => void }) {
  const { m } = props;
  const gap = m.gaps.find((g) => g.to === null);
  const past = m.gaps.filter((g) => g.to !== null).at(-1);
  const sub = [
    PURPOSES[m.purpose], `${ROUTES[m.route].toLowerCase()}, ${scheduleWords(m.schedule)}`, `${m.prescriber}, since ${sayDate(m.startedOn, props.today)}`,
    m.coverage && `${Math.round(m.coverage.share * m.coverage.days)} of ${m.coverage.days} ${m.coverage.days === 1 ? 'day' : 'days'} covered, going by ${sayCount(m.coverage.evidence, 'record')}`,
    gap ? `nothing since ${sayDay(gap.from)}, as far as we know` : past ? `a gap ${sayDay(past.from)} to ${sayDay(past.to!)}` : null,
  ];
  return (
    <Row lead={<Mark kind={gap ? 'late' : 'done'} label={null} />} title={<><b>{m.name}</b> {m.strength}</>} sub={sub.filter(Boolean).join(' · ')}
      action={props.may ? <><Button onClick={props.onSupply}>{m.schedule.kind === 'every_days' ? 'Given' : 'Supply'}</Button><Button variant="subtle" onClick={props.onStop}>Stop</Button></> : undefined} />
  );
}

type Of = { clientId: string; onDone: () => void };
function Ask({ clientId, onDone }: Of) {
  const form = useKeptForm(`ask-provider:${clientId}`, { id: newId(), purpose: '', question: '' });
  const act = useAct(requestLinkage, { form, onDone });
  const { id, purpose, question } = form.values;
  return (
    <Stacked>
      <ChoiceField form={form} name="purpose" label="About" options={options(PURPOSES)} />
      <TextAreaField form={form} name="question" label="What should they look at?" maxLength={1000} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={purpose === ''} onClick={() => void act.send({ clientId, id, purpose: purpose as 'moud', question })}>Ask a provider</Button>
    </Stacked>
  );
}
function OfferForm({ clientId, onDone }: Of) {
  const form = useKeptForm(`offer:${clientId}`, { disorder: '', answer: '', words: '' });
  const act = useAct(offerMedication, { form, onDone });
  const { disorder, answer, words } = form.values;
  return (
    <Stacked>
      <ChoiceField form={form} name="disorder" label="For" options={[{ value: 'opioid', label: 'Opioid use' }, { value: 'alcohol', label: 'Alcohol use' }]} />
      <ChoiceField form={form} name="answer" label="What they said" options={options(OFFER_ANSWERS)} help="Every answer is all right, and can change." />
      <TextField form={form} name="words" label="In their words" maxLength={500} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={disorder === '' || answer === ''} onClick={() => void act.send({ clientId, disorder: disorder as 'opioid', answer: answer as 'wants', words })}>Keep it</Button>
    </Stacked>
  );
}
function NaloxoneForm({ clientId, onDone }: Of) {
  const form = useKeptForm(`naloxone:${clientId}`, { answer: '', overdosePlan: false });
  const act = useAct(recordNaloxone, { form, onDone });
  return (
    <Stacked>
      <ChoiceField form={form} name="answer" label="At hand?" options={options(NALOXONE_ANSWERS)} />
      <TickField form={form} name="overdosePlan" label="There is a plan for an overdose" />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={form.values.answer === ''} onClick={() => void act.send({ clientId, answer: form.values.answer as 'has', overdosePlan: form.values.overdosePlan })}>Keep it</Button>
    </Stacked>
  );
}
function SupplyForm({ clientId, m, today, onDone }: Of & { m: ShownMedication; today: string }) {
  const interval = m.schedule.kind === 'every_days' ? m.schedule.days : 30;
  const form = useKeptForm(`supply:${m.id}`, { on: today as string | null, daysSupply: interval as number | null });
  const act = useAct(recordSupply, { form, onDone });
  return (
    <Stacked>
      <DateField form={form} name="on" label={m.schedule.kind === 'every_days' ? 'Given on' : 'Picked up on'} />
      <NumberField form={form} name="daysSupply" label="Lasts" unit="days" whole />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={form.values.on === null || form.values.daysSupply === null}
        onClick={() => void act.send({ clientId, medicationId: m.id, on: form.values.on!, daysSupply: form.values.daysSupply! })}>Keep it</Button>
    </Stacked>
  );
}
function StopForm({ clientId, m, today, onDone }: Of & { m: ShownMedication; today: string }) {
  const form = useKeptForm(`stop:${m.id}`, { stoppedOn: today as string | null, why: '' });
  const act = useAct(stopMedication, { form, onDone });
  return (
    <Stacked>
      <DateField form={form} name="stoppedOn" label="Last day" />
      <TextAreaField form={form} name="why" label="Why" maxLength={300} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={form.values.stoppedOn === null} onClick={() => void act.send({ clientId, medicationId: m.id, stoppedOn: form.values.stoppedOn!, why: form.values.why })}>Stop {m.name}</Button>
    </Stacked>
  );
}

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn, timeIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { useMinute } from '../../../web/clock.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Empty, ErrorBox, Facts, Hint, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate, sayTime, sayWhen, sentence } from '../../../web/words.ts';
import { excuseTest, orderTest, readTest, type WholeTest } from '../api.ts';
import { IDENTIFIED_BY, MATRICES, OBSERVED } from '../model.ts';
import { TEST_EVENTS } from '../status.ts';
import { CollectForm } from './CollectForm.tsx';
import { HandOver } from './HandOver.tsx';
import { ReadResult } from './ReadResult.tsx';
import { ResultForm } from './ResultForm.tsx';
import { reasonWords, testSentence } from './test-words.ts';

/** One test from the notice to the talk: what it needs now stands first. */
export default function TestPage() {
  const of = { clientId: useParam('clientId'), testId: useParam('testId') };
  const read = useRead(readTest, of);
  return <Shown read={read} rows={6}>{(test) => <OneTest key={of.testId} clientId={of.clientId} test={test} />}</Shown>;
}

function headline(test: WholeTest, now: string, zone: string): string {
  switch (test.status) {
    case 'scheduled': case 'notified': return `To collect by ${sayTime(timeIn(test.collectBy, zone))}.`;
    case 'collected': return 'Collected. Read the screen.';
    case 'missed_unexcused': return dateIn(now, zone) === test.date ? 'Nobody came. Reach out today.' : 'Nobody came.';
    case 'sent_for_confirmation': return 'At the laboratory. Nothing is decided before it answers.';
    default: return test.reads.length > 0 ? `${sentence(testSentence(test))}.` : `${sentence(test.statusWords)}.`;
  }
}

function OneTest({ clientId, test }: { clientId: string; test: WholeTest }) {
  const now = useMinute();
  const zone = useZone();
  const [collect, result] = [useMay('test.collect'), useMay('test.result')];
  const chart = useMay('client.read');
  const open = (test.status === 'scheduled' || test.status === 'notified' || test.status === 'unable_to_provide') && test.date === dateIn(now, zone);
  const event = TEST_EVENTS[test.status as keyof typeof TEST_EVENTS];
  return (
    <>
      <PageHead title={headline(test, now, zone)} tab="Test"
        over={<Go to={chart ? `/clients/${clientId}/tests` : '/tests'}>{sentence(reasonWords(test))}, {sayDate(test.date, dateIn(now, zone))}</Go>} />
      {event && test.result === null && <Hint>{event.first} {event.never}</Hint>}
      {test.cannot.map((c) => <Hint key={c.at} kind="soon">The client says: {c.why}</Hint>)}
      {open && collect ? <CollectForm clientId={clientId} test={test} />
        : test.status === 'collected' && result ? <ResultForm clientId={clientId} test={test} />
          : (
            <Columns>
              <Stacked>
                {test.result ? <ReadResult clientId={clientId} test={test} />
                  : <Section title="Result"><Empty>{test.specimen ? 'Collected; the screen is not read yet.' : 'No specimen yet.'}</Empty></Section>}
              </Stacked>
              <Stacked>
                <Collection test={test} />
                {test.specimen && <HandOver clientId={clientId} test={test} />}
                <Around clientId={clientId} test={test} />
              </Stacked>
            </Columns>
          )}
    </>
  );
}

function Collection({ test }: { test: WholeTest }) {
  const zone = useZone();
  const s = test.specimen;
  if (!s) return null;
  return (
    <Section title="Collection">
      <Facts facts={[
        { label: 'When', value: sayWhen(s.collectedAt, zone) }, { label: 'What', value: MATRICES[s.matrix] }, { label: 'Known by', value: IDENTIFIED_BY[s.identifiedBy] },
        { label: 'Observed', value: OBSERVED[s.observed] }, { label: 'Temperature', value: s.temperatureF === null ? 'not read' : `${s.temperatureF} °F` },
        { label: 'Volume', value: s.volumeMl === null ? null : `${s.volumeMl} mL` }, { label: 'Device', value: s.device ? `${s.device.name}, lot ${s.device.lot}` : null },
        { label: 'Laboratory', value: s.lab }, { label: 'Seal', value: [s.sealNumber, s.sealNumberB].filter(Boolean).join(', ') },
      ]} />
      {test.findings.map((f) => <Hint key={f} kind="soon">{f}</Hint>)}
    </Section>
  );
}

function Around({ clientId, test }: { clientId: string; test: WholeTest }) {
  const zone = useZone();
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const mayOrder = useMay('test.order');
  const again = useAct(orderTest, { onDone: (_, made) => go(`/clients/${clientId}/tests/${made.testId}`) });
  const today = dateIn(useMinute(), zone);
  const wantsAgain = ['missed_unexcused', 'missed_excused', 'invalid', 'refused', 'unable_to_provide'].includes(test.status) || test.validity === 'dilute'
    || test.validity === 'adulterated' || test.validity === 'substituted';
  const excusable = !test.specimen && !test.excuse && test.status !== 'cancelled_by_program';
  return (
    <Section title="About this test">
      <Rows>
        {test.excuse && <Row lead={<Mark kind="info" />} title="Excused" sub={test.excuse.why} right={sayWhen(test.excuse.at, zone)} />}
        {test.why && <Row title="Asked for" sub={test.why} />}
        {test.selfReports.map((r) => <Row key={r.at} lead={<Mark kind="info" />} title="Told us before" sub={`“${r.said}”`} right={sayWhen(r.at, zone)} />)}
        {test.drawn && <Row title={test.drawn.odds >= 1 ? 'Drawn; the day was certain' : `Drawn at odds of ${Math.round(test.drawn.odds * 1000) / 10}%`} sub="by a sealed draw that anybody can recompute" />}
      </Rows>
      {mayOrder && wantsAgain && (
        <Button loading={again.busy} onClick={() => void again.send({
          clientId, testId: newId(), date: today, reason: 'follow_up', matrix: test.validity === 'adulterated' || test.validity === 'substituted' || test.status === 'unable_to_provide' ? 'oral_fluid' : test.matrix,
          panel: test.panel, why: null, retestOf: test.testId,
        })}>Test again today</Button>
      )}
      {mayOrder && excusable && <Button variant="subtle" onClick={() => setAsking(true)}>Excuse</Button>}
      <ErrorBox error={again.error} />
      <Modal opened={asking} onClose={() => setAsking(false)} title="Excuse this test">{asking && <Excuse clientId={clientId} testId={test.testId} onDone={() => setAsking(false)} />}</Modal>
    </Section>
  );
}

function Excuse(props: { clientId: string; testId: string; onDone: () => void }) {
  const form = useKeptForm(`excuse:${props.testId}`, { why: '' });
  const act = useAct(excuseTest, { form, onDone: props.onDone });
  return (
    <>
      <TextAreaField form={form} name="why" label="Why" placeholder="Illness with a letter, closure, emergency, work" maxLength={500} />
      <ErrorBox error={act.error} />
      <Button variant="filled" mt="md" loading={act.busy} onClick={() => void act.send({ clientId: props.clientId, testId: props.testId, why: form.values.why })}>Excuse it</Button>
    </>
  );
}

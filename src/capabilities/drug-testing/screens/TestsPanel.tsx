import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, DateField, TextAreaField } from '../../../web/fields/index.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Empty, ErrorBox, Facts, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { TestShape } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, round, sayDate, sayDay, sayTimes, sayWeekdayShort, sayWhen, sentence } from '../../../web/words.ts';
import { answerCallIn, orderTest, readTests, recordSelfReport } from '../api.ts';
import { analyteWords, MATRICES } from '../model.ts';
import { panelOf } from '../panel.ts';
import { reasonWords, shapeOf, testSentence } from './test-words.ts';

type Tests = OutputOf<typeof readTests>;

/** A client's tests and the plan behind them. */
export default function TestsPanel({ clientId }: { clientId: string }) {
  const read = useRead(readTests, { clientId });
  return <Shown read={read}>{(tests) => <Panel clientId={clientId} tests={tests} />}</Shown>;
}

function Panel({ clientId, tests }: { clientId: string; tests: Tests }) {
  const today = dateIn(useMinute(), useZone());
  const go = useGo();
  const [open, setOpen] = useState<'order' | 'told' | null>(null);
  const [mayOrder, mayReview] = [useMay('test.order'), useMay('test.review')];
  const { plan } = tests;
  return (
    <Columns>
      <Section title="Tests" count={tests.tests.length} aside={<Group gap="xs">{mayReview && <Button variant="subtle" onClick={() => setOpen('told')}>They told of use</Button>}{mayOrder && <Button onClick={() => setOpen('order')}>Order a test</Button>}</Group>}>
        {tests.tests.length === 0 ? <Empty>No tests yet. {plan ? 'The first day is drawn by itself.' : 'They begin with a testing plan.'}</Empty> : (
          <Rows>
            {tests.tests.slice(0, 40).map((t) => (
              <Row key={t.testId} lead={<svg width="20" height="20" viewBox="0 0 20 20" role="img" aria-label={shapeOf(t)}><TestShape result={shapeOf(t)} x={10} y={10} /></svg>}
                title={<Go to={`/clients/${clientId}/tests/${t.testId}`}>{sentence(testSentence(t))}</Go>} sub={`${reasonWords(t)} · ${t.statusWords}`} right={sayDay(t.date)} />
            ))}
          </Rows>
        )}
      </Section>
      <Stacked>
        <Section title="Plan" aside={mayOrder && <Button onClick={() => go(`/clients/${clientId}/testing-plan`)}>{plan ? 'Change' : 'Make one'}</Button>}>
          {plan === null ? <Empty>No testing plan. Nobody is drawn without one.</Empty> : (
            <Facts facts={[
              { label: 'A week', value: `${round(plan.testsPerWeek, 2)} on random days` }, { label: 'Days', value: plan.collectionWeekdays.length === 7 ? 'every day' : listWords(plan.collectionWeekdays.map(sayWeekdayShort)) },
              { label: 'Hours', value: sayTimes(plan.opensAt, plan.closesAt) }, { label: 'Where', value: plan.place }, { label: 'What', value: MATRICES[plan.matrix] },
              { label: 'Longest gap', value: `${plan.longestGapDays} days` }, { label: 'Since', value: sayDate(plan.effectiveFrom, today) }, { label: 'Looks for', value: listWords(plan.panel.map((a) => analyteWords(a))) },
              { label: 'Why so', value: plan.reason ?? '' },
            ]} />
          )}
          {tests.usualPerWeek !== null && plan && Math.abs(tests.usualPerWeek - plan.testsPerWeek) > 0.01 && <p>The usual rate at this point is {round(tests.usualPerWeek, 2)} a week.</p>}
        </Section>
        <CallIn clientId={clientId} />
        {tests.told.length > 0 && <ToldOf told={tests.told} />}
      </Stacked>
      <Modal opened={open === 'order'} onClose={() => setOpen(null)} title="Order a test">{open === 'order' && <Order clientId={clientId} tests={tests} onDone={() => setOpen(null)} />}</Modal>
      <Modal opened={open === 'told'} onClose={() => setOpen(null)} title="They told of use">{open === 'told' && <Told clientId={clientId} onDone={() => setOpen(null)} />}</Modal>
    </Columns>
  );
}

const ANSWER_WORDS = { 'too-early': 'There is no answer before the release.', 'not-drawn-yet': 'The draw is not open yet.', 'no-test-today': 'No test today.', 'test-today': 'Test today.' } as const;
function CallIn({ clientId }: { clientId: string }) {
  const act = useAct(answerCallIn);
  return (
    <Section title="They ask: do I test today?">
      {act.value ? <p role="status">{ANSWER_WORDS[act.value.state]}</p> : <Button loading={act.busy} onClick={() => void act.send({ clientId, channel: 'phone' })}>Answer on the phone</Button>}
      <ErrorBox error={act.error} />
    </Section>
  );
}

/** Their own words about use, and whether they came by phone: thank them, then look at the plan together (§8). */
function ToldOf({ told }: { told: Tests['told'] }) {
  const zone = useZone();
  return (
    <Section title="What they told us" count={told.length}>
      <Rows>
        {told.slice(0, 10).map((one) => (
          <Row key={one.id} title={`“${one.said}”`} sub={[one.analytes.length > 0 && sentence(listWords(one.analytes.map(analyteWords))), one.own ? 'on their phone' : 'to staff'].filter(Boolean).join(' · ')} right={sayWhen(one.at, zone)} />
        ))}
      </Rows>
    </Section>
  );
}

function Order({ clientId, tests, onDone }: { clientId: string; tests: Tests; onDone: () => void }) {
  const today = dateIn(useMinute(), useZone());
  const form = useKeptForm(`order-test:${clientId}`, { testId: newId(), date: today as string | null, reason: 'for_cause', matrix: tests.plan?.matrix as string ?? 'urine', why: '' });
  const act = useAct(orderTest, { form, onDone });
  const { testId, date, reason, matrix, why } = form.values;
  return (
    <Stacked>
      <ChoiceField form={form} name="reason" label="Why" options={[{ value: 'for_cause', label: 'Something seen or asked for' }, { value: 'intake', label: 'At intake' }, { value: 'scheduled', label: 'Planned day' }]} />
      <TextAreaField form={form} name="why" label="What was seen or asked for" maxLength={500} />
      <DateField form={form} name="date" label="Day" />
      <ChoiceField form={form} name="matrix" label="What is collected" options={Object.entries(MATRICES).map(([value, label]) => ({ value, label }))} />
      <p>The random draw goes on as before.</p>
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={date === null} onClick={() => void act.send({
        clientId, testId, date: date!, reason: reason as 'intake', matrix: matrix as 'urine', panel: tests.plan?.panel ?? panelOf(tests.proposed, matrix as 'urine'), why: why.trim() || null, retestOf: null,
      })}>{date === today || date === null ? 'Order for today' : `Order for ${sayDay(date)}`}</Button>
    </Stacked>
  );
}

function Told({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const form = useKeptForm(`told:${clientId}`, { said: '' });
  const act = useAct(recordSelfReport, { form, onDone });
  return (
    <Stacked>
      <p>Told before a test, it never counts against them. Thank them.</p>
      <TextAreaField form={form} name="said" label="In their words" maxLength={1000} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({ clientId, analytes: [], said: form.values.said })}>Keep it</Button>
    </Stacked>
  );
}

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Columns, Empty, ErrorBox, Hint, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark, MOOD_WORDS, type Mood } from '../../../web/pictures/index.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayCount, sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { answerCheckIn, readSafety } from '../api.ts';
import { OutreachForm } from './OutreachForm.tsx';
import { PlanEditor } from './PlanEditor.tsx';
import { PlanParts } from './PlanParts.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { TextAreaField } from '../../../web/fields/index.ts';

type Safety = OutputOf<typeof readSafety>;

/** Staff: the client's safety plan, what they said between sessions, and who reached them. */
export default function SafetyPanel(props: { clientId: string }) {
  const safety = useRead(readSafety, props);
  return <Shown read={safety}>{(data) => <Panel {...props} safety={data} />}</Shown>;
}

function Panel(props: { clientId: string; safety: Safety }) {
  const { clientId, safety } = props;
  const zone = useZone();
  const may = useMay('safety.write');
  const today = dateIn(useMinute(), zone);
  const [editing, setEditing] = useState(false);
  if (editing) return <PlanEditor clientId={clientId} plan={safety.plan} onDone={() => setEditing(false)} />;
  return (
    <Columns>
      <Stacked>
        {safety.callAskedAt !== null && <Hint kind="late">Asked for a call {sayWhen(safety.callAskedAt, zone)}. {safety.callWords}</Hint>}
        <Section title="Between sessions" aside={safety.silentDays === null ? 'not heard yet' : safety.silentDays === 0 ? 'heard today' : `silent ${sayCount(safety.silentDays, 'day')}`}>
          {safety.checkIns.length === 0 ? <Empty>No check-ins yet. They come from the client’s phone.</Empty> : (
            <Rows label="Check-ins">{safety.checkIns.slice(0, 14).map((one) => <CheckInRow key={one.id} clientId={clientId} one={one} may={may} />)}</Rows>
          )}
        </Section>
        <Section title="Tries to reach them">
          {may && <OutreachForm clientId={clientId} />}
          <Rows label="Tries">
            {safety.outreach.slice(0, 8).map((one) => (
              <Row key={one.id} lead={<Mark kind={one.reached ? 'done' : 'later'} label={one.reached ? 'reached' : 'not reached'} />}
                title={`${sentence(WAYS[one.how] ?? one.how)}${one.reached ? '' : ', not reached'}`} sub={one.words || undefined} right={`${one.by} ${sayWhen(one.at, zone)}`} />
            ))}
          </Rows>
        </Section>
      </Stacked>
      <Section title="Safety plan" aside={may && <Button variant={safety.plan ? 'default' : 'filled'} onClick={() => setEditing(true)}>{safety.plan ? 'Change together' : 'Make together'}</Button>}>
        {safety.plan === null ? <Empty>None yet. Make it together, on this screen or theirs.</Empty> : (
          <>
            <PlanParts plan={safety.plan.plan} />
            <p style={{ color: 'var(--ink2)' }}>
              Version {safety.plan.version}, {safety.plan.madeWith === null ? 'changed by the client on their phone' : `made with ${safety.plan.madeWith}`}, {sayDate(dateIn(safety.plan.madeAt, zone), today)}
            </p>
          </>
        )}
      </Section>
    </Columns>
  );
}

export const WAYS: Record<string, string> = { call: 'call', text: 'text', message: 'message', letter: 'letter', visit: 'visit', emergency_contact: 'emergency contact' };
const MARKS = { calm: 'done', raised: 'soon', high: 'late', danger: 'danger' } as const;
const MEDICATION = { taken: 'took medicine', missed: 'missed medicine', none: '' } as const;

function CheckInRow(props: { clientId: string; one: Safety['checkIns'][number]; may: boolean }) {
  const { one } = props;
  const zone = useZone();
  const [answering, setAnswering] = useState(false);
  const said = [
    one.mood !== null && MOOD_WORDS[one.mood as Mood], one.craving !== null && `craving ${one.craving}`, one.sleepHours !== null && `slept ${one.sleepHours} h`,
    one.medication !== null && MEDICATION[one.medication], one.used === 'yes' && 'told of use', one.safe === false && 'does not feel safe',
  ].filter(Boolean).join(', ');
  const open = one.answered === null && (one.level === 'high' || one.level === 'danger');
  return (
    <>
      <Row
        lead={<Mark kind={!open && (one.level === 'high' || one.level === 'danger') ? 'done' : MARKS[one.level]} label={one.level} />}
        title={sentence(said || 'wrote')}
        sub={(one.words || one.answered) ? <>{one.words && <>“{one.words}” </>}{one.answered && `${one.answered.by}: ${one.answered.did}`}</> : undefined}
        right={sayWhen(one.at, zone)}
        action={open && props.may ? <Button onClick={() => setAnswering(true)}>Answer</Button> : undefined}
      />
      <Modal opened={answering} onClose={() => setAnswering(false)} title="What did you do?">
        {answering && <AnswerForm clientId={props.clientId} checkInId={one.id} onDone={() => setAnswering(false)} />}
      </Modal>
    </>
  );
}

function AnswerForm(props: { clientId: string; checkInId: string; onDone: () => void }) {
  const form = useKeptForm(`answer-check-in:${props.checkInId}`, { did: '' });
  const answer = useAct(answerCheckIn, { form, onDone: props.onDone });
  return (
    <>
      <TextAreaField form={form} name="did" label="What was done" placeholder="Called, talked for ten minutes. Comes tonight." maxLength={500} />
      <ErrorBox error={answer.error} />
      <Button variant="filled" mt="md" loading={answer.busy} onClick={() => void answer.send({ clientId: props.clientId, checkInId: props.checkInId, did: form.values.did })}>Keep the answer</Button>
    </>
  );
}

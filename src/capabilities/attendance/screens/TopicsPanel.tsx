import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { newId } from '../../../shared/ids.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate, sayWhen } from '../../../web/words.ts';
import { listWishesOfClient, requestSession, seatClient } from '../../schedule/api.ts';
import { readTopicCoverage } from '../topics-api.ts';

/** What somebody has had of the curriculum and what fills each gap (PR-30), and the sessions asked for beside the planned ones. */
export default function TopicsPanel({ clientId }: { clientId: string }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const read = useRead(readTopicCoverage, { clientId });
  return (
    <Stacked>
      <Asked clientId={clientId} />
      <Shown read={read} rows={6}>
        {(groups) => (groups.length === 0 ? <Section title="Topics"><Empty>None of their groups walks through lessons.</Empty></Section> : (
          <>{groups.map((group) => <Lessons key={group.groupId} clientId={clientId} group={group} today={today} />)}</>
        ))}
      </Shown>
    </Stacked>
  );
}

type Group = OutputOf<typeof readTopicCoverage>[number];
/** So many are shown at first: what comes next, not the whole book. */
const FIRST = 6;

function Lessons({ clientId, group, today }: { clientId: string; group: Group; today: string }) {
  const may = useMay('schedule.write');
  const seat = useAct(seatClient);
  const [all, setAll] = useState(false);
  const next = group.topics.filter((one) => one.next !== null).toSorted((a, b) => a.next!.startAt.localeCompare(b.next!.startAt)).slice(0, FIRST);
  const shown = all ? group.topics : next;
  return (
    <Section title={group.name} aside={<>{group.had} of {group.of} had{group.topics.length > next.length && <Button variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Next ones' : 'All lessons'}</Button>}</>}>
      <ErrorBox error={seat.error} />
      {shown.length === 0 ? <Empty>{group.had === group.of ? 'All had.' : 'None of the missing lessons is planned yet.'}</Empty> : (
        <Rows dense>
          {shown.map((topic) => (
            <Row key={topic.code} past={topic.had !== null} lead={<Mark kind={topic.had === null ? 'later' : 'done'} label={topic.had === null ? 'not yet' : 'had'} />} title={topic.title}
              right={topic.had !== null ? sayDate(topic.had, today) : topic.next === null ? 'not planned yet' : `comes ${sayDate(topic.next.date, today)}`}
              {...(may && topic.next?.seat === 'free' ? { action: <Button loading={seat.busy} aria-label={`One visit for ${topic.title}`}
                onClick={() => void seat.send({ clientId, seriesIds: [topic.next!.seriesId], from: topic.next!.date, until: addDays(topic.next!.date, 1) })}>One visit</Button> } : {})} />
          ))}
        </Rows>
      )}
    </Section>
  );
}

function Asked({ clientId }: { clientId: string }) {
  const zone = useZone();
  const read = useRead(listWishesOfClient, { clientId });
  const may = useMay('attendance.write');
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Further sessions asked for" aside={may && <Button onClick={() => setAsking(true)}>Ask for one</Button>}>
      <Shown read={read}>
        {(wishes) => (wishes.length === 0 ? <Empty>None asked for.</Empty> : (
          <Rows dense>
            {wishes.map((one) => (
              <Row key={one.wishId} title={`“${one.words}”`} sub={`${one.askedBy === 'client' ? 'asked by themself' : 'asked by the team'} ${sayWhen(one.at, zone)}`}
                right={one.answer === null ? 'to be answered' : one.answer.startAt !== null ? `booked ${sayWhen(one.answer.startAt, zone)}` : one.answer.sessionId !== null ? 'booked, then cancelled' : one.answer.words} past={one.answer !== null} />
            ))}
          </Rows>
        ))}
      </Shown>
      <Modal opened={asking} onClose={() => setAsking(false)} title="A further session"><Ask clientId={clientId} onDone={() => setAsking(false)} /></Modal>
    </Section>
  );
}

function Ask({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const form = useKeptForm(`ask:${clientId}`, { kind: 'individual', words: '' });
  const v = form.values;
  const [wishId] = useState(newId);
  const ask = useAct(requestSession, { form, onDone });
  return (
    <Stacked>
      <ChoiceField form={form} name="kind" label="What kind" options={[{ value: 'individual', label: 'Individual' }, { value: 'family', label: 'Family' }, { value: 'medical', label: 'Medical' },
        { value: 'case-management', label: 'Practical help' }]} />
      <TextAreaField form={form} name="words" label="What it is for" rows={2} maxLength={500} />
      <ErrorBox error={ask.error} />
      <Button variant="filled" loading={ask.busy} disabled={v.words.trim().length < 3} onClick={() => void ask.send({ clientId, wishId, kind: v.kind as 'individual', words: v.words })}>Ask for it</Button>
    </Stacked>
  );
}

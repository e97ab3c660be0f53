import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { ChoicesBox, DateBox, TimeBox } from '../../../web/fields/index.ts';
import { useGo, useParam } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, ErrorBox, Hint, PageHead, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { sayCount, sayDay, sayTimes, sentence } from '../../../web/words.ts';
import { cancelSession, moveSession, substituteLeader } from '../../schedule/api.ts';
import { listStaff } from '../../staff/api.ts';
import { readAttendanceSheet } from '../api.ts';
import { SheetOf } from './AttendanceSheet.tsx';
import { lessonNo } from '../../schedule/screens/week-grid.ts';
import { allHere, type Sheet } from './sheet.ts';

type Doing = 'move' | 'leader' | 'cancel' | null;

/** One session: who is here, and what can happen to it as a whole. */
export default function SessionPage() {
  const sessionId = useParam('sessionId');
  const go = useGo();
  const [doing, setDoing] = useState<Doing>(null);
  const mayNote = useMay('note.write');
  const mayChange = useMay('schedule.write');
  const read = useRead(readAttendanceSheet, { sessionId });
  return (
    <Shown read={read} rows={6}>
      {(sheet) => {
        const { session } = sheet;
        const leaders = session.leaders.map((one) => one.initials).join(' and ');
        return (
          <>
            <PageHead title={`${session.name}${lessonNo(session.lesson)}`} tab="Session" beside={session.cancelled !== null ? 'cancelled' : undefined}
              under={[sayDay(session.date), sayTimes(session.from, session.to), session.room ?? 'by video', leaders || 'no leader yet'].join(' · ')}
              action={mayChange && session.cancelled === null && !session.tied && (
                <Menu position="bottom-end">
                  <Menu.Target><Button aria-label="More about this session"><IconDots size={18} /></Button></Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item onClick={() => setDoing('leader')}>Another leader</Menu.Item>
                    <Menu.Item onClick={() => setDoing('move')}>Another time</Menu.Item>
                    <Menu.Item onClick={() => setDoing('cancel')}>Cancel it</Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              )} />
            <Stacked>
              {session.cancelled !== null && <Hint kind="info">Cancelled: {session.cancelled}.</Hint>}
              {session.concerns.includes('no-leader') && <Hint kind="late">Nobody leads it yet.</Hint>}
              {session.concerns.includes('leader-not-credentialed') && <Hint kind="late">The leader’s credential does not cover it that day.</Hint>}
              {session.kind === 'group' && sheet.members.length > 0 && session.concerns.includes('too-few') && <Hint kind="soon">{sentence(sayCount(sheet.members.length, 'person', 'people'))} expected: fewer than a group.</Hint>}
              <SheetOf sheet={sheet} />
            </Stacked>
            <Modal opened={doing === 'move'} onClose={() => setDoing(null)} title="Another time"><Move sheet={sheet} onDone={() => setDoing(null)} /></Modal>
            <Modal opened={doing === 'leader'} onClose={() => setDoing(null)} title="Who leads it"><Leaders sheet={sheet} onDone={() => setDoing(null)} /></Modal>
            <Modal opened={doing === 'cancel'} onClose={() => setDoing(null)} title={`Cancel ${session.name}`}><Cancel sheet={sheet} onDone={() => setDoing(null)} /></Modal>
            {mayNote && sheet.started && session.cancelled === null && (
              <Dock words={session.kind === 'group' ? 'The note is written once for everybody, and a line for each.' : 'The note goes into the chart.'}>
                <Button variant={allHere(sheet).length > 0 ? 'default' : 'filled'} onClick={() => go(session.kind === 'group' || !sheet.members[0] ? `/sessions/${sessionId}/note` : `/clients/${sheet.members[0].clientId}/notes/new?session=${sessionId}`)}>Write the note</Button>
              </Dock>
            )}
          </>
        );
      }}
    </Shown>
  );
}

type Part = { sheet: Sheet; onDone: () => void };

function Move({ sheet: { session }, onDone }: Part) {
  const [date, setDate] = useState<string | null>(session.date);
  const [from, setFrom] = useState<string | null>(session.from);
  const [to, setTo] = useState<string | null>(session.to);
  const act = useAct(moveSession, { onDone });
  return (
    <Stacked>
      <DateBox label="Day" value={date} onChange={setDate} />
      <TimeBox label="From" value={from} onChange={setFrom} />
      <TimeBox label="To" value={to} onChange={setTo} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={!date || !from || !to}
        onClick={() => void act.send({ sessionId: session.sessionId, date: date!, startsAt: from!, endsAt: to!, roomId: session.roomId })}>Move it there</Button>
    </Stacked>
  );
}

function Leaders({ sheet: { session }, onDone }: Part) {
  const staff = useRead(listStaff, {});
  const [chosen, setChosen] = useState(session.leaders.map((one) => one.staffId));
  const act = useAct(substituteLeader, { onDone });
  return (
    <Shown read={staff}>
      {(people) => (
        <Stacked>
          <ChoicesBox label="Leaders of this session only" value={chosen} onChange={setChosen}
            options={people.filter((one) => one.leftOn === null && one.credentials.length > 0).map((one) => ({ value: one.staffId, label: one.initials }))} />
          <ErrorBox error={act.error} />
          <Button variant="filled" loading={act.busy} onClick={() => void act.send({ sessionId: session.sessionId, staffIds: chosen })}>They lead it</Button>
        </Stacked>
      )}
    </Shown>
  );
}

function Cancel({ sheet: { session, members }, onDone }: Part) {
  const [reason, setReason] = useState('');
  const act = useAct(cancelSession, { onDone });
  return (
    <Stacked>
      <p>{members.length === 0 ? 'Nobody is expected.' : `${sentence(sayCount(members.length, 'person is', 'people are'))} expected. Their hours of the week get fewer.`}</p>
      <TextInput label="Why" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({ sessionId: session.sessionId, reason })}>Cancel {sayDay(session.date)}</Button>
    </Stacked>
  );
}

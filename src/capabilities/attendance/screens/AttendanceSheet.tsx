import { Button } from '@mantine/core';
import { useState } from 'react';
import { TimeBox } from '../../../web/fields/index.ts';
import { useAct } from '../../../web/operations.ts';
import { Empty, ErrorBox, Row, Rows, Section, Tag } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { initialsOf, sayCount, sentence } from '../../../web/words.ts';
import { recordAttendance } from '../api.ts';
import { CallOwed, HereCell } from './HereCell.tsx';
import { allHere, saySheet, timesOf, type Member, type Sheet } from './sheet.ts';
import { WordsOf } from './Words.tsx';
import css from './AttendanceSheet.module.css';

/** Who is here: everybody at once, then the exceptions by a tap each. */
export function SheetOf({ sheet }: { sheet: Sheet }) {
  const mayWrite = useMay('attendance.write');
  return (
    <Section title="Who is here" aside={mayWrite && <AllHere sheet={sheet} />}>
      <p className={css.state}>{saySheet(sheet)}{differing(sheet) > 0 && ` ${sentence(sayCount(differing(sheet), 'difference'))} to decide.`}</p>
      {sheet.members.length === 0 ? <Empty>Nobody is seated here yet.</Empty> : (
        <Rows label="Members">
          {sheet.members.map((member) => (
            <Row key={member.clientId}
              title={<>{initialsOf(member.initials || 'New')} {member.callThem && <span className={css.call}>{member.callThem}</span>} {member.isNew && <Tag tone="sky">new</Tag>}{member.visit && <Tag>visit</Tag>}</>}
              sub={<><Under member={member} /><WordsOf sheet={sheet} member={member} mayDecide={mayWrite} /></>}
              right={<HereCell sheet={sheet} member={member} disabled={!mayWrite || sheet.session.cancelled !== null} />} />
          ))}
        </Rows>
      )}
      {mayWrite && sheet.started && sheet.session.cancelled === null && <RealTimes sheet={sheet} />}
    </Section>
  );
}

const differing = (sheet: Sheet): number => sheet.members.filter((one) => one.words.some((word) => word.differs)).length;

function Under({ member }: { member: Member }) {
  const { fact, said } = member;
  if (fact?.status === 'no_show') return <>{fact.reason && <span className={css.owed}>{sentence(fact.reason)}. </span>}<CallOwed member={member} /></>;
  if (fact?.status === 'present') return <>{fact.standing.words}, {fact.standing.countedMinutes} minutes counted</>;
  return <>{fact?.reason || said?.words}</>;
}

/** `All here` marks everybody for the full time; who said they cannot come stays open. */
export function AllHere({ sheet }: { sheet: Sheet }) {
  const act = useAct(recordAttendance);
  const entries = allHere(sheet);
  if (!sheet.started || entries.length === 0 || sheet.session.cancelled !== null) return null;
  return (
    <>
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({ sessionId: sheet.session.sessionId, entries })}>All here</Button>
      <ErrorBox error={act.error} />
    </>
  );
}

/** When it really began and ended: everybody's minutes follow from it. */
function RealTimes({ sheet }: { sheet: Sheet }) {
  const times = timesOf(sheet);
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState<string | null>(times.from);
  const [to, setTo] = useState<string | null>(times.to);
  const act = useAct(recordAttendance, { onDone: () => setOpen(false) });
  if (!open) return <Button variant="subtle" mt="sm" onClick={() => setOpen(true)}>{sheet.held ? 'It began or ended at another time still' : 'It began or ended at another time'}</Button>;
  return (
    <div className={css.real}>
      <TimeBox label="Began" value={from} onChange={setFrom} />
      <TimeBox label="Ended" value={to} onChange={setTo} />
      <Button loading={act.busy} disabled={from === null || to === null} onClick={() => void act.send({ sessionId: sheet.session.sessionId, entries: [], held: { from: from!, to: to! } })}>Keep these times</Button>
      <ErrorBox error={act.error} />
    </div>
  );
}

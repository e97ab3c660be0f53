import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, dateIn, weekOf } from '../../../shared/dates.ts';
import { ClientCard, ClientHead, ClientSection } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { Shown } from '../../../web/parts/index.ts';
import { SessionIcon } from '../../../web/pictures/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { round, sayCount, sayDay, sayTimes, sayWeek, sentence } from '../../../web/words.ts';
import { readMyWeek } from '../../hours/api.ts';
import { CalendarAddress } from '../../schedule/screens/CalendarAddress.tsx';
import { sayLength } from '../../hours/gap-words.ts';
import { titleOf } from '../rules.ts';
import { AskForSession } from './AskForSession.tsx';
import { stateOf, Strip, type Week } from './MyWeekStrip.tsx';
import css from './my-day.module.css';

/** My week, with the hours it comes to; the weeks before and after; my own calendar. */
export default function MyWeek() {
  const zone = useZone();
  const { weekStart } = useSelf();
  const minute = useMinute();
  const today = dateIn(minute, zone);
  const [on, setOn] = useState(today);
  const week = useKeptRead(readMyWeek, { on });
  const from = weekOf(on, weekStart);
  return (
    <>
      <Shown read={week}>{(data) => (
        <>
          <ClientHead title={sayWeekOf(data, minute)} lead={sayWeek(from, addDays(from, 6))} />
          <Strip week={data} today={today} />
          {data.forecast.short > 0 && <ClientCard><p>This week comes to {sayLength(data.hours.attended + data.hours.toCome)}, {sayLength(data.forecast.short)} less than it needs. {data.forecast.kindWords}</p></ClientCard>}
          <div className={css.turn}>
            <Button leftSection={<IconChevronLeft size={20} aria-hidden />} onClick={() => setOn(addDays(on, -7))}>Week before</Button>
            <Button rightSection={<IconChevronRight size={20} aria-hidden />} onClick={() => setOn(addDays(on, 7))}>Week after</Button>
          </div>
          <ClientSection title="Day by day"><Days week={data} today={today} /></ClientSection>
          <ClientSection title="Something more"><AskForSession /></ClientSection>
          <ClientSection title="On your own calendar"><CalendarAddress large /></ClientSection>
        </>
      )}</Shown>
    </>
  );
}

/** What is left of the week, or what it came to. */
function sayWeekOf({ sessions, hours }: Week, minute: string): string {
  if (sessions.length === 0) return 'Nothing planned this week.';
  if (hours.over) return `You kept ${round(hours.attended / 60)} hours.`;
  const left = sessions.filter((one) => !one.cancelled && one.status === null && Date.parse(one.endAt) > Date.parse(minute)).length;
  return left === 0 ? 'All done for this week.' : `${sentence(sayCount(left, 'session'))} to come.`;
}

const STATES = { planned: '', kept: 'you came', missed: 'missed' } as const;

function Days(props: { week: Week; today: string }) {
  const { sessions } = props.week;
  if (sessions.length === 0) return <p>No sessions this week.</p>;
  return (
    <ul className={css.days}>
      {sessions.map((one) => (
        <li key={one.sessionId} data-off={one.cancelled} data-today={one.date === props.today}>
          <SessionIcon kind={one.kind === 'assessment' || one.kind === 'case-management' ? 'individual' : one.kind} />
          <span>
            <strong>{sayDay(one.date)}</strong>, {sayTimes(one.from, one.to)}
            <small>{[titleOf(one.kind), one.room, one.leaders.length > 0 && `with ${one.leaders.join(' and ')}`].filter(Boolean).join(', ')}</small>
          </span>
          <span className={css.state}>{one.cancelled ? 'does not take place' : STATES[stateOf(one)]}</span>
        </li>
      ))}
    </ul>
  );
}

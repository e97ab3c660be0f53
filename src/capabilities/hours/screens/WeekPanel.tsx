import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go, useGo, useQueryText } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Columns, DataTable, Empty, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { AttendanceMark, WeekStrip } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { round, sayDate, sayDay, sayTimes, sayWeek } from '../../../web/words.ts';
import { lessonNo } from '../../schedule/screens/week-grid.ts';
import { MakeUp } from '../../schedule/screens/MakeUp.tsx';
import { KeptApart } from '../../schedule/screens/KeptApart.tsx';
import { Seats } from '../../schedule/screens/Seats.tsx';
import { readClientWeek, readHoursHistory } from '../api.ts';
import { AfterMissed } from '../../attendance/screens/AfterMissed.tsx';
import { FewerHours } from './FewerHours.tsx';
import { ForecastOf } from './ForecastOf.tsx';
import { LedgerSection } from './LedgerSection.tsx';
import { blocksOf, hoursOf, lifeOf, sayHoursState, stateOf, type Week } from './week-words.ts';
import css from './WeekPanel.module.css';

/** A client's weeks: the one shown with its sessions, seats, hours since admission, and what follows a missed session. */
export default function WeekPanel({ clientId }: { clientId: string }) {
  const go = useGo();
  const today = dateIn(useMinute(), useZone());
  const missed = useQueryText('missed');
  const [on, setOn] = useState(today);
  const mayArrange = useMay('schedule.write');
  const read = useRead(readClientWeek, { clientId, on });
  return (
    <Stacked>
      <AfterMissed clientId={clientId} open={missed ?? null} />
      <Shown read={read} rows={8}>
        {(week) => (
          <Columns>
            <Section title={sayWeek(week.weekStart, addDays(week.weekStart, 6))}
              aside={(
                <>
                  <Button variant="subtle" aria-label="Week before" onClick={() => setOn(addDays(on, -7))}><IconChevronLeft size={18} /></Button>
                  <Button variant="subtle" aria-label="Week after" onClick={() => setOn(addDays(on, 7))}><IconChevronRight size={18} /></Button>
                </>
              )}>
              <WeekStrip start={week.weekStart} today={today} blocks={blocksOf(week)} life={lifeOf(week)} hours={hoursOf(week)} height={210} />
              <ForecastOf week={week} clientId={clientId} />
            </Section>
            <Section title="Sessions" aside={mayArrange && <span className={css.acts}><Button onClick={() => go(`/clients/${clientId}/book`)}>Book</Button><Button onClick={() => go(`/clients/${clientId}/arrange?from=${week.weekStart > today ? week.weekStart : addDays(week.weekStart, 7)}`)}>Arrange</Button></span>}>
              <Sessions clientId={clientId} week={week} />
            </Section>
          </Columns>
        )}
      </Shown>
      <LedgerSection clientId={clientId} on={on} />
      <Columns>
        <Stacked>
          <History clientId={clientId} today={today} />
          <FewerHours clientId={clientId} today={today} floor={read.data?.hours.floor ?? null} />
        </Stacked>
        <Stacked>
          <Seats clientId={clientId} today={today} />
          <KeptApart clientId={clientId} today={today} />
        </Stacked>
      </Columns>
    </Stacked>
  );
}

function Sessions({ clientId, week }: { clientId: string; week: Week }) {
  const mayMakeUp = useMay('schedule.write');
  if (week.sessions.length === 0) return <Empty>Nothing this week.</Empty>;
  return (
    <Rows dense>
      {week.sessions.map((one) => (
        <Row key={one.sessionId} lead={<AttendanceMark kind={one.status === null ? 'unknown' : one.status !== 'present' ? 'absent' : one.words === 'here' ? 'full' : 'part'} label={one.words || 'to come'} />}
          title={<Go to={`/sessions/${one.sessionId}`}>{one.name}{lessonNo(one.lesson)}</Go>}
          sub={[`${sayDay(one.date)}, ${sayTimes(one.from, one.to)}`, one.room, one.leaders.join(', ')].filter(Boolean).join(' · ')}
          right={one.cancelled ? 'cancelled' : one.attendedMinutes === null ? `${one.countedMinutes} min` : one.status === 'present' ? `${one.attendedMinutes} min` : one.words} past={stateOf(one) !== 'planned'}
          {...(mayMakeUp && one.kind === 'group' && one.status !== null && one.status !== 'present' ? { action: <MakeUp clientId={clientId} missed={one} /> } : {})} />
      ))}
    </Rows>
  );
}

function History({ clientId, today }: { clientId: string; today: string }) {
  const read = useRead(readHoursHistory, { clientId, weeks: 16 });
  return (
    <Section title="Hours, week by week">
      <Shown read={read}>
        {({ weeks, attended, expected }) => (
          <>
            {expected > 0 && <p className={css.quiet}>{attended} of {expected} sessions kept.</p>}
            <DataTable caption="Hours of each week" rows={weeks.toReversed()} rowKey={(row) => row.weekStart} empty="No week yet."
              columns={[
                { head: 'Week of', cell: (row) => sayDate(row.weekStart, today) },
                { head: 'Planned', cell: (row) => round(row.planned / 60), number: true },
                { head: 'Scheduled', cell: (row) => round(row.scheduled / 60), number: true },
                { head: 'Attended', cell: (row) => round(row.attended / 60), number: true },
                { head: '', cell: (row) => sayHoursState(row), wideOnly: true },
              ]} />
          </>
        )}
      </Shown>
    </Section>
  );
}

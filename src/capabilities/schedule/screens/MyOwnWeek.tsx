import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { addDays, dateIn, isBefore, weekOf, type Instant } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go, useGo, useQueryText } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Columns, Empty, PageHead, Row, Rows, Section, Shown as Loaded, Stacked } from '../../../web/parts/index.ts';
import { WeekStrip, type WeekBlock } from '../../../web/pictures/index.ts';
import { useMay, useSelf, useZone } from '../../../web/self.ts';
import { sayCount, sayDay, sayTimes, sayWeek, sentence } from '../../../web/words.ts';
import { listMySessions } from '../api.ts';
import { CalendarAddress } from './CalendarAddress.tsx';
import { concernOf, titleOf, type Shown } from './week-grid.ts';
import css from './ProgramWeek.module.css';

const KINDS = { group: 'group', individual: 'individual', family: 'family', medical: 'medical', assessment: 'individual', 'case-management': 'individual' } as const;

/** What I lead this week, and the address for my own calendar. */
export default function MyOwnWeek() {
  const go = useGo();
  const now = useMinute();
  const zone = useZone();
  const { weekStart } = useSelf();
  const mayOpen = useMay('attendance.read');
  const today = dateIn(now, zone);
  const from = weekOf(useQueryText('on') ?? today, weekStart);
  const read = useRead(listMySessions, { from, days: 7 });
  const path = (one: Shown) => (mayOpen ? { path: `/sessions/${one.sessionId}` } : {});
  return (
    <Loaded read={read} rows={6}>{(sessions) => {
      const held = sessions.filter((one) => one.cancelled === null);
      const blocks = held.map((one): WeekBlock => ({ on: one.date, from: one.from, to: one.to, kind: KINDS[one.kind], label: titleOf(one), ...path(one) }));
      return (
        <>
          <PageHead title={sayMine(held, now)} tab="My week" over={sayWeek(from, addDays(from, 6))}
            beside={(
              <span className={css.turn}>
                <Button variant="subtle" aria-label="Week before" onClick={() => go(`/my-week?on=${addDays(from, -7)}`)}><IconChevronLeft size={18} /></Button>
                {(today < from || addDays(from, 6) < today) && <Button variant="subtle" onClick={() => go('/my-week')}>Today</Button>}
                <Button variant="subtle" aria-label="Week after" onClick={() => go(`/my-week?on=${addDays(from, 7)}`)}><IconChevronRight size={18} /></Button>
              </span>
            )} />
          <Stacked>
            <WeekStrip start={from} today={today} blocks={blocks} height={220} />
            <Columns>
              <Section title="Day by day">
                {sessions.length === 0 ? <Empty>You lead nothing in this week.</Empty> : (
                  <Rows>{sessions.map((one) => (
                    <Row key={one.sessionId} past={!isBefore(now, one.endAt)} title={`${sayDay(one.date)}, ${sayTimes(one.from, one.to)}`}
                      sub={[titleOf(one), one.mode === 'telehealth' ? 'by video' : one.room, one.cancelled === null ? concernOf(one)?.words : 'cancelled'].filter(Boolean).join(' · ')}
                      right={one.kind === 'group' && one.cancelled === null ? `${one.seated} of ${one.capacity}` : undefined}
                      action={mayOpen && one.cancelled === null ? <Go to={`/sessions/${one.sessionId}`} aria-label={`Open ${titleOf(one)}, ${sayDay(one.date)}`}>Open</Go> : undefined} />
                  ))}</Rows>
                )}
              </Section>
              <Section title="On your own calendar"><CalendarAddress /></Section>
            </Columns>
          </Stacked>
        </>
      );
    }}</Loaded>
  );
}

/** What is left of my week, or what it came to. */
function sayMine(held: readonly Shown[], now: Instant): string {
  const left = held.filter((one) => isBefore(now, one.endAt)).length;
  if (held.length === 0) return 'You lead nothing this week.';
  return left === 0 ? `${sentence(sayCount(held.length, 'session'))}, all held.` : `${sentence(sayCount(left, 'session'))} to come.`;
}

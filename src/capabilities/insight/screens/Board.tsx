import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Columns, Empty, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import {
  Figure, Figures, LineWithFloor, ObligationRow, Obligations, rowOf, Seats, SeatsBar, StepBars, type MarkKind,
} from '../../../web/pictures/index.ts';
import { useSelf } from '../../../web/self.ts';
import { initialsOf, round, sayDate, sayLongDay } from '../../../web/words.ts';
import { listMyObligations } from '../../obligations/api.ts';
import { inOrder } from '../../obligations/screens/order.ts';
import { readBoard } from '../api.ts';
import { weeksBelow } from '../figures.ts';
import type { Board as BoardData, Share } from '../model.ts';
import { sayBoard, sayRun } from './board-words.ts';
import css from './Board.module.css';

const FUNNEL = { calls: 'Calls', booked: 'Booked', assessed: 'Assessed', admitted: 'Admitted', 'first-group': 'First group' };
const MOST_DECISIONS = 8;

/** What the director opens: one sentence, five figures in fixed order, hours against their floor, seats, what to decide. */
export default function Board() {
  const board = useRead(readBoard, {});
  const mine = useRead(listMyObligations, { days: 45 });
  const { timeZone: zone } = useSelf();
  const now = useMinute();
  const decide = inOrder(mine.data ?? []);
  return (
    <Shown read={board} rows={8}>
      {(data) => (
        <>
          <PageHead
            over={sayLongDay(data.today)} title={sayBoard(data, decide.length)} tab="Board"
            action={<Button leftSection={<IconPrinter size={17} />} onClick={() => window.print()}>Print</Button>}
          />
          <FiveFigures board={data} />
          <Columns>
            <Stacked>
              <Section title="Hours kept against hours owed" aside={`last ${data.hours.length} weeks, whole program`}>
                <LineWithFloor
                  name="Hours kept against hours owed" floor={data.hoursFloorPercent} say={(value) => `${value}%`}
                  points={data.hours.map((week, i) => ({ label: i === data.hours.length - 1 ? 'last week' : sayDate(week.weekStart), value: week.percent }))}
                />
              </Section>
              <Section title="Tracks and seats" aside={data.waiting > 0 ? `${data.waiting} waiting` : 'nobody waits'}>
                {data.tracks.length === 0 ? <Empty>No track is set up yet.</Empty> : (
                  <Seats label="Seats by track">{data.tracks.map((track) => <SeatsBar key={track.name} label={track.name} taken={track.taken} seats={track.seats} />)}</Seats>
                )}
              </Section>
              <Section title="From call to first group" aside="last 30 days">
                <StepBars label="From call to first group" bars={data.funnel.map((step) => ({ label: FUNNEL[step.step], value: step.people }))} />
              </Section>
            </Stacked>
            <Stacked>
              <Section title="To decide" count={decide.length}>
                <Shown read={mine}>
                  {() => decide.length === 0 ? <Empty>Nothing waits for you.</Empty> : (
                    <Obligations>
                      {decide.slice(0, MOST_DECISIONS).map((one) => (
                        <ObligationRow key={`${one.rule}${one.about}`} {...rowOf(one, now, zone, one.initials === null ? (one.ownedBy ?? undefined) : initialsOf(one.initials))} />
                      ))}
                    </Obligations>
                  )}
                </Shown>
              </Section>
              <Section title="A surveyor would find" count={data.findings.reduce((sum, one) => sum + one.count, 0)}>
                {data.findings.length === 0 ? <Empty>Nothing late today.</Empty> : (
                  <Rows label="Late today, by rule" dense>
                    {data.findings.map((one) => <Row key={`${one.rule}${one.what}`} lead={<b className={css.count}>{one.count}</b>} title={one.what} right={one.rule} />)}
                  </Rows>
                )}
              </Section>
            </Stacked>
          </Columns>
        </>
      )}
    </Shown>
  );
}

const shown = (share: Share): string => (share.percent === null ? '–' : String(share.percent));
const FEW = 'too few people to say';

function FiveFigures(props: { board: BoardData }) {
  const { board } = props;
  const last = board.hours.at(-1)?.percent ?? null;
  const below = weeksBelow(board.hours, board.hoursFloorPercent);
  const notes = board.notesOnTime.percent;
  const { now, before } = board.stillHere;
  const mark = (good: boolean | null): MarkKind => (good === null ? 'info' : good ? 'done' : 'late');
  return (
    <Figures>
      <Figure
        label="In the program" value={board.census.here} {...(board.census.seats === null ? {} : { unit: `of ${board.census.seats}` })}
        mark={board.census.seats !== null && board.census.here > board.census.seats ? 'late' : 'done'} under={`${board.census.admitted} admitted, ${board.census.left} left`}
      />
      <Figure
        label="Hours kept" value={last ?? '–'} {...(last === null ? {} : { unit: '%' })} mark={mark(last === null ? null : last >= board.hoursFloorPercent)}
        under={last === null ? 'no whole week yet' : `floor ${board.hoursFloorPercent}%${below > 1 ? `, ${sayRun(below).replace(' running', '')}` : ''}`}
      />
      <Figure
        label="First group after call" value={board.firstGroup.days === null ? '–' : round(board.firstGroup.days)} {...(board.firstGroup.days === null ? {} : { unit: 'days' })}
        mark={mark(board.firstGroup.days === null ? null : board.firstGroup.days <= board.firstGroup.floorDays)} under={board.firstGroup.days === null ? 'nobody yet' : `at most ${board.firstGroup.floorDays}`}
      />
      <Figure label="Notes on time" value={shown(board.notesOnTime)} {...(notes === null ? {} : { unit: '%' })} mark={mark(notes === null ? null : notes >= 95)} under={notes === null ? FEW : 'floor 95%'} />
      <Figure
        label={`Still here at day ${board.stillHere.day}`} value={shown(now)} {...(now.percent === null ? {} : { unit: '%' })}
        mark={now.percent === null ? 'info' : before.percent !== null && now.percent < before.percent ? 'soon' : 'done'}
        under={now.percent === null ? FEW : before.percent === null ? 'last 90 days' : `was ${before.percent}% last quarter`}
      />
    </Figures>
  );
}

import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { DataTable, Empty, Section, Shown } from '../../../web/parts/index.ts';
import { round, sayDay, sayHours, sayWeek } from '../../../web/words.ts';
import { addDays } from '../../../shared/dates.ts';
import { readHoursLedger } from '../api.ts';
import { STEP_WORDS, type Gap } from '../model.ts';
import { Stairs } from './Stairs.tsx';
import css from './Ledger.module.css';

const OWN = 'our own week';

/** From what was planned to what counts: the stairs of one week, and each day in figures. */
export function LedgerSection({ clientId, on }: { clientId: string; on: string }) {
  const [payer, setPayer] = useState(OWN);
  const read = useRead(readHoursLedger, { clientId, on, payer: payer === OWN ? null : payer });
  const payers = read.data?.payers ?? [];
  return (
    <Section title="From planned to counting" aside={payers.length > 0 && (
      <NativeSelect aria-label="Whose week" value={payer} data={[OWN, ...payers]} onChange={(event) => setPayer(event.currentTarget.value)} />
    )}>
      <Shown read={read} rows={5}>
        {({ week, steps, gaps, days }) => (steps.planned === 0 && steps.present === 0 ? <Empty>No hours are planned this week.</Empty> : (
          <>
            {payer !== OWN && <p className={css.quiet}>{payer} counts {sayWeek(week.weekStart, addDays(week.weekStart, 6))}, {sayHours(week.floor / 60)} at least.</p>}
            <Stairs steps={steps} gaps={gaps} floor={week.floor} />
            <DataTable caption="Hours of each day" rows={days} rowKey={(day) => day.on ?? 'none'} empty="Nothing this week."
              columns={[
                { head: 'Day', cell: (day) => (day.on === null ? 'On no day' : <>{sayDay(day.on)}<span className={css.lines}>{day.lines.map((line) => <SayLine key={line.sessionId} {...line} />)}</span></>) },
                { head: STEP_WORDS.planned, cell: (day) => hours(day.steps.planned), number: true, wideOnly: true },
                { head: STEP_WORDS.scheduled, cell: (day) => hours(day.steps.scheduled), number: true },
                { head: STEP_WORDS.present, cell: (day) => hours(day.steps.present), number: true },
                { head: STEP_WORDS.signed, cell: (day) => hours(day.steps.signed), number: true, wideOnly: true },
                { head: STEP_WORDS.creditable, cell: (day) => hours(day.steps.creditable), number: true },
              ]} />
          </>
        ))}
      </Shown>
    </Section>
  );
}

const hours = (minutes: number): string => (minutes === 0 ? '–' : round(minutes / 60, 2));

const SayLine = (line: { sessionId: string | null; name: string; gaps: readonly Gap[] }) => (
  <span>{line.sessionId === null ? line.name : <Go to={`/sessions/${line.sessionId}`}>{line.name}</Go>}{line.gaps.length > 0 && `: ${line.gaps.map((one) => one.words).join(', ')}`}</span>
);

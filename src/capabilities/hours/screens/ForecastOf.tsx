import { Button } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { Hint } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import type { OutputOf } from '../../../web/call.ts';
import type { readClientWeek } from '../api.ts';
import css from './Ledger.module.css';

/** How the running week will end, and the way to mend it. */
export function ForecastOf({ week, clientId }: { week: Pick<OutputOf<typeof readClientWeek>, 'forecast' | 'weekStart'>; clientId: string }) {
  const today = dateIn(useMinute(), useZone());
  const go = useGo();
  const mayArrange = useMay('schedule.write');
  const { short, words } = week.forecast;
  if (words === '') return null;
  return (
    <div className={css.forecast}>
      {short === 0 ? <p className={css.quiet}>{words}</p> : (
        <Hint kind="soon">{words}{mayArrange && <> <Button size="compact-sm" onClick={() => go(`/clients/${clientId}/arrange?from=${week.weekStart > today ? week.weekStart : today}`)}>Arrange it</Button></>}</Hint>
      )}
    </div>
  );
}

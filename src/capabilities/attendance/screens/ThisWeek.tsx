import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Section, Shown } from '../../../web/parts/index.ts';
import { WeekStrip } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { readClientWeek } from '../api.ts';
import { blocksOf, hoursOf, lifeOf } from './week-words.ts';

/** The chart's block: the present week as it is lived, with its hours. */
export default function ThisWeek({ clientId }: { clientId: string }) {
  const today = dateIn(useMinute(), useZone());
  const mayArrange = useMay('schedule.write');
  const read = useRead(readClientWeek, { clientId, on: today });
  return (
    <Section title="This week" aside={mayArrange && <Go to={`/clients/${clientId}/arrange`}>Arrange</Go>}>
      <Shown read={read} rows={6}>{(week) => <WeekStrip start={week.weekStart} today={today} blocks={blocksOf(week)} life={lifeOf(week)} hours={hoursOf(week)} />}</Shown>
    </Section>
  );
}

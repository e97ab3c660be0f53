import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Section, Shown } from '../../../web/parts/index.ts';
import { WeekStrip, type WeekBlock } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { readClientWeek } from '../../hours/api.ts';
import { ForecastOf } from '../../hours/screens/ForecastOf.tsx';
import { blocksOf, hoursEdgeOf, lifeOf } from '../../hours/screens/week-picture.ts';
import { readTests, type ShownTest } from '../../drug-testing/api.ts';

/** This week as it is lived: sessions around the person's own life, and what it comes to in hours. */
export default function ThisWeekPanel(props: { clientId: string }) {
  const { clientId } = props;
  const today = dateIn(useMinute(), useZone());
  const week = useRead(readClientWeek, { clientId, on: today });
  const tests = useRead(readTests, useMay('test.read') ? { clientId } : null);
  const builds = useMay('schedule.write');
  return (
    <Section title="This week" aside={builds && <Go to={`/clients/${clientId}/arrange`}>Week builder</Go>}>
      <Shown read={week} rows={6}>
        {(data) => (
          <>
          <WeekStrip
            start={data.days[0]!} today={today} blocks={[...blocksOf(data), ...testsOf(tests.data?.tests ?? [], data.days)]} life={lifeOf(data)}
            {...(data.hours.scheduled > 0 || data.hours.attended > 0 ? { hours: hoursEdgeOf(data) } : {})}
          />
          <ForecastOf week={data} clientId={clientId} />
          </>
        )}
      </Shown>
    </Section>
  );
}

const MISSED = ['missed_unexcused', 'missed_excused', 'refused', 'unable_to_provide'];
const testsOf = (tests: readonly ShownTest[], days: readonly string[]): WeekBlock[] => tests
  .filter((test) => days.includes(test.date) && test.status !== 'cancelled_by_program')
  .map((test) => ({
    on: test.date, kind: 'test', label: 'Test',
    state: MISSED.includes(test.status) ? 'missed' : test.status === 'scheduled' || test.status === 'notified' ? 'planned' : 'kept',
  }));

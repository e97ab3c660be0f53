import { useMemo, useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Empty, Loading, Section } from '../../../web/parts/index.ts';
import { Trajectory, TrajectoryRange } from '../../../web/pictures/index.ts';
import { useMay, useSelf } from '../../../web/self.ts';
import { readHoursHistory } from '../../hours/api.ts';
import { readClient } from '../../clients/api.ts';
import { readTests } from '../../drug-testing/api.ts';
import { listReadings } from '../../instruments/api.ts';
import { readMedication } from '../../medication/api.ts';
import { readSafety } from '../../safeguards/api.ts';
import { axisOf, cravingLane, hoursLane, medicationLanes, scoreLanes, testPoints } from './trajectory-lanes.ts';

/** How it went, on one axis. A lane that one may not read, or that is empty, is left out. */
export default function TrajectoryPanel(props: { clientId: string }) {
  const { timeZone: zone, weekStart } = useSelf();
  const of = { clientId: props.clientId };
  const today = dateIn(useMinute(), zone);
  const [range, setRange] = useState<'short' | 'all'>('short');
  const client = useRead(readClient, of);
  const readings = useRead(listReadings, useMay('instrument.read') ? of : null);
  const safety = useRead(readSafety, useMay('safety.read') ? of : null);
  const tests = useRead(readTests, useMay('test.read') ? of : null);
  const medication = useRead(readMedication, useMay('medication.read') ? of : null);
  const hours = useRead(readHoursHistory, useMay('attendance.read') ? { ...of, weeks: 30 } : null);

  const data = useMemo(() => {
    const admittedAt = client.data?.episodes.at(-1)?.admittedAt ?? null;
    const parts = {
      scores: scoreLanes(readings.data ?? [], zone), checkIns: cravingLane(safety.data?.checkIns ?? []), tests: testPoints(tests.data?.tests ?? [], today),
      medications: medicationLanes(medication.data?.medications ?? [], today), hours: hoursLane(hours.data?.weeks ?? []),
      floor: hours.data?.weeks.at(-1) ? hours.data.weeks.at(-1)!.floor / 60 : null,
    };
    return { ...parts, ...axisOf(parts, admittedAt === null ? null : dateIn(admittedAt, zone), today, weekStart), today };
  }, [client.data, readings.data, safety.data, tests.data, medication.data, hours.data, today, zone, weekStart]);
  const waiting = [client, readings, safety, tests, medication, hours].some((read) => read.isLoading);
  const lanes = data.scores.length + data.checkIns.length + data.tests.length + data.medications.length + data.hours.length;
  return (
    <Section title="Trajectory" aside={lanes > 0 && <TrajectoryRange value={range} onChange={setRange} />}>
      {waiting ? <Loading rows={5} /> : lanes === 0
        ? <Empty>Nothing to draw yet. Scores, check-ins, tests, medication and hours will stand here on one line of weeks.</Empty>
        : <Trajectory data={data} range={range} />}
    </Section>
  );
}

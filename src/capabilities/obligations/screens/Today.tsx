import { dateIn, compareInstants } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Columns, Empty, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { ObligationRow, Obligations, rowOf } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { initialsOf, sayMoment } from '../../../web/words.ts';
import { Go } from '../../../web/go.tsx';
import { listTestsToday } from '../../drug-testing/api.ts';
import { listMySessions } from '../../schedule/api.ts';
import { listMyObligations, readWorkday } from '../api.ts';
import { MyDay } from './MyDay.tsx';
import { Now } from './Now.tsx';
import { inOrder, slippingOf } from './order.ts';
import { SinceMorning } from './SinceMorning.tsx';
import { sayToday } from './today-words.ts';

type Owed = Parameters<typeof rowOf>[0] & { about: string; initials: string | null; ownedBy: string | null };
const MOST = 12;

/** What a person opens in the morning: what is next, who is slipping, what is owed, their day. People before paper. */
export default function Today() {
  const zone = useZone();
  const now = useMinute();
  const today = dateIn(now, zone);
  const owed = useRead(listMyObligations, { days: 7 });
  const sessions = useRead(listMySessions, { from: today, days: 1 });
  const day = useRead(readWorkday, { on: today });
  const tests = useRead(listTestsToday, useMay('test.read') ? {} : null);

  const held = (sessions.data ?? []).filter((one) => one.cancelled === null);
  const next = held.find((one) => compareInstants(one.endAt, now) > 0) ?? null;
  const { slipping, owed: paper } = slippingOf(inOrder(owed.data ?? []));
  return (
    <>
      <PageHead over={sayMoment(now, zone)} title={owed.data === undefined ? 'Today' : sayToday(next, owed.data, now, zone)} tab="Today" />
      <Columns>
        <Stacked>
          {next && <Now session={next} day={day.data?.sessions.find((one) => one.sessionId === next.sessionId)} testing={tests.data?.tests ?? []} />}
          <Shown read={owed} rows={6}>
            {() => (
              <Stacked>
                {slipping.length > 0 && <Section title="Slipping" count={slipping.length}><OwedRows list={slipping} /></Section>}
                <Section title="Owed" count={paper.length} aside={paper.length > MOST && <Go to="/work">All my work</Go>}>
                  {paper.length === 0 ? <Empty>{slipping.length === 0 ? 'Nothing owed this week.' : 'No paper owed this week.'}</Empty> : <OwedRows list={paper.slice(0, MOST)} />}
                </Section>
              </Stacked>
            )}
          </Shown>
        </Stacked>
        <Stacked>
          {(sessions.data === undefined || held.length > 0) && (
            <Section title="My day"><Shown read={sessions}>{() => <MyDay sessions={held} day={day.data} now={now} zone={zone} />}</Shown></Section>
          )}
          <SinceMorning news={day.data?.news ?? []} zone={zone} />
        </Stacked>
      </Columns>
    </>
  );
}

/** Rows of what is owed, about whom in front. */
export function OwedRows(props: { list: readonly Owed[] }) {
  const now = useMinute();
  const zone = useZone();
  return (
    <Obligations>
      {props.list.map((one) => (
        <ObligationRow key={`${one.rule}${one.about}`} {...rowOf(one, now, zone, one.initials === null ? undefined : initialsOf(one.initials || 'New'))} />
      ))}
    </Obligations>
  );
}

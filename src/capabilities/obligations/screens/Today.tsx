import { compareInstants, dateIn, endOfDay } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Columns, Empty, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { ObligationRow, Obligations, rowOf } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { initialsOf, listWords, plainWords, sayCount, sayMoment, sentence } from '../../../web/words.ts';
import { Go } from '../../../web/go.tsx';
import { listTestsToday } from '../../drug-testing/api.ts';
import { listMySessions } from '../../schedule/api.ts';
import { listMyObligations, readWorkday } from '../api.ts';
import { MyDay } from './MyDay.tsx';
import { Now } from './Now.tsx';
import { byPerson, inOrder, slippingOf, type ForOne } from './order.ts';
import { SinceMorning } from './SinceMorning.tsx';
import { sayToday } from './today-words.ts';

type Owed = Parameters<typeof rowOf>[0] & { about: string; clientId: string | null; initials: string | null; ownedBy: string | null };
/** Lines that a day can hold; the rest is a press away. */
const MOST = 8;

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
  const { slipping, owed: rest } = slippingOf(inOrder(owed.data ?? []), endOfDay(today, zone));
  const [people, lines] = [byPerson(slipping), byPerson(rest)];
  return (
    <>
      <PageHead over={sayMoment(now, zone)} title={owed.data === undefined || sessions.isPending ? 'Today' : sayToday(next, owed.data, now, zone)} tab="Today" />
      <Columns>
        <Stacked>
          {next && <Now session={next} day={day.data?.sessions.find((one) => one.sessionId === next.sessionId)} testing={tests.data?.tests ?? []} />}
          <Shown read={owed} rows={6}>
            {() => (
              <Stacked>
                {people.length > 0 && (
                  <Section title="Slipping" count={people.length} aside={people.length > MOST && <Go to="/work">All of them</Go>}>
                    <OwedRows list={people.slice(0, MOST)} />
                  </Section>
                )}
                <Section title="Owed" count={rest.length} aside={lines.length > MOST && <Go to="/work">All my work</Go>}>
                  {lines.length === 0 ? <Empty>{people.length === 0 ? 'Nothing owed this week.' : 'Nothing else owed this week.'}</Empty> : <OwedRows list={lines.slice(0, MOST)} />}
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

/** Rows of what is owed, one a person: what comes first, and behind its why what else they wait for. */
export function OwedRows(props: { list: readonly ForOne<Owed>[] }) {
  const now = useMinute();
  const zone = useZone();
  const today = dateIn(now, zone);
  return (
    <Obligations>
      {props.list.map(({ first, rest }) => {
        const row = rowOf(first, now, zone, first.initials === null ? undefined : initialsOf(first.initials || 'New'));
        if (rest.length === 0) return <ObligationRow key={keyOf(first)} {...row} />;
        const also = [...new Set(rest.map((one) => plainWords(one.what, today)))];
        return (
          <ObligationRow
            key={keyOf(first)} {...row} why={`${sentence(row.why).replace(/\.$/, '')}. Also ${also.length > 3 ? sayCount(rest.length, 'other thing') : listWords(also)}.`}
            detail={<><p>{row.detail}</p><Obligations label="Also owed">{rest.map((one) => <ObligationRow key={keyOf(one)} {...rowOf(one, now, zone)} />)}</Obligations></>}
          />
        );
      })}
    </Obligations>
  );
}

const keyOf = (one: Owed): string => `${one.rule}${one.about}`;

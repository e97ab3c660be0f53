import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRead } from '../../../web/operations.ts';
import { DataTable, Empty, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/Mark.tsx';
import { useSelf, useZone } from '../../../web/self.ts';
import { sayCount, sayDay, sayWhen, sentence } from '../../../web/words.ts';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import type { OutputOf } from '../../../web/call.ts';
import { readSupervision } from '../api.ts';
import { LogSupervision } from './LogSupervision.tsx';
import { TakeBack } from './TakeBack.tsx';

type Read = OutputOf<typeof readSupervision>;
type Person = Read['people'][number];

const KIND = { individual: 'Alone', group: 'In a group' } as const;

function headline(people: readonly Person[]): string {
  const short = people.filter((one) => one.done < one.owed);
  if (people.length === 0) return 'Nobody here works under supervision.';
  if (short.length === 0) return 'Everybody has had their supervision.';
  const minutes = short.reduce((sum, one) => sum + one.owed - one.done, 0);
  return `${minutes} minutes of supervision are still owed, to ${sayCount(short.length, 'person', 'people')}.`;
}

/** Who is supervised by whom, what is still owed, and what took place (PR-102). Somebody who is supervised sees their own. */
export default function Supervision() {
  const read = useRead(readSupervision, {});
  const [logging, setLogging] = useState<string[] | null>(null);
  const [wrong, setWrong] = useState<Read['log'][number] | null>(null);
  const zone = useZone();
  const { data } = read;
  return (
    <Stacked>
      <PageHead
        tab="Supervision" title={data === undefined ? 'Supervision' : data.mayLog || data.people.length > 0 ? headline(data.people) : 'You work under nobody’s supervision.'}
        action={data?.mayLog && <Button variant="filled" onClick={() => setLogging([])}>Log supervision</Button>}
      />
      <Shown read={read} rows={4}>
        {({ people, log, supervisors, colleagues, mayLog }) => (
          <>
            {people.length > 0 && (
              <Section title="Owed" count={people.length}>
                <Rows label="People under supervision">
                  {people.map((one) => <Supervised key={one.staffId} person={one} onLog={mayLog ? () => setLogging([one.staffId]) : null} />)}
                </Rows>
              </Section>
            )}
            <Section title="Log" count={log.length}>
              {log.length === 0 ? <Empty>{mayLog ? 'Nothing in the last three months. Log the first hour when it is over.' : 'Nothing in the last three months.'}</Empty> : (
                <DataTable
                  caption="Supervision of the last three months" rows={log} rowKey={(one) => one.supervisionHeldId}
                  columns={[
                    { head: 'When', cell: (one) => sayWhen(one.heldAt, zone) },
                    { head: 'Who', cell: (one) => one.staff },
                    { head: 'By', cell: (one) => one.supervisor },
                    { head: 'Minutes', cell: (one) => one.minutes, number: true },
                    { head: 'How', cell: (one) => KIND[one.kind], wideOnly: true },
                    { head: 'About', cell: (one) => one.words, wideOnly: true },
                    ...(mayLog ? [{ head: 'Wrong?', cell: (one: Read['log'][number]) => (
                      <Button variant="subtle" size="compact-sm" aria-label={`Take back: ${one.staff}, ${sayWhen(one.heldAt, zone)}`} onClick={() => setWrong(one)}>Take back</Button>
                    ) }] : []),
                  ]}
                />
              )}
            </Section>
            <LogSupervision open={logging} supervisors={supervisors} colleagues={colleagues} onClose={() => setLogging(null)} />
            <TakeBack entry={wrong} onClose={() => setWrong(null)} />
          </>
        )}
      </Shown>
    </Stacked>
  );
}

function Supervised(props: { person: Person; onLog: (() => void) | null }) {
  const { person } = props;
  const self = useSelf();
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const met = person.done >= person.owed;
  const by = person.supervisor === null ? 'nobody named to supervise' : person.supervisor.staffId === self.subjectId ? 'supervised by you' : `supervised by ${person.supervisor.name}`;
  return (
    <Row
      lead={<Mark kind={met ? 'done' : person.until <= today ? 'soon' : 'later'} label={met ? null : 'Still owed'} />}
      title={person.name} sub={`${sentence(person.credential.toLowerCase())}, ${by}`}
      right={<>{person.done} of {person.owed} minutes this {person.every}{met ? '' : `, by ${sayDay(person.until)}`}</>}
      {...(props.onLog && !met ? { action: <Button onClick={props.onLog} aria-label={`Log it: supervision of ${person.name}`}>Log it</Button> } : {})}
    />
  );
}

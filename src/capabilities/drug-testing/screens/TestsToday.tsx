import { Button } from '@mantine/core';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import type { OutputOf } from '../../../web/call.ts';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayCount, sayDay, sayDue, sayMoment, sayTime, sentence } from '../../../web/words.ts';
import { timeIn } from '../../../shared/dates.ts';
import { listTestsToday } from '../api.ts';
import { markOfTest, reasonWords } from './test-words.ts';

type Today = OutputOf<typeof listTestsToday>;
type Queued = Today['tests'][number];
const isOpen = (t: Queued) => t.status === 'scheduled' || t.status === 'notified';

/** Who tests today, by number: nobody who passes the desk reads a name. */
export default function TestsToday() {
  const read = useRead(listTestsToday, {});
  return <Shown read={read} rows={6}>{(today) => <List today={today} />}</Shown>;
}

function List({ today }: { today: Today }) {
  const now = useMinute();
  const zone = useZone();
  const open = today.tests.filter(isOpen);
  const asked = today.tests.filter((t) => t.status === 'collected');
  const rest = today.tests.filter((t) => !isOpen(t) && t.status !== 'collected');
  const title = !today.released && today.releasesAt !== null ? `The draw opens at ${sayTime(timeIn(today.releasesAt, zone))}.`
    : today.tests.length === 0 ? 'Nobody tests today.'
      : open.length === 0 && asked.length === 0 ? 'All of today’s tests are done.'
        : sentence([open.length > 0 && `${sayCount(open.length, 'test')} to come`, asked.length > 0 && `${asked.length} to read`].filter(Boolean).join(', ')) + '.';
  return (
    <>
      <PageHead over={sayMoment(now, zone)} title={title} tab="Tests"
        {...(today.releasesAt === null ? { under: 'No draw is promised for today. It begins tomorrow.' } : {})} />
      <Stacked>
        {asked.length > 0 && <Section title="To read" count={asked.length}><Tests rows={asked} /></Section>}
        <Section title="To come" count={open.length}>
          {open.length === 0 ? <Empty>{today.tests.length === 0 ? 'Nothing to collect.' : 'Everybody has been here.'}</Empty> : <Tests rows={open} />}
        </Section>
        {today.waiting.length > 0 && <Section title="From earlier days" count={today.waiting.length}><Tests rows={today.waiting} /></Section>}
        {rest.length > 0 && <Section title="Done" count={rest.length}><Tests rows={rest} /></Section>}
      </Stacked>
    </>
  );
}

function Tests({ rows }: { rows: readonly (Queued & { date?: string })[] }) {
  const now = useMinute();
  const zone = useZone();
  const go = useGo();
  const mayCollect = useMay('test.collect');
  return (
    <Rows>
      {rows.map((t) => {
        const late = isOpen(t) && sayDue(t.collectBy, now, zone).state === 'late';
        const verb = isOpen(t) && mayCollect ? 'Collect' : t.status === 'collected' && mayCollect ? 'Read' : 'Open';
        return (
          <Row key={t.testId} past={!isOpen(t) && t.status !== 'collected'}
            lead={<Mark kind={late ? 'late' : markOfTest[t.status]} />}
            title={<b>{t.number}</b>}
            sub={[reasonWords(t), t.date !== undefined && sayDay(t.date), t.statusWords, t.cannot !== null && `says: ${t.cannot}`].filter(Boolean).join(' · ')}
            right={isOpen(t) ? `by ${sayTime(timeIn(t.collectBy, zone))}` : undefined}
            action={<Button onClick={() => go(`/clients/${t.clientId}/tests/${t.testId}`)} aria-label={`${verb} ${t.number}`}>{verb}</Button>} />
        );
      })}
    </Rows>
  );
}

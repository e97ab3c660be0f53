import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type * as z from 'zod';
import { useMinute } from '../../../web/clock.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Row, Rows, Shown } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayCount, sayMoment } from '../../../web/words.ts';
import { listInquiries } from '../api.ts';
import { RISK_WORDS } from '../model.ts';
import { priorityClass, PRIORITY_WORDS } from '../priority.ts';
import { dangerState } from '../safety-screen.ts';

type Inquiry = z.output<typeof listInquiries.output>[number];

/** Who called and what they wait for; the headline says how many wait. */
export default function Calls() {
  const [open, setOpen] = useState(true);
  const read = useRead(listInquiries, { open });
  const may = useMay('inquiry.write');
  const go = useGo();
  const waiting = (read.data ?? []).filter((i) => !i.assessment && !i.outcome).length;
  return (
    <>
      <PageHead
        title={!read.data ? 'Calls' : waiting === 0 ? 'Nobody waits for an assessment.' : `${sayCount(waiting, 'person', 'people')} ${waiting === 1 ? 'waits' : 'wait'} for an assessment.`}
        action={may ? <Button variant="filled" onClick={() => go('/calls/new')}>New call</Button> : undefined}
      />
      <SegmentedControl aria-label="Which calls" value={open ? 'open' : 'all'} onChange={(v) => setOpen(v === 'open')} data={[{ value: 'open', label: 'Open' }, { value: 'all', label: 'All' }]} />
      <Shown read={read}>
        {(list) => (list.length === 0
          ? <Empty>No calls yet. Press New call when the phone rings.</Empty>
          : <Rows>{list.toSorted(byUrgency).map((i) => <CallRow key={i.id} inquiry={i} />)}</Rows>)}
      </Shown>
    </>
  );
}

const rank = (i: Inquiry): number => (dangerState(i) === 'yes' ? 0 : i.outcome ? 9 : i.assessment ? 5 : priorityClass(i.details.risks));
const byUrgency = (a: Inquiry, b: Inquiry): number => rank(a) - rank(b) || a.openedAt.localeCompare(b.openedAt);

function CallRow({ inquiry: i }: { inquiry: Inquiry }) {
  const zone = useZone();
  useMinute();
  const danger = dangerState(i);
  const kind = danger === 'yes' ? 'danger' : danger === 'unasked' ? 'soon' : i.assessment || i.outcome ? 'done' : 'later';
  const priority = priorityClass(i.details.risks);
  return (
    <Row
      lead={<Mark kind={kind} label={null} />}
      title={<Go to={`/calls/${i.clientId}/${i.id}`}>{i.initials || 'No name yet'}</Go>}
      sub={[priority < 4 ? PRIORITY_WORDS[priority] : '', ...i.details.risks.map((r) => RISK_WORDS[r]), danger === 'unasked' ? 'safety not asked yet' : ''].filter(Boolean).join(' · ')}
      right={i.outcome ? i.outcome.outcome.replaceAll('_', ' ') : i.assessment ? `assessment ${sayMoment(i.assessment.startsAt, zone)}` : `since ${sayMoment(i.openedAt, zone)}`}
    />
  );
}

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { DataTable, Empty, PageHead, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayDate, sentence } from '../../../web/words.ts';
import { listCaseload } from '../api.ts';
import { weekOfStay } from './chart-words.ts';

const who = (row: { clientId: string; initials: string }) => <Go to={`/clients/${row.clientId}`}>{initialsOf(row.initials || 'New')}</Go>;

/** The people one treats (who sees the whole agency: all), and where each stands. */
export default function Clients() {
  const [open, setOpen] = useState(true);
  const list = useRead(listCaseload, { open });
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  return (
    <>
      <PageHead
        title={list.data === undefined ? 'Clients' : open ? `${sentence(sayCount(list.data.length, 'person', 'people'))} in the program.` : `${sentence(sayCount(list.data.length, 'person', 'people'))}, with those who left.`}
        tab="Clients"
        action={(
          <SegmentedControl
            aria-label="Who" value={open ? 'open' : 'all'} onChange={(value) => setOpen(value === 'open')}
            data={[{ value: 'open', label: 'In the program' }, { value: 'all', label: 'All' }]}
          />
        )}
      />
      <Shown read={list} rows={8}>
        {(people) => people.length === 0
          ? <Empty>Nobody yet. Whoever does intake can give you a chart.</Empty>
          : (
            <DataTable
              caption="Clients" rows={people} rowKey={(row) => row.clientId}
              columns={[
                { head: 'Who', cell: who },
                { head: 'Pronouns', cell: (row) => row.pronouns, wideOnly: true },
                { head: 'Level', cell: (row) => row.levelOfCare ?? '' },
                {
                  head: 'Where', cell: (row) => row.admittedAt === null ? 'not admitted yet'
                    : row.endedAt !== null ? `left ${sayDate(dateIn(row.endedAt, zone), today)}` : `week ${weekOfStay(dateIn(row.admittedAt, zone), today)}`,
                },
                { head: 'Counselor', cell: (row) => (row.primary === null ? 'nobody yet' : initialsOf(row.primary)), wideOnly: true },
                { head: 'Number', cell: (row) => row.number, wideOnly: true },
              ]}
            />
          )}
      </Shown>
    </>
  );
}

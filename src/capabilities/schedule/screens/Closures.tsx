import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { now, useMinute } from '../../../web/clock.ts';
import { DateField, FieldGrid, SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Hint, PageHead, Row, Rows, Section, Shown, Stacked, Tag } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayCount, sayDate, sayDay, sayWeek } from '../../../web/words.ts';
import { readAgency } from '../../agency/api.ts';
import { addClosure, listClosures, previewClosure } from '../api.ts';
import { RecentChanges } from './RecentChanges.tsx';

/** Days on which a site, or the whole program, is closed, beside the holidays of the rule book. */
export default function Closures() {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const read = useRead(listClosures, { from: today });
  const mayClose = useMay('schedule.write');
  const [adding, setAdding] = useState(false);
  return (
    <Shown read={read} rows={5}>
      {({ closures, holidays }) => {
        const next = [...closures.map((one) => one.from), ...holidays.map((one) => one.date)].toSorted()[0];
        return (
          <>
            <PageHead tab="Closed days" title={next === undefined ? 'Open every day that is planned.' : next <= today ? 'Closed today.' : `Next closed ${sayDay(next)}.`}
              under="On a closed day no session is held, and those who were expected are told that their week changed."
              action={mayClose && <Button variant="filled" onClick={() => setAdding(true)}>Close some days</Button>} />
            <Stacked>
              <RecentChanges kinds={['addClosure']} />
              <Section title="Closures" count={closures.length}>
                {closures.length === 0 ? <Empty>No closure ahead.</Empty> : (
                  <Rows>
                    {closures.map((one) => (
                      <Row key={one.id} title={<>{days(one.from, addDays(one.until, -1), today)} <Tag>{one.site ?? 'whole program'}</Tag></>} sub={one.reason}
                        right={one.cancelled === 0 ? 'no session was planned' : `${sayCount(one.cancelled, 'session')} called off`} />
                    ))}
                  </Rows>
                )}
              </Section>
              <Section title="Holidays" count={holidays.length}>
                {holidays.length === 0 ? <Empty>None written down. They are a rule of the agency, from year to year.</Empty>
                  : <Rows dense>{holidays.map((one) => <Row key={one.date} title={sayDate(one.date, today)} sub={one.name} />)}</Rows>}
              </Section>
            </Stacked>
            <Modal opened={adding} onClose={() => setAdding(false)} title="Close some days"><Close onDone={() => setAdding(false)} /></Modal>
          </>
        );
      }}
    </Shown>
  );
}

const days = (from: string, last: string, today: string): string => (from === last ? sayDate(from, today) : sayWeek(from, last));

function Close({ onDone }: { onDone: () => void }) {
  const zone = useZone();
  const agency = useRead(readAgency, {});
  const tomorrow = addDays(dateIn(now(), zone), 1);
  const form = useKeptForm('closure', { siteId: '', from: tomorrow as string | null, last: tomorrow as string | null, reason: '' });
  const v = form.values;
  const asked = v.from && v.last && v.from <= v.last ? { siteId: v.siteId || null, from: v.from, last: v.last } : null;
  const preview = useRead(previewClosure, asked);
  const close = useAct(addClosure, { form, onDone });
  return (
    <Shown read={agency}>{({ sites }) => (
      <Stacked>
        <SelectField form={form} name="siteId" label="What closes" empty="The whole program" options={sites.map((one) => ({ value: one.siteId, label: one.name }))} />
        <FieldGrid><DateField form={form} name="from" label="First day" /><DateField form={form} name="last" label="Last day" /></FieldGrid>
        <TextField form={form} name="reason" label="Why" placeholder="Snow" help="The team reads this. Clients are told only that their week changed." />
        {preview.data && <Hint kind={preview.data.sessions === 0 ? 'info' : 'soon'}>{sayPreview(preview.data)}</Hint>}
        <ErrorBox error={close.error} />
        <Button variant="filled" loading={close.busy} disabled={asked === null} onClick={() => asked && void close.send({ ...asked, reason: v.reason })}>
          {preview.data && preview.data.sessions > 0 ? `Close and call off ${sayCount(preview.data.sessions, 'session')}` : 'Close on these days'}
        </Button>
      </Stacked>
    )}</Shown>
  );
}

function sayPreview({ sessions, held, seated }: { sessions: number; held: number; seated: number }): string {
  const off = sessions === 0 ? 'No session is planned there then.' : `${sayCount(sessions, 'session')} with ${sayCount(seated, 'seat')} taken would be called off.`;
  return held === 0 ? off : `${off} ${sayCount(held, 'session')} already held ${held === 1 ? 'stays' : 'stay'}.`;
}

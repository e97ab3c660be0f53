import { Button } from '@mantine/core';
import { useState } from 'react';
import { dateIn, sayDocumentDate, timeIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { DateBox } from '../../../web/fields/index.ts';
import { useParam } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { DataTable, PageHead, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listWords, sayCount, sayTime, sentence } from '../../../web/words.ts';
import { readAccounting, readPrivacy } from '../api.ts';
import { RECORD_WORDS } from '../model.ts';
import { whyOf } from '../notices.ts';
import { BackToPrivacy } from './BackToPrivacy.tsx';
import { sayMaker } from './consent-words.ts';
import css from './Consent.module.css';

/** The list that a client may ask for: to whom what went, when and why, three years back or as short as they ask (2.25). */
export default function Accounting() {
  const clientId = useParam('clientId');
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const [from, setFrom] = useState<string | null>(null);
  const read = useRead(readAccounting, { clientId, ...(from === null ? {} : { from }) });
  const whose = useRead(readPrivacy, { clientId });
  const since = from === null ? 'in the past three years' : `since ${sayDocumentDate(from)}`;
  return (
    <Shown read={read} rows={6}>
      {(list) => (
        <article>
          <PageHead over={<BackToPrivacy clientId={clientId} />} tab="Accounting" title={`${sentence(sayCount(list.length, 'disclosure'))} ${since}`}
            under={whose.data && `About ${whose.data.patientName}. Made on ${sayDocumentDate(today)}, newest first (42 CFR 2.25).`} action={<Button onClick={() => window.print()}>Print</Button>} />
          <Stacked>
            <div className={css.narrow}><DateBox label="From" placeholder="three years back" value={from} onChange={setFrom} past /></div>
            <DataTable caption="To whom what went" rows={list} rowKey={(d) => d.id} empty="Nothing went to anybody outside in this time." columns={[
              { head: 'When', cell: (d) => `${sayDocumentDate(dateIn(d.at, zone))}, ${sayTime(timeIn(d.at, zone))}` },
              { head: 'To whom', cell: (d) => <>{d.recipientName}{d.recipientAddress && <small className={css.under}>{d.recipientAddress}</small>}</> },
              { head: 'What', cell: (d) => listWords(d.records.map((r) => RECORD_WORDS[r])) },
              { head: 'Why', cell: whyOf },
              { head: 'Made by', cell: (d) => sayMaker(d.madeBy), wideOnly: true },
            ]} />
          </Stacked>
        </article>
      )}
    </Shown>
  );
}

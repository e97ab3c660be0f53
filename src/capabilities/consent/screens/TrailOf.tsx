import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../web/call.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { DataTable, Hint, PageHead, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayMoment, sentence } from '../../../web/words.ts';
import { readTrail } from '../api.ts';

type Found = OutputOf<typeof readTrail>;
type Entry = Found['entries'][number];
const KINDS = { act: 'did', read: 'read', refused: 'was refused', disclosure: 'sent outside', security: 'sign-in' } as const;

/** `signPlan` as words: `sign plan`. */
const wordsOf = (operation: string): string => operation.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

/** The trail of one chart, or of all: who, what, when, under which seal; the headline says whether the seals hold. */
export function TrailOf({ clientId }: { clientId: string | null }) {
  const [readings, setReadings] = useState(false);
  const read = useRead(readTrail, { clientId, readings });
  return (
    <Shown read={read} rows={10}>
      {(trail) => (
        <>
          <PageHead tab="Trail" over={clientId === null ? undefined : <Over clientId={clientId} name={initialsOf(trail.entries[0]?.initials || 'Privacy')} />}
            title={trail.faults.length > 0 ? `${sentence(sayCount(trail.faults.length, 'seal does', 'seals do'))} not hold.` : 'Nothing in it was changed.'}
            under={`${sentence(sayCount(trail.entries.length, 'entry', 'entries'))}, ${trail.sealed === trail.entries.length ? 'all' : trail.sealed} sealed. Each seal was recomputed just now.`} />
          <Stacked>
            {trail.faults.map((fault) => <Hint key={fault.seal} kind="danger">Seal {fault.seal}: {fault.say} Keep this page, and ask whoever runs the server to run the check of the whole trail.</Hint>)}
            <div>
              <SegmentedControl aria-label="Which entries" value={readings ? 'all' : 'acts'} onChange={(value) => setReadings(value === 'all')}
                data={[{ value: 'acts', label: 'What was done' }, { value: 'all', label: 'Readings too' }]} />
            </div>
            <Entries entries={trail.entries} whole={clientId === null} />
          </Stacked>
        </>
      )}
    </Shown>
  );
}

/** The chart for who opens charts; for the privacy officer what is theirs to do with it. */
function Over({ clientId, name }: { clientId: string; name: string }) {
  const mayChart = useMay('client.read');
  if (mayChart) return <Go to={`/clients/${clientId}/privacy`}>{name}</Go>;
  return <>{name} · <Go to={`/clients/${clientId}/accounting`}>What went outside</Go> · <Go to={`/clients/${clientId}/share`}>Send something</Go></>;
}

function Entries({ entries, whole }: { entries: Entry[]; whole: boolean }) {
  const zone = useZone();
  return (
    <DataTable caption="Trail" rows={entries} rowKey={(e) => e.id} empty="Nothing yet."
      columns={[
        { head: 'When', cell: (e) => sayMoment(e.at, zone) },
        { head: 'Who', cell: (e) => (e.actor.includes('.') ? initialsOf(e.actor) : e.actor) },
        { head: 'What', cell: (e) => `${KINDS[e.kind]}: ${wordsOf(e.operation)}${e.outcome === 'done' || e.outcome === 'ok' ? '' : ` (${e.outcome})`}` },
        ...(whole ? [{ head: 'About', cell: (e: Entry) => (e.clientId === null ? '' : <Go to={`/clients/${e.clientId}/trail`}>{initialsOf(e.initials || 'New')}</Go>) }] : []),
        { head: 'Seal', cell: (e) => (e.seal === null ? 'within a second' : e.seal), number: true, wideOnly: true },
      ]} />
  );
}

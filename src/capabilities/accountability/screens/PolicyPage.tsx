import { Button } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceBox, ChoicesField, DateField, FieldGrid, NumberField, TextField } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, DataTable, Dock, Empty, ErrorBox, PageHead, Row, Rows, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, sayCount, sayDate, sayDay, sentence } from '../../../web/words.ts';
import { useState } from 'react';
import { adoptPolicy, readPolicies, tryPolicy } from '../api.ts';
import { DECIDERS, EVENT_KINDS, type Decider, type PolicyBody } from '../model.ts';
import { Ladder } from './Ladder.tsx';

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The policy as a ladder and in plain words; the director changes it from a day on and tries it on what has happened. */
export default function PolicyPage() {
  const read = useRead(readPolicies, {});
  return <Shown read={read} rows={8}>{(found) => <Editor key={found.inForce?.id ?? 'shipped'} found={found} />}</Shown>;
}

function Editor({ found }: { found: OutputOf<typeof readPolicies> }) {
  const today = dateIn(useMinute(), useZone());
  const may = useMay('policy.change');
  const body = found.inForce?.body ?? found.shipped;
  const form = useKeptForm('policy', {
    from: today as string | null, title: body.title, counts: body.counts as string[], lookBackDays: body.lookBackDays as number | null, decayDays: body.decayDays as number | null,
    decayResults: body.decayResults as number | null, appealDays: body.appealDays as number | null, removalNoticeDays: body.removalNoticeDays as number | null, rungs: body.rungs,
  });
  const adopt = useAct(adoptPolicy, { form });
  const [trying, setTrying] = useState<PolicyBody | null>(null);
  const v = form.values;
  const made: PolicyBody = {
    ...body, title: v.title, counts: v.counts as PolicyBody['counts'], lookBackDays: v.lookBackDays ?? body.lookBackDays, decayDays: v.decayDays ?? body.decayDays,
    decayResults: v.decayResults ?? body.decayResults, appealDays: v.appealDays ?? body.appealDays, removalNoticeDays: v.removalNoticeDays ?? body.removalNoticeDays, rungs: v.rungs,
  };
  const setRung = (i: number, part: Partial<PolicyBody['rungs'][number]>) => form.set('rungs', v.rungs.map((r, k) => (k === i ? { ...r, ...part } : r)));
  const changed = JSON.stringify(made) !== JSON.stringify(body) || found.inForce === null;
  return (
    <>
      <PageHead tab="Policy" title={found.inForce === null ? 'No policy is in force yet.' : changed ? 'Changed, not adopted yet.' : `${body.title} holds since ${sayDate(found.inForce.effectiveFrom, today)}.`}
        under="The system proposes by this ladder. A person decides, the client is heard, and somebody else answers an appeal." beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Stacked>
        <Section title="Ladder"><Ladder rungs={made.rungs} level={0} proposed={null} /></Section>
        <Columns>
          <Section title="In plain words">
            <Rows>
              <Row title="What counts" sub={`${sentence(listWords(made.counts.map((k) => lower(EVENT_KINDS[k]))))}. A screen alone never does, nor use that was told before a test.`} />
              <Row title="How long" sub={`An event counts for ${made.lookBackDays} days. A step goes back after ${made.decayDays} days without one, or ${made.decayResults} expected results in a row.`} />
              {made.rungs.map((r, i) => <Row key={r.name} title={`${i + 1} ${r.name}`} sub={`${sentence(listWords(r.mustDo.map(lower)))}. ${DECIDERS[r.decidedBy]} decides within ${sayCount(r.withinDays, 'day')}.${r.notice ? ' In writing, after hearing the client.' : ''} The client reads: “${r.toClient}”`} />)}
              <Row title="Appeal" sub={`Within ${made.appealDays} business days, to somebody who had no part in it; answered within ${made.appealAnswerDays}.`} />
              <Row title="Before a removal" sub={`Support, a written notice, a team review, hearing, ${made.removalNoticeDays} business days, a place to go, naloxone, and medication that goes on. Return to use alone is no ground.`} />
            </Rows>
          </Section>
          {may && (
            <Stacked>
              <Section title="Change it">
                <TextField form={form} name="title" label="Name" maxLength={120} />
                <ChoicesField form={form} name="counts" label="What counts" options={Object.entries(EVENT_KINDS).map(([value, label]) => ({ value, label }))} />
                <FieldGrid>
                  <NumberField form={form} name="lookBackDays" label="An event counts for" unit="days" whole />
                  <NumberField form={form} name="decayDays" label="A step goes back after" unit="days" whole />
                  <NumberField form={form} name="decayResults" label="or expected results in a row" whole />
                  <NumberField form={form} name="appealDays" label="Time to appeal" unit="business days" whole />
                  <NumberField form={form} name="removalNoticeDays" label="Notice before a removal" unit="business days" whole />
                </FieldGrid>
                {v.rungs.map((r, i) => (
                  <ChoiceBox<Decider> key={r.name} label={`${r.name} is decided by`} options={(['counselor', 'supervisor', 'director'] as const).map((value) => ({ value, label: DECIDERS[value] }))}
                    value={r.decidedBy} onChange={(by) => by !== '' && setRung(i, { decidedBy: by })} error={form.errorOf(`body.rungs.${i}.decidedBy`)} />
                ))}
                <Button onClick={() => setTrying(made)}>Try it on the last 90 days</Button>
              </Section>
              {trying && <Trial body={trying} />}
            </Stacked>
          )}
        </Columns>
        {found.others.length > 0 && <Section title="Before and to come" count={found.others.length}><Rows>{found.others.map((p) => <Row key={p.id} past={p.effectiveFrom < today} title={p.body.title} right={`from ${sayDay(p.effectiveFrom)}`} />)}</Rows></Section>}
      </Stacked>
      {may && (
        <Dock words={<DateField form={form} name="from" label="In force from" />}>
          <div>
            <ErrorBox error={adopt.error} />
            <Button variant="filled" loading={adopt.busy} disabled={!changed || v.from === null} onClick={() => void adopt.send({ effectiveFrom: v.from!, body: made })}>{v.from === null ? 'Choose a day' : `Adopt from ${sayDay(v.from)}`}</Button>
          </div>
        </Dock>
      )}
    </>
  );
}

function Trial({ body }: { body: PolicyBody }) {
  const read = useRead(tryPolicy, { body, days: 90 });
  return (
    <Shown read={read}>
      {(t) => (
        <Section title="Had it held" aside={sayCount(t.clients, 'client')}>
          <DataTable caption="Highest step in the last 90 days" rows={t.rungs.map((r, i) => ({ ...r, n: i + 1 }))} rowKey={(r) => String(r.n)}
            columns={[{ head: 'Highest step', cell: (r) => `${r.n} ${r.name}` }, { head: 'This one', cell: (r) => r.tried, number: true }, { head: 'Now', cell: (r) => r.inForce ?? '', number: true }]} />
          {t.changed.length === 0 ? <Empty>Nobody would have stood elsewhere.</Empty> : (
            <Rows>{t.changed.map((c) => <Row key={c.clientId} title={<Go to={`/clients/${c.clientId}/accountability`}>{c.initials}</Go>} sub={`step ${c.tried} instead of ${c.inForce}`} />)}</Rows>
          )}
        </Section>
      )}
    </Shown>
  );
}

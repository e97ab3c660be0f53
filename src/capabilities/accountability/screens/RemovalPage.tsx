import { Button } from '@mantine/core';
import { ChoiceField, DateField, FieldGrid, SelectField, TextAreaField, TextField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, ErrorBox, Hint, PageHead, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDay, sayWhen, sentence } from '../../../web/words.ts';
import { decideRemoval, readAccountability } from '../api.ts';
import { GROUNDS } from '../model.ts';
import type { Account } from './account.ts';

/** A removal from this level of care (PR-94): what comes before it, the letter, where they go on. Never one click. */
export default function RemovalPage() {
  const clientId = useParam('clientId');
  const read = useRead(readAccountability, { clientId });
  return <Shown read={read} rows={6}>{(account) => <Editor clientId={clientId} account={account} />}</Shown>;
}

function Editor({ clientId, account }: { clientId: string; account: Account }) {
  const go = useGo();
  const zone = useZone();
  const form = useKeptForm(`removal:${clientId}`, {
    ground: 'further_event', reasons: '', effectiveOn: account.earliestRemovalOn, teamReviewId: account.teamReviews[0]?.id ?? '', appealRoute: '', transferOffer: '', moudBridge: '', naloxone: '', reentry: '',
  });
  const act = useAct(decideRemoval, { form, onDone: () => go(`/clients/${clientId}/accountability`) });
  const v = form.values;
  const needs = v.ground === 'immediate_safety' ? account.removalNeeds.filter((n) => n.startsWith('a team review')) : account.removalNeeds;
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/accountability`}>Accountability</Go>} tab="Removal" title={needs.length === 0 ? 'All that comes before it is there.' : 'Not yet: something comes first.'}
        under="They leave this program, not care. Return to use alone is no ground." beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Columns>
        <Stacked>
          <Section title="Why">
            <ChoiceField form={form} name="ground" label="Ground" options={Object.entries(GROUNDS).map(([value, label]) => ({ value, label }))} />
            <TextAreaField form={form} name="reasons" label="Reasons; the client reads them" rows={4} maxLength={3000} />
            <SelectField form={form} name="teamReviewId" label="Team review" empty="None recorded" options={account.teamReviews.map((t) => ({ value: t.id, label: `${sayWhen(t.at, zone)}, ${t.who.join(', ')}` }))} />
          </Section>
          <Section title="Where they go on">
            <TextField form={form} name="transferOffer" label="Booked with whom, when" maxLength={500} />
            {account.takesMoud && <TextField form={form} name="moudBridge" label="Who goes on prescribing, from when" maxLength={500} />}
            {account.opioid && <ChoiceField form={form} name="naloxone" label="Naloxone" options={[{ value: 'has', label: 'Has it' }, { value: 'given', label: 'Given now' }, { value: 'declined', label: 'Does not want it' }]} />}
            <TextField form={form} name="reentry" label="How they can come back" maxLength={500} />
          </Section>
          <Section title="Notice">
            <FieldGrid>
              <DateField form={form} name="effectiveOn" label="Takes effect" {...(account.earliestRemovalOn && v.ground !== 'immediate_safety' ? { help: `Not before ${sayDay(account.earliestRemovalOn)}.` } : {})} />
              <TextField form={form} name="appealRoute" label="How and to whom to appeal" maxLength={500} />
            </FieldGrid>
          </Section>
        </Stacked>
        <Section title="Comes first">
          {needs.length === 0 ? <Hint kind="done">Support, notices, hearing and team review are there.</Hint> : needs.map((n) => <Hint key={n} kind="late">{sentence(n)}</Hint>)}
        </Section>
      </Columns>
      <ErrorBox error={act.error} />
      <Dock words={needs.length > 0 ? `${needs.length} missing` : undefined}>
        <Button variant="filled" loading={act.busy} disabled={needs.length > 0 || v.effectiveOn === null} onClick={() => void act.send({
          clientId, ground: v.ground as 'further_event', eventKey: v.ground === 'further_event' ? account.proposal?.eventKey ?? null : null, reasons: v.reasons, effectiveOn: v.effectiveOn!,
          teamReviewId: v.teamReviewId || null, appealRoute: v.appealRoute, transferOffer: v.transferOffer, moudBridge: v.moudBridge.trim() || null, naloxone: (v.naloxone || null) as 'has' | null, reentry: v.reentry,
        })}>{v.effectiveOn === null ? 'Choose a day' : `Decide, from ${sayDay(v.effectiveOn)}`}</Button>
      </Dock>
    </>
  );
}

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, ChoicesField, TextAreaField, TextField } from '../../../web/fields/index.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Empty, ErrorBox, Hint, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { listWords, sayDate, sayDay, sayWhen, sentence } from '../../../web/words.ts';
import { decideAppeal, hearClient, readAccountability, recordAppeal, recordTeamReview } from '../api.ts';
import type { Account } from './account.ts';
import { DecideForm } from './DecideForm.tsx';
import { Ladder } from './Ladder.tsx';

type Asking = { kind: 'hear'; key: string } | { kind: 'appeal'; decisionId: string } | { kind: 'answer'; appealId: string; rung: number } | { kind: 'team' } | null;

/** Where a client stands, what is proposed and why, and what they say about it. */
export default function AccountabilityPanel({ clientId }: { clientId: string }) {
  const read = useRead(readAccountability, { clientId });
  return <Shown read={read} rows={6}>{(account) => <Panel clientId={clientId} account={account} />}</Shown>;
}

function Panel({ clientId, account }: { clientId: string; account: Account }) {
  const zone = useZone();
  const go = useGo();
  const today = dateIn(useMinute(), zone);
  const [asking, setAsking] = useState<Asking>(null);
  const mayRemove = useMay('response.remove');
  const may = useMay('response.decide');
  const mayWrite = useMay('attendance.write');
  const close = () => setAsking(null);
  const { policy, proposal, level, removal } = account;
  if (policy === null) return <Empty action={<Go to="/policy">See the policy page</Go>}>No policy is in force yet. Nothing is counted before the director adopts one.</Empty>;
  const standing = level.level === 0 ? 'No step is held.' : `Step ${level.level}, since ${sayDate(level.since!, today)}. It goes back on ${sayDate(level.nextDecayOn!, today)} if nothing happens`
    + `${level.expectedInARow > 0 ? `, or sooner: ${level.expectedInARow} of ${policy.body.decayResults} expected results` : ''}.`;
  return (
    <Stacked>
      {removal && <Removed clientId={clientId} removal={removal} onAppeal={() => setAsking({ kind: 'appeal', decisionId: removal.id })} onAnswer={(appealId) => setAsking({ kind: 'answer', appealId, rung: policy.body.rungs.length })} />}
      <Section title="Ladder" aside={<Go to="/policy">{policy.body.title}, since {sayDate(policy.effectiveFrom, today)}</Go>}>
        <Ladder rungs={policy.body.rungs} level={level.level} proposed={proposal?.rung ?? null} />
        <p>{standing}</p>
      </Section>
      <Columns>
        <Stacked>
          {proposal ? <DecideForm key={proposal.eventKey} clientId={clientId} account={account} onHear={() => setAsking({ kind: 'hear', key: proposal.eventKey })} />
            : <Section title="To decide"><Empty>Nothing is proposed.</Empty></Section>}
          <Section title="Decided" count={account.decisions.length}>
            {account.decisions.length === 0 ? <Empty>Nothing was decided yet.</Empty> : (
              <Rows>
                {account.decisions.map((d) => (
                  <Row key={d.id} past={d.standing === 0} lead={<Mark kind={d.standing === 0 ? 'info' : 'done'} label={null} />}
                    title={d.rung === 0 ? 'No step' : `${policy.body.rungs[d.rung - 1]?.name ?? `Step ${d.rung}`}${d.standing < d.rung ? d.standing === 0 ? ', taken back' : `, changed to step ${d.standing}` : ''}`}
                    sub={[d.plan, d.reason && `otherwise than proposed: ${d.reason}`, d.appeal && `appealed: “${d.appeal.words}”`, d.appeal?.answer?.reason].filter(Boolean).join(' · ')}
                    right={`${d.by} ${sayWhen(d.decidedAt, zone)}`}
                    action={may && d.appeal && !d.appeal.answer ? <Button onClick={() => setAsking({ kind: 'answer', appealId: d.appeal!.id, rung: d.rung })}>Answer</Button>
                      : may && d.rung > 0 && !d.appeal ? <Button variant="subtle" onClick={() => setAsking({ kind: 'appeal', decisionId: d.id })}>Appeal</Button> : undefined} />
                ))}
              </Rows>
            )}
          </Section>
        </Stacked>
        <Stacked>
          <Section title="What happened" count={account.events.length} aside={mayWrite && <Button variant="subtle" onClick={() => go(`/clients/${clientId}/safety-event`)}>Record what touched safety</Button>}>
            {account.events.length === 0 ? <Empty>Nothing that a policy looks at.</Empty> : (
              <Rows>
                {account.events.slice(0, 20).map((e) => (
                  <Row key={e.key} past={e.decided || !e.counts} lead={<Mark kind={e.kind === 'self_reported' ? 'done' : !e.counts ? 'info' : e.decided ? 'done' : 'soon'} label={null} />} title={e.kindWords}
                    sub={[sentence(e.words), e.guardWords, e.hearing && (e.hearing.how === 'said' ? `“${e.hearing.words}”` : e.hearing.how === 'chose_silence' ? 'chose not to say anything' : 'could not be reached')].filter(Boolean).join(' · ')}
                    right={sayDay(e.date)} action={may && e.counts && !e.hearing && !e.decided ? <Button variant="subtle" onClick={() => setAsking({ kind: 'hear', key: e.key })}>Hear</Button> : undefined} />
                ))}
              </Rows>
            )}
          </Section>
          <Section title="Team reviews" aside={may && <Button variant="subtle" onClick={() => setAsking({ kind: 'team' })}>Record one</Button>}>
            <Rows>{account.teamReviews.map((t) => <Row key={t.id} title={t.findings} sub={`${t.who.join(', ')} · offered: ${t.offeredLevel} · ${sentence(t.clientAnswer.replaceAll('_', ' '))}`} right={sayWhen(t.at, zone)} />)}</Rows>
          </Section>
          {mayRemove && !removal && (
            <Section title="Removal from this level">
              <Hint>{account.removalNeeds.length === 0 ? 'All that comes before it is there.' : `Not possible: still missing ${listWords(account.removalNeeds)}.`}</Hint>
              <Button variant="subtle" onClick={() => go(`/clients/${clientId}/removal`)}>What it would need</Button>
            </Section>
          )}
        </Stacked>
      </Columns>
      <Modal opened={asking !== null} onClose={close} size="lg" title={asking === null ? '' : TITLES[asking.kind]}>
        {asking?.kind === 'hear' && <Hear clientId={clientId} eventKey={asking.key} onDone={close} />}
        {asking?.kind === 'appeal' && <AppealForm clientId={clientId} decisionId={asking.decisionId} onDone={close} />}
        {asking?.kind === 'answer' && <AnswerForm clientId={clientId} appealId={asking.appealId} rung={asking.rung} names={policy.body.rungs.map((r) => r.name)} onDone={close} />}
        {asking?.kind === 'team' && <TeamForm clientId={clientId} account={account} onDone={close} />}
      </Modal>
    </Stacked>
  );
}
const TITLES = { hear: 'The client’s side', appeal: 'Take down an appeal', answer: 'Answer the appeal', team: 'Team review' } as const;

function Removed(props: { clientId: string; removal: NonNullable<Account['removal']>; onAppeal: () => void; onAnswer: (appealId: string) => void }) {
  const { removal } = props;
  const zone = useZone();
  const may = useMay('response.decide');
  return (
    <Section title={removal.standing ? `Leaves this level on ${sayDay(removal.effectiveOn)}` : 'A removal was taken back'}>
      <Rows>
        <Row lead={<Mark kind={removal.standing ? 'late' : 'info'} label={null} />} title={removal.reasons} sub={`Goes on at: ${removal.transferOffer} · ${removal.appealRoute} · back: ${removal.reentry}`} right={`${removal.by} ${sayWhen(removal.decidedAt, zone)}`}
          action={may && removal.appeal && !removal.appeal.answer ? <Button onClick={() => props.onAnswer(removal.appeal!.id)}>Answer the appeal</Button> : may && !removal.appeal ? <Button variant="subtle" onClick={props.onAppeal}>Appeal</Button> : undefined} />
        {removal.appeal && <Row title={`“${removal.appeal.words}”`} sub={removal.appeal.answer ? `${sentence(removal.appeal.answer.outcome)}: ${removal.appeal.answer.reason}` : 'waits for somebody who had no part in it'} right={sayWhen(removal.appeal.at, zone)} />}
      </Rows>
    </Section>
  );
}

type Of = { clientId: string; onDone: () => void };
function Hear({ clientId, eventKey, onDone }: Of & { eventKey: string }) {
  const form = useKeptForm(`hear:${eventKey}`, { how: 'said', words: '' });
  const act = useAct(hearClient, { form, onDone });
  return (
    <Stacked>
      <ChoiceField form={form} name="how" label="How it was" options={[{ value: 'said', label: 'They told us' }, { value: 'chose_silence', label: 'Chose not to say anything' }, { value: 'not_reached', label: 'Could not be reached' }]} />
      {form.values.how === 'said' && <TextAreaField form={form} name="words" label="In their words" maxLength={2000} />}
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({ clientId, eventKey, how: form.values.how as 'said', words: form.values.words })}>Keep their side</Button>
    </Stacked>
  );
}
function AppealForm({ clientId, decisionId, onDone }: Of & { decisionId: string }) {
  const form = useKeptForm(`appeal:${decisionId}`, { words: '' });
  const act = useAct(recordAppeal, { form, onDone });
  return (
    <Stacked>
      <TextAreaField form={form} name="words" label="Why they see it differently, in their words" maxLength={2000} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} onClick={() => void act.send({ clientId, decisionId, words: form.values.words })}>Keep the appeal</Button>
    </Stacked>
  );
}
function AnswerForm({ clientId, appealId, rung, names, onDone }: Of & { appealId: string; rung: number; names: string[] }) {
  const form = useKeptForm(`appeal-answer:${appealId}`, { outcome: '', rung: '', reason: '' });
  const act = useAct(decideAppeal, { form, onDone });
  const v = form.values;
  return (
    <Stacked>
      <Hint>Whoever decided does not answer, and an answer never makes it harder.</Hint>
      <ChoiceField form={form} name="outcome" label="Answer" options={[{ value: 'upheld', label: 'It stays' }, { value: 'changed', label: 'Changed to an earlier step' }, { value: 'reversed', label: 'Taken back' }]} />
      {v.outcome === 'changed' && <ChoiceField form={form} name="rung" label="To" options={names.slice(0, rung - 1).map((label, i) => ({ value: String(i + 1), label }))} />}
      <TextAreaField form={form} name="reason" label="Reason; the client reads it" maxLength={2000} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={v.outcome === ''} onClick={() => void act.send({ clientId, appealId, outcome: v.outcome as 'upheld', rung: v.outcome === 'changed' && v.rung !== '' ? Number(v.rung) : null, reason: v.reason })}>Answer the appeal</Button>
    </Stacked>
  );
}
function TeamForm({ clientId, account, onDone }: Of & { account: Account }) {
  const form = useKeptForm(`team:${clientId}`, { attendees: [] as string[], findings: '', offeredLevel: '', clientAnswer: '' });
  const act = useAct(recordTeamReview, { form, onDone });
  const v = form.values;
  return (
    <Stacked>
      <ChoicesField form={form} name="attendees" label="Who was there" options={account.staff.map((s) => ({ value: s.staffId, label: s.initials }))} />
      <TextAreaField form={form} name="findings" label="What the team found" maxLength={3000} />
      <TextField form={form} name="offeredLevel" label="What was offered, and where" maxLength={160} />
      <ChoiceField form={form} name="clientAnswer" label="What the client said to it" options={[{ value: 'accepted', label: 'Accepted' }, { value: 'thinking', label: 'Thinks about it' }, { value: 'declined_all', label: 'Declined everything' }, { value: 'not_reached', label: 'Not reached' }]} />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={v.clientAnswer === ''} onClick={() => void act.send({ clientId, attendees: v.attendees, findings: v.findings, offeredLevel: v.offeredLevel, clientAnswer: v.clientAnswer as 'accepted' })}>Keep the review</Button>
    </Stacked>
  );
}

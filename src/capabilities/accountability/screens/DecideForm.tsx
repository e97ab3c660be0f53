import { Button } from '@mantine/core';
import { ChoiceField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Card, ErrorBox, Hint, SavedState, Section, Stacked } from '../../../web/parts/index.ts';
import { listWords } from '../../../web/words.ts';
import { decideResponse } from '../api.ts';
import { DECIDERS } from '../model.ts';
import type { Account } from './account.ts';

/** What the policy proposes, on what, and the decision of a person: as proposed, or otherwise with a reason. */
export function DecideForm({ clientId, account, onHear }: { clientId: string; account: Account; onHear: () => void }) {
  const proposal = account.proposal!;
  const { rungs } = account.policy!.body;
  const form = useKeptForm(`decide:${proposal.eventKey}`, { rung: String(proposal.rung), reason: '', plan: '' });
  const act = useAct(decideResponse, { form });
  const rung = Number(form.values.rung || proposal.rung);
  const chosen = rungs[rung - 1];
  const options = [{ value: '0', label: 'No step' }, ...rungs.slice(0, Math.max(proposal.rung, account.level.level + 1)).filter((r) => !r.removal).map((r, i) => ({ value: String(i + 1), label: `${i + 1} ${r.name}` }))];
  const mustHear = chosen?.notice === true && !proposal.heard;
  return (
    <Section title="To decide" aside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
      <Card tone="amber">
        <Stacked>
          <div>
            <h3>Proposed: {proposal.step.name.toLowerCase()}</h3>
            <p>{proposal.why.join('. ')}.</p>
            <p>What it asks: {listWords(proposal.mustDo.map((m) => m.charAt(0).toLowerCase() + m.slice(1)))}.</p>
            {account.waiting > 0 && <Hint>{account.waiting === 1 ? 'Another event waits' : `${account.waiting} more events wait`} behind this one.</Hint>}
          </div>
          {!proposal.heard && <Hint kind="soon">The client’s side has not been heard. <Button variant="subtle" onClick={onHear}>Hear it</Button></Hint>}
          {!proposal.mayDecide ? <Hint>A {DECIDERS[proposal.step.decidedBy].toLowerCase()} decides this step.</Hint> : proposal.step.removal
            ? <Hint>A removal is decided on its own page, with all that comes before it.</Hint> : (
              <>
                <ChoiceField form={form} name="rung" label="You decide" options={options} />
                {rung !== proposal.rung && <TextAreaField form={form} name="reason" label="Why otherwise than proposed" maxLength={1000} />}
                <TextAreaField form={form} name="plan" label="What you agreed to do" maxLength={2000} />
                {chosen && <p>The client reads: “{chosen.toClient}”</p>}
                <ErrorBox error={act.error} />
                <div><Button variant="filled" loading={act.busy} disabled={mustHear} onClick={() => void act.send({
                  clientId, eventKey: proposal.eventKey, policyId: account.policy!.id, rung, reason: form.values.reason.trim() || null, plan: form.values.plan,
                })}>{mustHear ? 'Hear the client first' : rung === 0 ? 'Decide: no step' : `Decide: ${chosen?.name.toLowerCase() ?? ''}`}</Button></div>
              </>
            )}
        </Stacked>
      </Card>
    </Section>
  );
}

/** How the demo's program answers what happened: the client is heard, a person decides, a few of the last days wait. */
import { addDays, weekdayOf } from '../../shared/dates.ts';
import { adoptPolicy, decideResponse, hearClient, listProposals, readAccountability, readPolicies } from '../../capabilities/accountability/api.ts';
import type { DayOfDemo } from './program-days.ts';
import type { Troupe } from './troupe.ts';

const SAID = ['Worked late twice and lost the thread.', 'It was the weekend of the wedding.', 'The bus did not come, and then it felt too late to call.', 'I wanted to stop after one.'];
const AGREED = ['Calls before the group when a shift runs long.', 'Meets on Thursday and looks at the evenings.', 'Comes with the early bus.', 'Tells the sister on Saturday mornings.'];

/** The shipped policy holds from the first day. */
export async function adoptShippedPolicy(t: Troupe, from: string): Promise<void> {
  const { shipped } = await t.as('director').call(readPolicies, {});
  await t.as('director').call(adoptPolicy, { effectiveFrom: from, body: shipped });
}

/** Once a week, what the ladder proposes is talked over and decided; what the last days brought is still to decide. */
export async function answerProposals(t: Troupe, day: DayOfDemo): Promise<void> {
  if (weekdayOf(day.today) !== 3 || addDays(day.today, 2) >= day.lastDay) return;
  day.set('15:20');
  const steps = (await t.as('supervisor').call(listProposals, {})).filter((one) => one.kind === 'step' && day.inProgram.has(one.clientId));
  await Promise.all(steps.map(async ({ clientId, decidedBy }) => {
    const one = day.inProgram.get(clientId)!;
    const who = t.as(decidedBy === 'counselor' ? one.counselor : decidedBy);
    const { proposal, policy } = await who.call(readAccountability, { clientId });
    if (!proposal || !policy) return;
    const { eventKey } = proposal;
    const { random } = one.person;
    if (!proposal.heard) await t.soft(who, hearClient, { clientId, eventKey, how: 'said', words: random.pick(SAID) });
    // nobody of this cast is removed: the last step is a talk with the whole team once more
    const last = proposal.rung >= policy.body.rungs.length;
    await t.soft(who, decideResponse, { clientId, eventKey, policyId: policy.id, rung: last ? proposal.rung - 1 : proposal.rung,
      reason: last ? 'They came back each time and want to stay.' : null, plan: random.pick(AGREED) });
  }));
}

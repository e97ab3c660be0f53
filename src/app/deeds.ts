/** What tests, the walk and the demo all do with a person, each by the same operations as the screens call. */
import type * as z from 'zod';
import { openInquiry } from '../capabilities/admissions/api.ts';
import { readClient, saveClient } from '../capabilities/clients/api.ts';
import { initialsOf, type ClientDetails } from '../capabilities/clients/model.ts';
import { readPlan, savePlanDraft, signPlan, startPlan } from '../capabilities/treatment-plan/api.ts';
import type { PlanBody } from '../capabilities/treatment-plan/model.ts';
import { newId, type Id } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import type { Performer } from './performer.ts';

type Caller = { clientId: Id; inquiryId: Id };

/** Somebody calls for the first time. @returns their ids, and the version of the inquiry */
export async function takeFirstCall(intake: Performer): Promise<Caller & { version: string }> {
  const of = { clientId: newId(), inquiryId: newId() };
  const { version } = await intake.call(openInquiry, { ...of, channel: 'call' });
  return { ...of, version };
}

/** Writes down what somebody is called, and what else is known of them. */
export async function nameClient(who: Performer, clientId: Id, name: string, more: Partial<ClientDetails> = {}): Promise<void> {
  const { version } = await who.call(readClient, { clientId });
  await who.call(saveClient, { clientId, version, change: { legalName: name, initials: initialsOf(name), ...more } });
}

/** How an act is tried: one that stops at a refusal, or one that notes it and goes on. */
type Attempt = <I extends z.ZodType, O extends z.ZodType>(who: Performer, op: Operation<I, O>, input: z.input<I>) => Promise<z.output<O> | null>;
const mustWork: Attempt = (who, op, input) => who.call(op, input);

/**
 * Starts a version of the plan, lets its body be written, and has it signed by client and clinician, and by whoever
 * supervises a clinician who may not sign alone.
 * @param write makes the body from the one that the version starts with: empty for a first plan, the one in force for a review
 * @returns whether it was written; false where it could not be started or saved
 */
export async function makePlanTogether(who: Performer, of: { clientId: Id; name: string; kind: 'full' | 'review'; supervisor?: Performer },
  write: (from: PlanBody) => PlanBody, attempt: Attempt = mustWork): Promise<boolean> {
  const { clientId, kind, name } = of;
  const planVersionId = newId();
  if (await attempt(who, startPlan, { clientId, planVersionId, kind }) === null) return false;
  const { open } = await who.call(readPlan, { clientId });
  if (!open) return false;
  if (await attempt(who, savePlanDraft, { clientId, planVersionId, version: open.version, body: write(open.body) }) === null) return false;
  const hands = [['client', who], ['clinician', who], ...(of.supervisor ? [['supervisor', of.supervisor] as const] : [])] as const;
  for (const [hand, by] of hands) {
    const draft = (await by.call(readPlan, { clientId })).open;
    if (draft) await attempt(by, signPlan, { clientId, planVersionId, textHash: draft.textHash, hand, name, mark: '' });
  }
  return true;
}

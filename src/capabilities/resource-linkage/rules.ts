/** The closed loop of a linkage (PR-65): need → referral → contact → service → outcome, each dated, none forgotten. */
import { addDays, compareInstants, dateIn, endOfDay, isBefore, type Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { LINKAGE_STEPS, NEED_WORDS, type Linkage, type LinkageFact, type LinkageStep, type Resource } from './model.ts';

/** Where a linkage stands: the furthest step that was reached; after an outcome the loop is closed. */
export function linkageStep(linkage: Linkage): LinkageStep {
  return linkage.facts.reduce<LinkageStep>((far, f) => (LINKAGE_STEPS.indexOf(f.step) > LINKAGE_STEPS.indexOf(far) ? f.step : far), 'need');
}

export type LinkageRefusal = 'loop-closed' | 'earlier-than-before' | 'in-the-future' | 'resource-missing' | 'outcome-missing' | 'not-referred';

/**
 * May this step be recorded? Steps may be skipped forward (somebody went there alone), never backward in time; an
 * outcome closes the loop and needs its kind. A second referral after "no" is a new referral in the same loop.
 */
export function mayRecordStep(linkage: Linkage, fact: LinkageFact, now: Instant): Decision<LinkageFact, LinkageRefusal> {
  if (linkageStep(linkage) === 'outcome') return refuse('loop-closed', 'This one is closed. Write a new need if it came back.');
  if (isBefore(now, fact.at)) return refuse('in-the-future', 'Write when it happened, not when it is planned.', 'at');
  const before = linkage.facts.map((f) => f.at).concat(linkage.statedAt).toSorted(compareInstants).at(-1)!;
  if (isBefore(fact.at, before)) return refuse('earlier-than-before', 'This lies before the step already written. Check the date.', 'at');
  if (fact.step === 'referral' && fact.resourceId === null) return refuse('resource-missing', 'Choose to whom.', 'resourceId');
  if (fact.step === 'contact' && linkageStep(linkage) === 'need') return refuse('not-referred', 'Write the referral first: to whom?', 'step');
  if (fact.step === 'outcome' && fact.outcome === null) return refuse('outcome-missing', 'Say what came of it.', 'outcome');
  return accept(fact);
}

type LinkageSettings = Pick<RuleBook, 'linkage.referDays' | 'linkage.contactDays' | 'linkage.serviceDays' | 'linkage.outcomeDays'>;

const NEXT: Record<Exclude<LinkageStep, 'outcome'>, { key: keyof LinkageSettings; verb: string; why: string }> = {
  need: { key: 'linkage.referDays', verb: 'Refer', why: 'a need without a resource' },
  referral: { key: 'linkage.contactDays', verb: 'Ask', why: 'referred, no answer yet' },
  contact: { key: 'linkage.serviceDays', verb: 'Ask', why: 'in contact, service not received yet' },
  service: { key: 'linkage.outcomeDays', verb: 'Write', why: 'what came of it is not written' },
};

/** The next step of every open linkage, by the clock of the step it stands on. One that waits is owed on its day. */
export function linkageDue(
  facts: { clientId: string; caseManagerId: string | null; linkages: Linkage[] }, rules: LinkageSettings, now: Instant, zone: string,
): Obligation[] {
  return facts.linkages.flatMap((linkage): Obligation[] => {
    const step = linkageStep(linkage);
    if (step === 'outcome') return [];
    const next = NEXT[step];
    const last = linkage.facts.filter((f) => f.step === step).map((f) => f.at).toSorted().at(-1) ?? linkage.statedAt;
    const day = linkage.waitsUntil ?? addDays(dateIn(last, zone), rules[next.key]);
    const owner = linkage.ownerId ?? facts.caseManagerId;
    const since = linkage.waitsUntil === null ? last : endOfDay(addDays(linkage.waitsUntil, -1), zone);
    return since > now ? [] : [{
      rule: 'PR-65', about: linkage.id, clientId: facts.clientId,
      owedBy: owner ? { staffId: owner } : { role: 'case_manager' },
      what: `${NEED_WORDS[linkage.need].toLowerCase()}: next step`, why: next.why,
      since, due: endOfDay(day, zone), weight: 'person',
      evidence: [{ kind: 'linkage', id: linkage.id }],
      remedy: { verb: next.verb, path: `/clients/${facts.clientId}/resources` },
    }];
  });
}

/** Directory entries nobody has verified for too long; owed by whoever keeps the directory. */
export function verificationDue(resources: Resource[], rules: Pick<RuleBook, 'resource.verifyDays'>, now: Instant, zone: string): Obligation[] {
  return resources.flatMap((r): Obligation[] => {
    const day = addDays(r.verifiedOn ?? dateIn(now, zone), r.verifiedOn ? rules['resource.verifyDays'] : 14);
    const since = endOfDay(addDays(day, -14), zone);
    return since > now && r.verifiedOn ? [] : [{
      rule: 'PR-65', about: r.id, clientId: null, owedBy: { role: 'case_manager' }, what: 'directory entry to check',
      why: r.verifiedOn ? `last verified ${r.verifiedOn}` : 'never verified', since: since > now ? now : since,
      due: endOfDay(day, zone), weight: 'paper', evidence: [{ kind: 'resource', id: r.id }],
      remedy: { verb: 'Check', path: `/resources/${r.id}` },
    }];
  });
}

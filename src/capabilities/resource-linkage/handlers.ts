import { accept, refuse, type Decision, type Refusal } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { timeIn, weekdayOf, type Instant } from '../../shared/dates.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { findClient } from '../clients/store.ts';
import * as api from './api.ts';
import { readDirectory } from './import.ts';
import type { LinkageFact } from './model.ts';
import { placeOfPostalCode } from './places.ts';
import { linkageDue, linkageStep, mayRecordStep } from './rules.ts';
import { nextOpening, searchResources as search } from './search.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
/** More than this nobody reads; the search is narrowed instead. */
const SHOWN = 60;

export const searchResources = handle(api.searchResources, async (act, { postalCode, ...wanted }) => {
  const near = placeOfPostalCode(postalCode);
  if (postalCode !== '' && near === null) return refuse('place-unknown', 'We do not know where this postal code is. Write five digits, like 60601.', 'postalCode');
  const [rules, all] = await Promise.all([findRuleBook(act.tx, act.today), store.listResources(act.tx, wanted.need, near, wanted.withinMiles)]);
  const found = search(all, { ...wanted, near }, act.today, rules['resource.verifyDays']);
  const [weekday, time] = [weekdayOf(act.today), timeIn(act.now, act.zone)];
  return accept({ more: Math.max(0, found.length - SHOWN), found: found.slice(0, SHOWN).map(({ resource, miles, because, mind }) => ({
    resource: resource as store.ListedResource, miles: miles === null ? null : Math.round(miles * 10) / 10, because, mind, opens: nextOpening(resource, weekday, time) })) });
});

export const readResource = handle(api.readResource, async ({ tx }, { resourceId }) => {
  const found = await store.findResource(tx, resourceId);
  return found ? accept(found) : NOT_FOUND;
});

export const saveResource = handle(api.saveResource, async (act, { resource, version }) => {
  // where no point is given, the middle of its postal code will do
  const placed = { ...resource, place: resource.place ?? placeOfPostalCode(resource.postalCode) };
  const saved = version === null ? await store.addResource(act.tx, { ...placed, verifiedOn: act.today, verifiedBy: act.actor.subjectId })
    : await store.saveResource(act.tx, resource.id, placed, version);
  return saved ? accept(saved) : refuse('changed-meanwhile', 'Somebody saved this before you. Yours is kept here: look at theirs, then choose.');
});

export const verifyResource = handle(api.verifyResource, async (act, { resourceId, stillThere }) =>
  await store.setVerified(act.tx, resourceId, act.today, act.actor.subjectId, !stillThere) === 1 ? accept({}) : NOT_FOUND);

export const importResources = handle(api.importResources, async (act, { csv }) => {
  const { good, bad } = readDirectory(csv, placeOfPostalCode, act.newId);
  const keyOf = (name: string, address: string): string => `${name.toLowerCase()} | ${address.toLowerCase()}`;
  const known = new Map((await store.listNames(act.tx)).map((r) => [keyOf(r.name, r.address), r.id]));
  let [added, changed] = [0, 0];
  for (const { line, resource } of good) {
    const key = keyOf(resource.name, resource.address);
    const before = known.get(key);
    if (resource.verifiedOn !== null && resource.verifiedOn > act.today) {
      bad.push({ line, say: 'The day it was verified lies in the future.' });
    } else if (before === undefined) {
      await store.addResource(act.tx, { ...resource, verifiedBy: null });
      known.set(key, resource.id);
      added++;
    } else {
      await store.saveResource(act.tx, before, resource, null);
      changed++;
    }
  }
  return accept({ added, changed, bad: bad.toSorted((a, b) => a.line - b.line).slice(0, 500) });
});

export const recordNeed = handle(api.recordNeed, async (act, { clientId, needId, need, words, objectiveId, waitsUntil }) => {
  if (waitsUntil !== null && waitsUntil <= act.today) return refuse('not-ahead', 'Choose a day ahead, or leave it empty.', 'waitsUntil');
  const added = await store.addNeed(act.tx, { id: needId, clientId, need, words, at: act.now, waitsUntil, objectiveId, by: act.actor.subjectId });
  return added === 1 ? accept({}) : refuse('id-taken', 'This need is written already. Open the page again.');
});

type Step = { clientId: Id; needId: Id; words: string; at: Instant | null };
type More = Pick<LinkageFact, 'step'> & Partial<Pick<LinkageFact, 'resourceId' | 'outcome'>>;

/** One step of the loop: the rule decides on the facts so far, then it is one more fact. */
async function takeStep(act: Act, { clientId, needId, words, at }: Step, more: More): Promise<Decision<LinkageFact>> {
  const need = (await store.listNeeds(act.tx, clientId)).find((n) => n.id === needId);
  if (!need) return NOT_FOUND;
  const resourceId = more.resourceId ?? need.facts.findLast((f) => f.resourceId !== null)?.resourceId ?? null;
  const fact: LinkageFact = { id: act.newId(), at: at ?? act.now, words, outcome: null, ...more, resourceId };
  const decision = mayRecordStep({ ...need, ownerId: null }, fact, act.now);
  if (decision.ok) await store.addNeedFact(act.tx, { ...fact, needId, clientId, by: act.actor.subjectId });
  return decision;
}

export const referToResource = handle(api.referToResource, async (act, { resourceId, ...input }) => {
  const to = await store.findResource(act.tx, resourceId);
  if (!to || to.closed) return refuse('no-such-resource', 'This place is not in the directory any more. Choose another.', 'resourceId');
  const taken = await takeStep(act, input, { step: 'referral', resourceId });
  return taken.ok ? accept({}) : taken;
});

export const recordNeedContact = handle(api.recordNeedContact, async (act, input) => {
  const taken = await takeStep(act, input, { step: 'contact' });
  return taken.ok ? accept({}) : taken;
});

export const recordNeedService = handle(api.recordNeedService, async (act, input) => {
  const taken = await takeStep(act, input, { step: 'service' });
  return taken.ok ? accept({}) : taken;
});

export const recordNeedOutcome = handle(api.recordNeedOutcome, async (act, { outcome, ...input }) => {
  const taken = await takeStep(act, input, { step: 'outcome', outcome });
  if (!taken.ok) return taken;
  const worked = outcome === 'met' || outcome === 'partly_met';
  if (taken.value.resourceId !== null && (worked || outcome === 'not_met' || outcome === 'not_available')) {
    await store.countOutcome(act.tx, taken.value.resourceId, worked);
  }
  return accept({});
});

function shown(n: store.NeedRow, rules: RuleBook, now: Instant, zone: string) {
  const to = n.facts.findLast((f) => f.resourceId !== null);
  const linkage = { ...n, ownerId: null };
  // a need that waits is due on its day, though nobody owes anything before
  const due = linkageDue({ clientId: n.clientId, caseManagerId: null, linkages: [{ ...linkage, waitsUntil: null }] }, rules, now, zone)[0]?.due ?? null;
  return { needId: n.id, need: n.need, words: n.words, statedAt: n.statedAt, waitsUntil: n.waitsUntil, objectiveId: n.objectiveId, by: n.by,
    step: linkageStep(linkage), due, resource: to?.resourceId ? { resourceId: to.resourceId, name: to.to ?? '', phone: to.phone ?? '' } : null,
    facts: n.facts.map(({ step, at, words, by, to: name, outcome }) => ({ step, at, words, by, to: name, outcome })) };
}

export const readNeeds = handle(api.readNeeds, async ({ tx, today, now, zone }, { clientId }) => {
  const [rules, needs, client] = await Promise.all([findRuleBook(tx, today), store.listNeeds(tx, clientId), findClient(tx, clientId)]);
  return accept({ needs: needs.map((n) => shown(n, rules, now, zone)), postalCode: client?.postalCode ?? '', language: client?.language ?? '' });
});

export const listOpenNeeds = handle(api.listOpenNeeds, async ({ tx, today, now, zone }) => {
  const [rules, needs] = await Promise.all([findRuleBook(tx, today), store.listOpenNeeds(tx)]);
  return accept(needs.map((n) => ({ ...shown(n, rules, now, zone), clientId: n.clientId, initials: n.initials })));
});

export const resourceLinkageHandlers = [searchResources, readResource, saveResource, verifyResource, importResources, recordNeed, referToResource,
  recordNeedContact, recordNeedService, recordNeedOutcome, readNeeds, listOpenNeeds];

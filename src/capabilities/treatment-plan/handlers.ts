import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { isBefore } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { bindSignature, sha256 } from '../../shared/signature.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findClient } from '../clients/store.ts';
import { DIMENSION_WORDS } from '../level-of-care/model.ts';
import { allows, needsCosign } from '../staff/credentials.ts';
import { signingHand } from '../staff/signing-handlers.ts';
import { listCredentials } from '../staff/store.ts';
import * as api from './api.ts';
import { comparePlans as compare } from './comparison.ts';
import { emptyPlan, nextBody, type PlanHand } from './model.ts';
import { completedAt, handsLeft, handsNeeded, maySignPlan, planFaults, planInForce, planState } from './rules.ts';
import * as store from './store.ts';
import { planText } from './text.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
const CHANGED: Refusal = refuse('changed-meanwhile', 'Somebody changed this plan before you. Yours is kept here: look at theirs, then choose.');

/** All versions of one client, with how they read. */
async function load(act: Act, clientId: Id) {
  const [versions, authors, client, rules] = await Promise.all([
    store.listVersions(act.tx, clientId), store.listAuthors(act.tx, clientId), findClient(act.tx, clientId), findRuleBook(act.tx, act.today)]);
  const textOf = (v: store.FoundVersion): string =>
    v.signatures[0]?.text ?? planText(v, client?.callThem || client?.initials || '', DIMENSION_WORDS[rules['loc.edition']]);
  const line = (v: store.FoundVersion) => ({
    planVersionId: v.id, number: v.number, kind: v.kind, reason: v.reason, state: planState(v, versions), madeAt: v.madeAt,
    completedAt: completedAt(v), author: authors.get(v.authorId) ?? '', hands: v.hands, handsLeft: handsLeft(v), signatures: v.signatures,
  });
  const whole = async (v: store.FoundVersion) => ({
    ...line(v), body: v.body, text: textOf(v), textHash: await sha256(textOf(v)), version: v.version,
    faults: v.lockedAt === null ? planFaults(v.body, v.kind) : [],
  });
  return { versions, rules, textOf, line, whole };
}

/** The draft or half-signed version after the one in force, if there is one. */
function openVersion(versions: store.FoundVersion[]): store.FoundVersion | null {
  const last = versions.at(-1);
  return last && completedAt(last) === null ? last : null;
}

async function planPage(act: Act, clientId: Id) {
  const { versions, line, whole } = await load(act, clientId);
  const inForce = planInForce(versions, act.now) as store.FoundVersion | null;
  const open = openVersion(versions);
  return { inForce: inForce && await whole(inForce), open: open && await whole(open), versions: versions.map(line).toReversed() };
}

export const readPlan = handle(api.readPlan, async (act, { clientId }) => {
  const [page, requests] = await Promise.all([planPage(act, clientId), store.listReviewRequests(act.tx, clientId)]);
  const since = page.inForce?.completedAt ?? null;
  return accept({ ...page, asked: requests.filter((one) => since !== null && isBefore(since, one.at)).toReversed() });
});

export const readPlanVersion = handle(api.readPlanVersion, async (act, { clientId, planVersionId }) => {
  const { versions, whole } = await load(act, clientId);
  const found = versions.find((v) => v.id === planVersionId);
  return found ? accept(await whole(found)) : NOT_FOUND;
});

export const startPlan = handle(api.startPlan, async (act, { clientId, planVersionId, kind, reason }) => {
  const versions = await store.listVersions(act.tx, clientId);
  const last = versions.at(-1);
  if (last && last.lockedAt === null) return refuse('draft-open', 'There is a draft already. Go on with it, or discard it.');
  if (kind === 'review' && !planInForce(versions, act.now)) return refuse('nothing-to-review', 'There is no plan in force yet. Write the plan first.', 'kind');
  const body = last ? nextBody(last.body) : emptyPlan();
  return accept(await store.addVersion(act.tx, { id: planVersionId, clientId, kind, reason, body, by: act.actor.subjectId, at: act.now }));
});

export const savePlanDraft = handle(api.savePlanDraft, async (act, { clientId, planVersionId, version, body }) => {
  const saved = await store.saveBody(act.tx, clientId, planVersionId, body, version);
  if (saved) return accept(saved);
  const found = (await store.listVersions(act.tx, clientId)).find((v) => v.id === planVersionId);
  if (!found) return NOT_FOUND;
  return found.lockedAt ? refuse('signed-is-locked', 'This version is signed. Begin a review to change the plan.') : CHANGED;
});

export const discardPlanDraft = handle(api.discardPlanDraft, async (act, { clientId, planVersionId }) =>
  (await store.dropDraft(act.tx, clientId, planVersionId) === 1 ? accept({})
    : refuse('signed-is-locked', 'What is signed stays. Begin a review to change the plan.')));

type Signing = { planVersionId: Id; textHash: string; name: string; mark: string; declinedReason: string | null };

async function sign(act: Act, clientId: Id, hand: PlanHand, { planVersionId, textHash, name, mark, declinedReason }: Signing) {
  const { versions, rules, textOf } = await load(act, clientId);
  const found = versions.find((v) => v.id === planVersionId);
  if (!found) return NOT_FOUND;
  const text = textOf(found);
  if (await sha256(text) !== textHash) return CHANGED;
  const author = await listCredentials(act.tx, found.authorId);
  const hands = found.lockedAt ? found.hands : handsNeeded(needsCosign(author, act.today, rules), false);
  const signerId = hand === 'client' ? clientId : act.actor.subjectId;
  const may = maySignPlan({ ...found, hands }, hand, signerId, declinedReason, planInForce(versions, act.now));
  if (!may.ok) return may;
  if (hand === 'client' && name === '') return refuse('name-missing', 'The client writes their name.', 'name');
  if (hand === 'supervisor' && !allows('supervises', await listCredentials(act.tx, act.actor.subjectId), act.today, rules)) {
    return refuse('may-not-supervise', 'Your credential of today does not allow this. Ask a supervisor.');
  }
  const by = hand === 'client' ? { id: clientId, name, role: 'client', credential: '' } : await signingHand(act.tx, act.actor, act.today, hand === 'supervisor' ? null : 'plan-meeting', rules);
  if ('ok' in by) return by;
  if (!found.lockedAt) await store.lockVersion(act.tx, planVersionId, hands, act.now);
  const bound = await bindSignature(text, 'en', by, act.now);
  await store.addSignature(act.tx, {
    id: act.newId(), planVersionId, clientId, hand, signerId, signerName: by.name, role: by.role, credential: by.credential, signedAt: act.now,
    declinedReason: declinedReason ?? '', text, language: 'en', hash: bound.hash, mark,
  });
  act.about(`plan version ${found.number}, ${hand}`);
  return accept({ inForce: may.value.completes });
}

export const signPlan = handle(api.signPlan, (act, { clientId, hand, ...signing }) => sign(act, clientId, hand, signing));
export const signMyPlan = handle(api.signMyPlan, (act, signing) => sign(act, act.clientId!, 'client', signing));

export const comparePlans = handle(api.comparePlans, async ({ tx }, { clientId, from, to }) => {
  const versions = await store.listVersions(tx, clientId);
  const [before, after] = [versions.find((v) => v.id === from), versions.find((v) => v.id === to)];
  return before && after ? accept(compare(before.body, after.body)) : NOT_FOUND;
});

export const requestPlanReview = handle(api.requestPlanReview, async (act, { clientId, requestId, reason, words }) => {
  await store.addReviewRequest(act.tx, { id: requestId, clientId, reason, words, at: act.now, byKind: 'staff', by: act.actor.subjectId });
  return accept({});
});

export const askForMyReview = handle(api.askForMyReview, async (act, { requestId, words }) => {
  await store.addReviewRequest(act.tx, { id: requestId, clientId: act.clientId!, reason: 'client_request', words, at: act.now, byKind: 'client', by: act.actor.subjectId });
  return accept({});
});

export const readMyPlan = handle(api.readMyPlan, async (act) => {
  const { inForce, open } = await planPage(act, act.clientId!);
  return accept({ inForce, open });
});

export const agreeToPlan = handle(api.agreeToPlan, async (act, { planVersionId, itemId, view, clientSays, version }) => {
  const found = (await store.listVersions(act.tx, act.clientId!)).find((v) => v.id === planVersionId);
  if (!found) return NOT_FOUND;
  const item = [...found.body.objectives, ...found.body.interventions].find((i) => i.id === itemId);
  if (!item) return refuse('item-gone', 'This line is not in the plan any more. Open the plan again.');
  Object.assign(item, { view, clientSays });
  const saved = await store.saveBody(act.tx, act.clientId!, planVersionId, found.body, version);
  return saved ? accept(saved) : CHANGED;
});

export const planHandlers = [
  readPlan, readPlanVersion, startPlan, savePlanDraft, discardPlanDraft, signPlan, comparePlans, requestPlanReview, readMyPlan,
  agreeToPlan, signMyPlan, askForMyReview,
];

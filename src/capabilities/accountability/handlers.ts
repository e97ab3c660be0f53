import { addBusinessDays } from '../../shared/business-days.ts';
import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { addDays, dateIn, endOfDay } from '../../shared/dates.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { listEpisodes } from '../clients/store.ts';
import { listStaff } from '../staff/store.ts';
import * as api from './api.ts';
import { accountOf, happenedTo, type Account } from './happened-store.ts';
import { GUARD_WORDS, proposeResponse, standingRung, tryPolicy as tryOn } from './ladder.ts';
import { decidePolicy, policyOn, shippedPolicy } from './policy.ts';
import {
  decideAppealAnswer, decideAppealOf, decideRemoval as mayRemove, decideResponse as mayRespond, heardOn, isStanding, mayDecide, removalNeeds,
} from './rules.ts';
import { EVENT_KINDS, EVENT_TO_CLIENT, type Hearing, type Removal, type ResponseDecision } from './model.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
const NO_POLICY: Refusal = { ok: false, reason: 'no-policy', say: 'No policy is in force. The director adopts one first.' };
const NO_LEVEL = { level: 0, since: null, nextDecayOn: null, expectedInARow: 0 };
const kindWords = (kind: string): string => EVENT_KINDS[kind as keyof typeof EVENT_KINDS] ?? 'Told us of use first';
const holidaysOf = (account: Account): string[] => account.rules.holidays.map((h) => h.date);

export const readAccountability = handle(api.readAccountability, async (act, { clientId }) => {
  const [account, staff] = await Promise.all([accountOf(act, clientId), listStaff(act.tx, act.now)]);
  const who = new Map(staff.map((s) => [s.staffId, s.initials]));
  const team = staff.filter((s) => s.leftOn === null).map(({ staffId, initials }) => ({ staffId, initials }));
  if (!account) {
    return accept({
      policy: null, level: NO_LEVEL, events: [], proposal: null, waiting: 0, decisions: [], teamReviews: [], removal: null, removalNeeds: [], opioid: false, takesMoud: false,
      staff: team, earliestRemovalOn: null,
    });
  }
  const { ladder, view, policy, hearings } = account;
  const appealTo = (decisionId: string) => {
    const found = ladder.appeals.find((a) => a.decisionId === decisionId);
    return found ? { ...found, answer: ladder.appealDecisions.find((x) => x.appealId === found.id) ?? null } : null;
  };
  const by = (staffId: string) => who.get(staffId) ?? 'somebody';
  const proposal = view?.proposal ?? null;
  const removal = account.removals.at(-1);
  return accept({
    policy, level: view?.level ?? NO_LEVEL, waiting: view?.waiting ?? 0,
    events: (view?.judged ?? []).map(({ event, counts, guard }) => ({
      key: event.key, kind: event.kind, kindWords: kindWords(event.kind), date: event.date, at: event.at, standing: event.standing, words: event.words, counts,
      guardWords: guard && GUARD_WORDS[guard], decided: ladder.decisions.some((d) => d.eventKey === event.key),
      hearing: hearings.findLast((h) => h.eventKey === event.key) ?? null,
    })).reverse(),
    proposal: proposal && {
      eventKey: proposal.event.key, rung: proposal.rung, step: proposal.step, why: proposal.why, mustDo: proposal.mustDo,
      heard: heardOn(hearings, proposal.event.key), mayDecide: mayDecide(act.actor.roles, proposal.step.decidedBy),
    },
    decisions: ladder.decisions.map((d) => ({ ...d, standing: standingRung(d, ladder.appeals, ladder.appealDecisions), by: by(d.decidedBy), appeal: appealTo(d.id) })).reverse(),
    teamReviews: account.teamReviews.map((t) => ({ ...t, who: t.attendees.map(by) })).reverse(),
    removal: removal ? { ...removal, by: by(removal.decidedBy), appeal: appealTo(removal.id), standing: isStanding(removal, ladder.appealDecisions, ladder.appeals) } : null,
    removalNeeds: removalNeeds(account, act.now, act.zone), opioid: account.opioid, takesMoud: account.takesMoud, staff: team,
    earliestRemovalOn: addBusinessDays(act.today, policy.body.removalNoticeDays, holidaysOf(account)),
  });
});

/** No look-back is longer (see `policyBody`), so no proposal rests on anything older. */
const LOOKED_AT_DAYS = 365;

export const listProposals = handle(api.listProposals, async (act) => {
  const clients = await store.listClientsToLookAt(act.tx, addDays(act.today, -LOOKED_AT_DAYS));
  const found = [];
  for (const { clientId, initials } of clients) {
    const account = await accountOf(act, clientId);
    if (!account?.view) continue;
    const { proposal, level } = account.view;
    if (proposal) {
      found.push({
        clientId, initials, level: level.level, what: proposal.step.name, why: proposal.why.join('. '), since: proposal.event.at, decidedBy: proposal.step.decidedBy, kind: 'step' as const,
      });
    }
    const { appeals, appealDecisions } = account.ladder;
    for (const a of appeals.filter((one) => !appealDecisions.some((x) => x.appealId === one.id))) {
      found.push({ clientId, initials, level: level.level, what: 'Answer an appeal', why: 'by somebody who had no part in it', since: a.at, decidedBy: 'director' as const, kind: 'appeal' as const });
    }
  }
  return accept(found.toSorted((a, b) => a.since.localeCompare(b.since)));
});

export const decideResponse = handle(api.decideResponse, async (act, { clientId, eventKey, policyId, rung, reason, plan }) => {
  const account = await accountOf(act, clientId);
  if (!account?.view) return NO_POLICY;
  const { view, policy, hearings } = account;
  const decided = mayRespond({ eventKey, policyId, rung, reason }, view.proposal, view.level.level, policy, hearings, act.actor.roles);
  if (!decided.ok) return decided;
  const step = policy.body.rungs[rung - 1];
  const made: ResponseDecision = {
    id: act.newId(), clientId, eventKey, eventDate: decided.value.event.date, policyId, proposedRung: decided.value.rung, rung, notice: step?.notice ?? false,
    support: step?.support ?? false, reason, plan, decidedBy: act.actor.subjectId, decidedAt: act.now,
  };
  await store.addDecision(act.tx, made);
  return accept({ decisionId: made.id });
});

async function hear(act: Act, clientId: string, eventKey: string, how: Hearing['how'], words: string, byClient: boolean) {
  const account = await accountOf(act, clientId);
  if (!account?.view?.judged.some((j) => j.event.key === eventKey)) return NOT_FOUND;
  if (how === 'said' && words.trim() === '') return refuse('needs-their-words', 'Write in a few words what they said.', 'words');
  await store.addHearing(act.tx, { id: act.newId(), clientId, eventKey, how, words, by: act.actor.subjectId, byClient, at: act.now });
  return accept({});
}
export const hearClient = handle(api.hearClient, (act, { clientId, eventKey, how, words }) => hear(act, clientId, eventKey, how, words, false));
export const addMySide = handle(api.addMySide, (act, { eventKey, words }) => hear(act, act.clientId!, eventKey, 'said', words, true));

/** What may be appealed: a step of this stay, or its removal. */
function appealable(account: Account, decisionId: string): Pick<ResponseDecision, 'id' | 'rung' | 'decidedAt' | 'decidedBy'> | null {
  const removal = account.removals.find((r) => r.id === decisionId);
  return removal ? { ...removal, rung: account.policy.body.rungs.length } : account.ladder.decisions.find((d) => d.id === decisionId) ?? null;
}
async function makeAppeal(act: Act, clientId: string, decisionId: string, words: string, byClient: boolean) {
  const account = await accountOf(act, clientId);
  const decision = account && appealable(account, decisionId);
  if (!account || !decision) return NOT_FOUND;
  const decided = decideAppealOf(decision, account.ladder.appeals, account.policy, act.today, act.zone, holidaysOf(account));
  if (!decided.ok) return decided;
  await store.addAppeal(act.tx, { id: act.newId(), clientId, decisionId, words, by: act.actor.subjectId, byClient, at: act.now });
  return accept({});
}
export const recordAppeal = handle(api.recordAppeal, (act, { clientId, decisionId, words }) => makeAppeal(act, clientId, decisionId, words, false));
export const appealMyDecision = handle(api.appealMyDecision, (act, { decisionId, words }) => makeAppeal(act, act.clientId!, decisionId, words, true));

export const decideAppeal = handle(api.decideAppeal, async (act, { clientId, appealId, outcome, rung, reason }) => {
  const account = await accountOf(act, clientId);
  const appeal = account?.ladder.appeals.find((a) => a.id === appealId);
  const decision = account && appeal && appealable(account, appeal.decisionId);
  if (!account || !appeal || !decision) return NOT_FOUND;
  const removal = account.removals.find((r) => r.id === appeal.decisionId);
  const involved = removal ? account.teamReviews.find((t) => t.id === removal.teamReviewId)?.attendees ?? [] : [];
  const decided = decideAppealAnswer({ outcome, rung }, act.actor.subjectId, decision, account.ladder.appealDecisions.some((x) => x.appealId === appealId), involved);
  if (!decided.ok) return decided;
  await store.addAppealDecision(act.tx, clientId, { id: act.newId(), appealId, outcome, rung: outcome === 'changed' ? rung : null, reason, decidedBy: act.actor.subjectId, decidedAt: act.now });
  return accept({});
});

export const recordTeamReview = handle(api.recordTeamReview, async (act, { clientId, attendees, ...made }) => {
  const staff = new Set((await listStaff(act.tx, act.now)).map((s) => s.staffId));
  const there = [...new Set(attendees)];
  if (there.length < 2) return refuse('review-by-two', 'A team review has at least two people.', 'attendees');
  if (there.some((one) => !staff.has(one))) return refuse('not-staff', 'Choose people who work here.', 'attendees');
  const id = act.newId();
  await store.addTeamReview(act.tx, { ...made, attendees: there, id, clientId, at: act.now, recordedBy: act.actor.subjectId });
  return accept({ teamReviewId: id });
});

export const decideRemoval = handle(api.decideRemoval, async (act, { clientId, ...made }) => {
  const account = await accountOf(act, clientId);
  if (!account?.episodeId) return NO_POLICY;
  const removal: Removal = { ...made, id: act.newId(), clientId, decidedBy: act.actor.subjectId, decidedAt: act.now };
  const decided = mayRemove(removal, account, act.actor.roles, act.now, act.zone, holidaysOf(account));
  if (!decided.ok) return decided;
  await store.addRemoval(act.tx, { ...removal, episodeId: account.episodeId, decidedOn: act.today, opioid: account.opioid, takesMoud: account.takesMoud });
  return accept({ removalId: removal.id });
});

export const recordSafetyEvent = handle(api.recordSafetyEvent, async (act, { clientId, kind, at, what }) => {
  if (Temporal.Instant.compare(at, act.now) > 0) return refuse('lies-ahead', 'Write when it happened; it cannot lie ahead.', 'at');
  await store.addSafetyEvent(act.tx, { id: act.newId(), clientId, kind, at, what, recordedBy: act.actor.subjectId, recordedAt: act.now });
  return accept({});
});

// the policy

export const readPolicies = handle(api.readPolicies, async ({ tx, today }) => {
  const [policies, rules] = await Promise.all([store.listPolicies(tx), findRuleBook(tx, today)]);
  const inForce = policyOn(policies, today);
  return accept({ inForce, others: policies.filter((p) => p.id !== inForce?.id), shipped: shippedPolicy(rules) });
});

export const adoptPolicy = handle(api.adoptPolicy, async (act, { effectiveFrom, body }) => {
  const decided = decidePolicy({ id: act.newId(), effectiveFrom, body, adoptedAt: act.now, adoptedBy: act.actor.subjectId }, await store.listPolicies(act.tx), act.today);
  if (!decided.ok) return decided;
  await store.addPolicy(act.tx, decided.value);
  return accept({ policyId: decided.value.id });
});

export const tryPolicy = handle(api.tryPolicy, async (act, { body, days }) => {
  const { tx, now, zone, today } = act;
  const [clients, policies, rules] = await Promise.all([store.listOpenClients(tx), store.listPolicies(tx), findRuleBook(tx, today)]);
  const from = endOfDay(addDays(today, -days), zone);
  const happened = [];
  for (const { clientId } of clients) {
    const admittedAt = (await listEpisodes(tx, clientId)).at(-1)!.admittedAt;
    happened.push({ clientId, ...await happenedTo(act, clientId, Temporal.Instant.compare(admittedAt, from) > 0 ? admittedAt : from, rules) });
  }
  const current = policyOn(policies, today);
  const trial = { id: act.newId(), effectiveFrom: today, body, adoptedAt: now, adoptedBy: act.actor.subjectId };
  const tried = tryOn(happened, trial, now, zone);
  const held = current ? tryOn(happened, current, now, zone) : null;
  const initials = new Map(clients.map((c) => [c.clientId, c.initials]));
  return accept({
    clients: clients.length,
    rungs: body.rungs.map((r, i) => ({
      name: r.name, tried: tried.filter((t) => t.highest === i + 1).length, inForce: held ? held.filter((t) => t.highest === i + 1).length : null,
    })),
    changed: held ? tried.flatMap((t, i) => (t.highest === held[i]!.highest ? []
      : [{ clientId: t.clientId, initials: initials.get(t.clientId)!, tried: t.highest, inForce: held[i]!.highest }])) : [],
  });
});

// the client

export const readMyStanding = handle(api.readMyStanding, async (act) => {
  const account = await accountOf(act, act.clientId!);
  if (!account) return accept({ decisions: [], lookedAt: [], removal: null });
  const { ladder, policy, hearings } = account;
  const removal = account.removals.at(-1);
  const view = account.view ?? proposeResponse(ladder, policy, act.now, act.zone);
  return accept({
    decisions: ladder.decisions.filter((d) => d.rung > 0).map((d) => {
      const step = policy.body.rungs[d.rung - 1];
      const appeal = ladder.appeals.find((a) => a.decisionId === d.id);
      const until = addBusinessDays(dateIn(d.decidedAt, act.zone), policy.body.appealDays, holidaysOf(account));
      return {
        decisionId: d.id, date: dateIn(d.decidedAt, act.zone), name: step?.name ?? '', toClient: step?.toClient ?? '', plan: d.plan,
        mayAppealUntil: appeal || act.today > until ? null : until,
        appeal: appeal ? { words: appeal.words, answer: ladder.appealDecisions.find((x) => x.appealId === appeal.id)?.reason ?? null } : null,
      };
    }).reverse(),
    lookedAt: view.judged.filter((j) => j.counts && !ladder.decisions.some((d) => d.eventKey === j.event.key))
      .map(({ event }) => ({ eventKey: event.key, date: event.date, words: EVENT_TO_CLIENT[event.kind as keyof typeof EVENT_KINDS] ?? 'You told us of use first', said: heardOn(hearings, event.key) })),
    removal: removal && isStanding(removal, ladder.appealDecisions, ladder.appeals) ? {
      removalId: removal.id, effectiveOn: removal.effectiveOn, reasons: removal.reasons, transferOffer: removal.transferOffer, appealRoute: removal.appealRoute,
      reentry: removal.reentry, appealed: ladder.appeals.some((a) => a.decisionId === removal.id),
    } : null,
  });
});

export const accountabilityHandlers = [
  readAccountability, listProposals, decideResponse, hearClient, addMySide, recordAppeal, appealMyDecision, decideAppeal, recordTeamReview, decideRemoval,
  recordSafetyEvent, readPolicies, adoptPolicy, tryPolicy, readMyStanding,
];

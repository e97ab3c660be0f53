import { createHash } from 'node:crypto';
import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { dateIn, instantOf } from '../../shared/dates.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { listDecisions as listResponses, listTeamReviews } from '../accountability/store.ts';
import { findAgency } from '../agency/store.ts';
import { DEFAULT_NOTICES } from '../consent/notices.ts';
import { leaveSeat } from '../schedule/handlers/seats.ts';
import { listSeatsOf } from '../schedule/store.ts';
import { signingHand } from '../staff/signing-handlers.ts';
import * as api from './api.ts';
import { admittingHandlers } from './admission-handlers.ts';
import type { Discharge, SummaryPart } from './model.ts';
import { SUMMARY_WORDS } from './model.ts';
import { summaryPdf } from './pdf.ts';
import { readinessCount, readinessOf } from './readiness.ts';
import { mayDischarge, mayStep, type DischargeContext } from './rules.ts';
import { loadStay, readinessFacts, summaryFacts, type Stay } from './stay-loading.ts';
import * as store from './store.ts';
import { assembleSummary } from './summary.ts';

const NOT_IN_PROGRAM: Refusal = { ok: false, reason: 'not-in-program', say: 'They are not in the program now. Admit them first.' };

export const readTransition = handle(api.readTransition, async (act, { clientId }) => {
  const stay = await loadStay(act, clientId);
  const readiness = stay.episode ? readinessOf(readinessFacts(stay, act.zone), stay.rules, act.today) : [];
  const followUps = stay.discharge ? await store.listFollowUps(act.tx, clientId, stay.discharge.dischargeId) : [];
  const d = stay.discharge;
  return accept({
    episodeId: stay.episode?.episodeId ?? null, rung: stay.rung, since: stay.steps.at(-1)?.at ?? stay.episode?.admittedAt ?? null,
    readiness, ...readinessCount(readiness), plan: stay.plan, steps: stay.steps,
    discharge: d ? { dischargeId: d.dischargeId, type: d.type, on: d.on, reason: d.reason, by: d.by, signedAt: d.signedAt } : null,
    followUps: followUps.map(({ dayNumber, outcome, doing, wantsBack, words, at }) => ({ dayNumber, outcome, doing, wantsBack, words, at })),
    followUpDays: stay.rules['followup.days'],
  });
});

export const saveGraduationPlan = handle(api.saveGraduationPlan, async (act, { clientId, version, ...plan }) => {
  const stay = await loadStay(act, clientId);
  if (!stay.episode || stay.episode.endedAt) return NOT_IN_PROGRAM;
  const saved = await store.saveGraduationPlan(act.tx, clientId, stay.episode.episodeId, plan, version);
  return saved ? accept(saved) : refuse('changed-meanwhile', 'Somebody saved this before you. Yours is kept here: look at theirs, then choose.');
});

const LEVEL_OF_RUNG = { '2.5': '2.5', '2.1': '2.1', '2.1-taper': '2.1', '1.5': '1.5', continuing: '1.0', alumni: '1.0' } as const;

export const stepClient = handle(api.stepClient, async (act, { clientId, to, reason, receivedBy, clientSaid, taperWeeks }) => {
  const stay = await loadStay(act, clientId);
  if (!stay.episode || stay.episode.endedAt || !stay.rung) return NOT_IN_PROGRAM;
  const decision = mayStep({ from: stay.rung, to, reason, receivedBy, clientSaid, taperWeeks, graduationPlan: (stay.plan?.items.length ?? 0) > 0 }, stay.rules);
  if (!decision.ok) return decision;
  await store.addStep(act.tx, { id: act.newId(), clientId, episodeId: stay.episode.episodeId, from: stay.rung, to, reason, receivedBy, clientSaid, taperWeeks, at: act.now, by: act.actor.subjectId });
  await store.setLevelOfCare(act.tx, stay.episode.episodeId, LEVEL_OF_RUNG[to]);
  return accept(decision.value);
});

async function dischargeContext(act: Act, stay: Stay): Promise<DischargeContext> {
  const [responses, reviews] = await Promise.all([listResponses(act.tx, stay.clientId), listTeamReviews(act.tx, stay.clientId)]);
  const since = stay.episode!.admittedAt;
  const readiness = readinessOf(readinessFacts(stay, act.zone), stay.rules, act.today);
  return {
    admittedOn: dateIn(since, act.zone), today: act.today,
    warnings: responses.filter((r) => r.notice && r.decidedAt >= since).length, supportSteps: responses.filter((r) => r.support && r.decidedAt >= since).length + reviews.length,
    opioids: (stay.level?.diagnoses ?? []).some((d) => d.code.startsWith('F11')), directorSigned: act.actor.roles.includes('director'),
    lastServiceOn: stay.lastServiceOn, readinessMet: readiness.every((e) => e.says !== 'against'),
    onlyGroundIsUse: false, groundIsMedication: false,
  };
}

export const dischargeClient = handle(api.dischargeClient, async (act, draft) => {
  const stay = await loadStay(act, draft.clientId);
  if (!stay.episode || stay.episode.endedAt) return NOT_IN_PROGRAM;
  const dischargeId = act.newId();
  const decision = mayDischarge({ ...draft, id: dischargeId }, await dischargeContext(act, stay), stay.rules);
  if (!decision.ok) return decision;
  await store.addDischarge(act.tx, { ...draft, dischargeId, episodeId: stay.episode.episodeId, at: act.now, by: act.actor.subjectId });
  for (const seat of await listSeatsOf(act.tx, draft.clientId, act.today)) await leaveSeat(act, seat, seat.from > act.today ? seat.from : act.today);
  const ends = instantOf(draft.on, '23:59', act.zone);
  await store.endEpisode(act.tx, stay.episode.episodeId, ends < act.now ? ends : act.now);
  return accept({ dischargeId });
});

const dischargeOf = (row: store.DischargeRow): Discharge => ({ ...row.facts, id: row.dischargeId, decidedAt: row.decidedAt, decidedBy: row.decidedBy });

export const readDischargeSummary = handle(api.readDischargeSummary, async (act, { clientId }) => {
  const row = await store.findDischarge(act.tx, clientId);
  if (!row) return accept(null);
  const signed = await store.findSummary(act.tx, clientId, row.dischargeId);
  if (signed) return accept({ dischargeId: row.dischargeId, parts: signed.parts, signed: { at: signed.at, by: signed.by, as: signed.as, hash: signed.hash } });
  return accept({ dischargeId: row.dischargeId, parts: assembleSummary(summaryFacts(await loadStay(act, clientId), dischargeOf(row), act.zone)), signed: null });
});

export const signDischargeSummary = handle(api.signDischargeSummary, async (act, { clientId, parts }) => {
  const row = await store.findDischarge(act.tx, clientId);
  if (!row) return refuse('no-discharge', 'There is no discharge to sum up. Record it first.');
  if (row.signedAt) return refuse('signed-is-locked', 'This summary is signed. Add an addendum as a note instead.');
  const stay = await loadStay(act, clientId);
  const hand = await signingHand(act.tx, act.actor, act.today, null, stay.rules);
  if ('ok' in hand) return hand;
  const whole = assembleSummary(summaryFacts(stay, dischargeOf(row), act.zone))
    .map((p) => ({ ...p, text: parts.find((mine) => mine.part === p.part)?.text ?? p.text }));
  const text = whole.map((p) => `${p.title}\n${p.text}`).join('\n\n');
  const hash = createHash('sha256').update(text).digest('hex');
  await store.addSummary(act.tx, { dischargeId: row.dischargeId, clientId, parts: whole, text, hash, at: act.now, by: act.actor.subjectId,
    as: `${hand.name}, ${hand.credential}` });
  return accept({ hash });
});

export const printDischargeSummary = handle(api.printDischargeSummary, async (act, { clientId }) => {
  const row = await store.findDischarge(act.tx, clientId);
  const signed = row && await store.findSummary(act.tx, clientId, row.dischargeId);
  if (!row || !signed) return refuse('not-signed-yet', 'Sign the summary first: only what is signed is printed.');
  const [stay, agency] = await Promise.all([loadStay(act, clientId), findAgency(act.tx)]);
  const pdf = await summaryPdf({ initials: stay.client?.initials ?? '', agencyName: agency?.name ?? '', notice: DEFAULT_NOTICES.long,
    parts: signed.parts.map((p) => ({ title: SUMMARY_WORDS[p.part as SummaryPart], text: p.text })),
    at: signed.at, signature: `Signed by ${signed.as}, ${dateIn(signed.at, act.zone)}. Mark of the text: ${signed.hash.slice(0, 16)}` });
  return accept({ pdf: pdf.toString('base64') });
});

export const recordFollowUp = handle(api.recordFollowUp, async (act, f) => {
  const row = await store.findDischarge(act.tx, f.clientId);
  if (!row) return refuse('no-discharge', 'Their stay has not ended, so there is nothing to follow up yet.');
  await store.addFollowUp(act.tx, { ...f, id: act.newId(), at: act.now, dischargeId: row.dischargeId, by: act.actor.subjectId });
  return accept({});
});

export const transitionHandlers = [...admittingHandlers, readTransition, saveGraduationPlan, stepClient, dischargeClient, readDischargeSummary,
  signDischargeSummary, printDischargeSummary, recordFollowUp];

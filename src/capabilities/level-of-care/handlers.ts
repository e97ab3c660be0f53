import { createHash } from 'node:crypto';
import { accept, refuse, type Decision, type Refusal } from '../../shared/decision.ts';
import { dateIn } from '../../shared/dates.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { listInquiriesOf } from '../admissions/store.ts';
import { findRuleBook } from '../agency/store.ts';
import { listStanding } from '../instruments/store.ts';
import { decideGiving } from '../staff/credentials.ts';
import { listCredentials } from '../staff/store.ts';
import * as api from './api.ts';
import { blankAssessment, datedRatings } from './assessment.ts';
import { mayAdoptTable, STANDARD_TABLE, type DecisionTable } from './decision-table.ts';
import { decisionText } from './decision-text.ts';
import { reviewFacts, reviewOptions, type EarlierReview, type Review } from './continued-service.ts';
import { nameDiagnosis, type Diagnosis, type NamedDiagnosis } from './diagnosis.ts';
import { evidenceOffered, factsWith, type Known } from './known-facts.ts';
import type { Level, Recommendation } from './model.ts';
import { propose } from './propose.ts';
import { decideSigning, staleRatings } from './rules.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
const CHANGED = refuse('changed-meanwhile',
  'Somebody saved this assessment before you. Yours is kept here: look at theirs, then choose.');

const tableOn = async (act: Act): Promise<DecisionTable> => {
  const adopted = (await store.listDecisionTables(act.tx)).find((one) => one.fromOn <= act.today);
  return adopted ? { name: adopted.name, version: adopted.version, cells: adopted.cells } : STANDARD_TABLE;
};

/** What the house knows of this person already. */
async function knownOf(act: Act, clientId: string): Promise<Omit<Known, 'diagnoses'>> {
  const [administrations, inquiries] = await Promise.all([listStanding(act.tx, clientId), listInquiriesOf(act.tx, clientId)]);
  return { administrations, inquiry: inquiries[0] ?? null, now: act.now, zone: act.zone };
}

/** LOC-21: what speaks for staying, stepping down and stepping up, at a review of the stay. */
async function reviewOf(
  act: Act, of: store.KeptAssessment, recommendation: Recommendation,
): Promise<{ review: Review; currentLevel: Level } | null> {
  if (of.purpose !== 'continued') return null;
  const [assessments, decisions] = await Promise.all([
    store.listAssessments(act.tx, of.clientId), store.listDecisions(act.tx, of.clientId),
  ]);
  const others = decisions.filter((one) => one.assessmentId !== of.assessmentId);
  const earlier = others.flatMap((one): EarlierReview[] => {
    const sheet = assessments.find((row) => row.assessmentId === one.assessmentId);
    return sheet && one.purpose === 'continued'
      ? [{ signedOn: dateIn(one.signedAt, act.zone), recommendedLevel: one.recommendedLevel, answers: sheet.details.review }] : [];
  });
  const review = reviewOptions(reviewFacts(of.details.review, recommendation, earlier, act.today));
  return { review, currentLevel: others[0]?.acceptedLevel ?? '2.1' };
}

const dated = <D extends { signedAt: string }>(decision: D, zone: string): D & { signedOn: string } =>
  ({ ...decision, signedOn: dateIn(decision.signedAt, zone) });

export const startAssessment = handle(api.startAssessment, async (act, { clientId, assessmentId, purpose }) => {
  const [settings, before] = await Promise.all([findRuleBook(act.tx, act.today), store.listAssessments(act.tx, clientId)]);
  if (before.some((one) => one.signedAt === null)) {
    return refuse('assessment-open-already', 'An assessment is open already. Go on with that one.');
  }
  return accept(await store.addAssessment(act.tx, {
    assessmentId, clientId, purpose, edition: settings['loc.edition'], startedAt: act.now, startedBy: act.actor.subjectId,
    // The story is told once: a later assessment starts from the last one; ratings and facts are found anew.
    details: { ...blankAssessment(act.today), ...(before[0] ? { story: before[0].details.story, diagnoses: before[0].details.diagnoses } : {}) },
  }));
});

export const saveAssessment = handle(api.saveAssessment, async (act, { clientId, assessmentId, details, version }) => {
  const found = await store.findAssessment(act.tx, clientId, assessmentId);
  if (!found) return NOT_FOUND;
  if (found.signedAt) return refuse('signed-already', 'This assessment is signed and stays as it is. Start a new one.');
  const ratings = datedRatings(found.details.ratings, details.ratings, act.today);
  return await store.saveAssessment(act.tx, clientId, assessmentId, { ...details, ratings }, version)
    .then((saved) => (saved ? accept(saved) : CHANGED));
});

export const readAssessment = handle(api.readAssessment, async (act, { clientId, assessmentId }) => {
  const [found, settings, table, known, decisions] = await Promise.all([
    store.findAssessment(act.tx, clientId, assessmentId), findRuleBook(act.tx, act.today), tableOn(act), knownOf(act, clientId),
    store.listDecisions(act.tx, clientId),
  ]);
  if (!found) return NOT_FOUND;
  const { details, signedAt, acceptedLevel: _, words: __, ...head } = found;
  const decision = decisions.find((one) => one.assessmentId === assessmentId);
  const all: Known = { ...known, diagnoses: details.diagnoses };
  const rated = details.ratings.filter((one) => one.rating !== null);
  const recommendation = decision?.explanation ?? propose(found.edition, details, known, settings, table);
  return accept({
    ...head, details, signedOn: signedAt ? dateIn(signedAt, act.zone) : null, facts: factsWith(details.facts, all),
    evidence: evidenceOffered(all),
    recommendation, review: (await reviewOf(act, found, recommendation))?.review ?? null,
    stale: signedAt ? [] : staleRatings(rated, found.purpose, act.today, settings),
    decision: decision ? dated(decision, act.zone) : null,
  });
});

export const listAssessments = handle(api.listAssessments, async (act, { clientId }) =>
  accept((await store.listAssessments(act.tx, clientId)).map((one) => ({
    assessmentId: one.assessmentId, clientId, purpose: one.purpose, edition: one.edition, startedAt: one.startedAt,
    startedBy: one.startedBy, acceptedLevel: one.acceptedLevel, words: one.words,
    signedOn: one.signedAt ? dateIn(one.signedAt, act.zone) : null,
  }))));

/** Names every diagnosis; the first that cannot be named stops the signature. */
function nameAll(given: readonly Diagnosis[], today: string): Decision<(NamedDiagnosis & Diagnosis)[]> {
  const named: (NamedDiagnosis & Diagnosis)[] = [];
  for (const [at, one] of given.entries()) {
    const decision = nameDiagnosis(one, today);
    if (!decision.ok) return { ...decision, field: `diagnoses.${at}.${decision.field ?? 'criteria'}` };
    named.push({ ...one, ...decision.value });
  }
  return accept(named);
}

export const signLevelOfCare = handle(api.signLevelOfCare, async (act, { clientId, assessmentId, decisionId, placement, version }) => {
  const [found, settings, table, known, credentials] = await Promise.all([
    store.findAssessment(act.tx, clientId, assessmentId), findRuleBook(act.tx, act.today), tableOn(act), knownOf(act, clientId),
    listCredentials(act.tx, act.actor.subjectId),
  ]);
  if (!found) return NOT_FOUND;
  if (found.signedAt) return refuse('signed-already', 'This assessment is signed already. Open it to read.');
  const saved = await store.saveAssessment(act.tx, clientId, assessmentId, { ...found.details, placement }, version);
  if (!saved) return CHANGED;
  const giving = decideGiving(credentials, 'assessment', act.today, settings);
  const explanation = propose(found.edition, found.details, known, settings, table);
  const stay = await reviewOf(act, found, explanation);
  const decision = decideSigning({
    recommendation: explanation, ratings: found.edition === '4' ? [] : found.details.ratings, placement,
    maySign: giving.ok && !giving.value.needsCosign, purpose: found.purpose, today: act.today, settings,
    stalled: stay?.review.forced ? { say: stay.review.forced, at: stay.currentLevel } : null,
  });
  if (!decision.ok) return decision;
  const diagnoses = nameAll(found.details.diagnoses, act.today);
  if (!diagnoses.ok) return diagnoses;
  const { needsCosign } = decision.value;
  const text = decisionText({
    edition: found.edition, details: found.details, diagnoses: diagnoses.value, recommendation: explanation, placement, needsCosign,
  });
  await store.addDecision(act.tx, {
    id: decisionId, assessmentId, clientId, purpose: found.purpose, edition: found.edition, needsCosign, explanation, placement, text,
    hash: createHash('sha256').update(text).digest('hex'), signedAt: act.now, signedBy: act.actor.subjectId,
    credentialId: giving.ok ? giving.value.under.credentialId : '',
  });
  for (const one of diagnoses.value) {
    await store.addDiagnosis(act.tx, { ...one, id: act.newId(), clientId, decisionId, at: act.now, by: act.actor.subjectId });
  }
  act.about(`level ${placement.acceptedLevel}`);
  const signed = (await store.listDecisions(act.tx, clientId)).find((one) => one.decisionId === decisionId)!;
  return accept(dated(signed, act.zone));
});

export const cosignLevelOfCare = handle(api.cosignLevelOfCare, async (act, { clientId, decisionId, remark }) => {
  const found = (await store.listDecisions(act.tx, clientId)).find((one) => one.decisionId === decisionId);
  if (!found) return NOT_FOUND;
  if (!found.needsCosign) return refuse('no-cosign-needed', 'This decision needs no co-signature.');
  if (found.cosigned) return refuse('cosigned-already', 'This decision is co-signed already.');
  if (await store.isSignedBy(act.tx, decisionId, act.actor.subjectId)) {
    return refuse('own-decision', 'You signed this yourself. Ask another supervisor to co-sign.');
  }
  await store.addCosign(act.tx, { decisionId, clientId, at: act.now, by: act.actor.subjectId, remark });
  return accept({});
});

export const readLevelOfCare = handle(api.readLevelOfCare, async (act, { clientId }) =>
  accept((await store.listDecisions(act.tx, clientId)).map((one) => dated(one, act.zone))));

export const readDecisionTable = handle(api.readDecisionTable, async (act) => {
  const [table, adopted] = await Promise.all([tableOn(act), store.listDecisionTables(act.tx)]);
  return accept({ table, adopted: adopted.map(({ name, version, fromOn, by }) => ({ name, version, fromOn, by })) });
});

export const adoptDecisionTable = handle(api.adoptDecisionTable, async (act, { table, fromOn }) => {
  if (fromOn < act.today) return refuse('from-in-the-past', 'Adopt it from today on, or later.', 'fromOn');
  const before = await store.listDecisionTables(act.tx);
  const names = [STANDARD_TABLE, ...before].map((one) => `${one.name} ${one.version}`);
  if (names.includes(`${table.name} ${table.version}`)) {
    return refuse('version-used', 'This name and version is taken. Give the table a new version.', 'table.version');
  }
  const may = mayAdoptTable(table);
  if (!may.ok) return { ...may, field: `table.${may.field}` };
  await store.addDecisionTable(act.tx, { ...table, id: act.newId(), fromOn, at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const levelOfCareHandlers = [
  startAssessment, saveAssessment, readAssessment, listAssessments, signLevelOfCare, cosignLevelOfCare, readLevelOfCare,
  readDecisionTable, adoptDecisionTable,
];

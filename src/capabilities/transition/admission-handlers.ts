import { accept, refuse } from '../../shared/decision.ts';
import { handle } from '../../platform/serve/handle.ts';
import { mayUse } from '../../shared/roles.ts';
import { admissionGate, decideAdmission } from '../admissions/admission-gate.ts';
import { addFact, listInquiriesOf } from '../admissions/store.ts';
import { endPart, findPrimary, listEpisodes, openEpisode, startPart } from '../clients/store.ts';
import { findStaffMember } from '../staff/store.ts';
import { gateFacts } from './admission-loading.ts';
import * as api from './api.ts';
import * as store from './store.ts';

export const recordIntakeItem = handle(api.recordIntakeItem, async (act, { clientId, item, words }) => {
  await store.addIntakeItem(act.tx, { id: act.newId(), clientId, item, words, at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const readAdmissionGate = handle(api.readAdmissionGate, async (act, { clientId }) => {
  const [facts, episodes, primary] = await Promise.all([gateFacts(act, clientId), listEpisodes(act.tx, clientId), findPrimary(act.tx, clientId)]);
  return accept({ lines: admissionGate(facts), admittedAt: episodes.find((e) => e.endedAt === null)?.admittedAt ?? null,
    level: facts.acceptedLevel, usesOpioids: facts.usesOpioids, primary: primary ?? null });
});

/** Who may pass over a step of the gate: a supervisor, by name and with a reason. */
const MAY_OVERRIDE = 'note.cosign';

export const admitClient = handle(api.admitClient, async (act, { clientId, primaryCounselorId, overrides }) => {
  const { tx, now, today, actor } = act;
  const [facts, episodes, counselor, self, inquiries] = await Promise.all([gateFacts(act, clientId), listEpisodes(tx, clientId),
    findStaffMember(tx, primaryCounselorId), findStaffMember(tx, actor.subjectId), listInquiriesOf(tx, clientId)]);
  if (episodes.some((e) => e.endedAt === null)) return refuse('admitted-already', 'They are in the program already. Open their chart.');
  if (!counselor) return refuse('no-such-person', 'Choose a counselor who works here.', 'primaryCounselorId');
  const decision = decideAdmission(facts, overrides.map((o) => ({ ...o, byName: self?.name ?? '', mayOverride: mayUse(actor.roles, MAY_OVERRIDE) })));
  if (!decision.ok) return decision;
  const episodeId = act.newId();
  await openEpisode(tx, { episodeId, clientId, admittedAt: now, admittedBy: actor.subjectId, levelOfCare: facts.acceptedLevel ?? facts.programLevel,
    adolescent: false, endedAt: null });
  await store.addAdmission(tx, { ...decision.value, episodeId, clientId, levelDecisionId: facts.levelDecisionId, at: now, by: actor.subjectId });
  await endPart(tx, clientId, 'treats', primaryCounselorId, today);
  await endPart(tx, clientId, 'primary', null, today);
  await startPart(tx, clientId, 'primary', primaryCounselorId, today);
  const open = inquiries.find((i) => i.outcome === null);
  if (open) await addFact(tx, { id: act.newId(), inquiryId: open.id, clientId, kind: 'outcome', at: now, by: actor.subjectId, fact: { outcome: 'admitted' } });
  return accept({ episodeId });
});

export const admittingHandlers = [recordIntakeItem, readAdmissionGate, admitClient];

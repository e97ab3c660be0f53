import { addDays, dateIn, endOfDay } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, listEpisodes } from '../clients/store.ts';
import { INSTRUMENTS } from '../instruments/library.ts';
import { assessmentInstrumentsDue } from '../instruments/reassessment.ts';
import { listStanding } from '../instruments/store.ts';
import { levelOfCareDue } from './rules.ts';
import { listAssessments, listDecisions } from './store.ts';

/** Reviews, co-signatures, new ratings after a gate, and what an open assessment still lacks. */
export const levelOfCareDueOf: DueOfClient = async (act, clientId) => {
  const [settings, assessments, decisions, administrations, episodes, primary] = await Promise.all([
    findRuleBook(act.tx, act.today), listAssessments(act.tx, clientId), listDecisions(act.tx, clientId),
    listStanding(act.tx, clientId), listEpisodes(act.tx, clientId), findPrimary(act.tx, clientId),
  ]);
  const owner = primary?.staffId ?? null;
  const ended = episodes.at(-1)?.endedAt ?? null;
  const last = decisions[0];
  const alarming = administrations.filter((given) => INSTRUMENTS[given.code].alerts?.(given.answers)[0]?.level === 'danger');
  const due = levelOfCareDue({
    clientId, owner, dischargedOn: ended ? dateIn(ended, act.zone) : null,
    lastSigned: last ? {
      id: last.decisionId, on: dateIn(last.signedAt, act.zone), needsCosign: last.needsCosign, cosigned: last.cosigned !== null,
    } : null,
    events: alarming.map((given) => ({ id: given.id, on: dateIn(given.at, act.zone), what: 'gate' as const })),
  }, settings, act.zone);
  const open = assessments.find((one) => one.signedAt === null);
  // a review that was begun and not signed says nothing any more once the stay has ended
  if (!open || (open.purpose === 'continued' && ended !== null)) return due;
  const started = dateIn(open.startedAt, act.zone);
  const days = settings[open.purpose === 'admission' ? 'loc.staleDaysAdmission' : 'loc.staleDaysContinued'];
  const sign: Obligation = {
    rule: 'LOC-12', about: open.assessmentId, clientId, owedBy: owner ? { staffId: owner } : { role: 'counselor' },
    what: 'assessment to sign', why: `ratings hold for ${days} days`, since: open.startedAt,
    due: endOfDay(addDays(started, days), act.zone), weight: 'paper',
    evidence: [{ kind: 'assessment', id: open.assessmentId }],
    remedy: { verb: 'Sign', path: `/clients/${clientId}/assessment/${open.assessmentId}` },
  };
  const asked = open.purpose === 'admission'
    ? assessmentInstrumentsDue({ clientId, owner, administrations, alertsAnswered: [] }, started, settings, act.zone) : [];
  return [...due, sign, ...asked];
};

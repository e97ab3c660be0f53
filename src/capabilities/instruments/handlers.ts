import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { dateIn, isBefore } from '../../shared/dates.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { listEpisodes } from '../clients/store.ts';
import * as api from './api.ts';
import { INSTRUMENTS } from './library.ts';
import type { Answers, InstrumentCode } from './model.ts';
import { readQuestionnaire } from './questionnaire-import.ts';
import { readAll, wordsForClient } from './readings.ts';
import { reassessmentDue } from './reassessment.ts';
import { mayOfferOnDevice, scoreInstrument } from './rules.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };

type Given = {
  administrationId: string; code: InstrumentCode; answers: Answers; mode: 'interview' | 'paper' | 'kiosk' | 'own_device';
  takenAt: string | null; remark: string; correctsId: string | null;
};

/** Judges the answers and keeps them raw, with the versions they belong to. */
async function keep(act: Act, clientId: string, given: Given): Promise<Refusal | null> {
  const instrument = INSTRUMENTS[given.code];
  const scored = scoreInstrument(instrument, given.answers);
  if (!scored.ok) return scored;
  if (Object.keys(given.answers).length === 0) return refuse('nothing-answered', 'Answer at least one item.', 'answers');
  const takenAt = given.takenAt ?? act.now;
  if (isBefore(act.now, takenAt)) return refuse('taken-in-the-future', 'That lies in the future. Check day and time.', 'takenAt');
  if (given.correctsId) {
    const corrected = (await store.listAdministrations(act.tx, clientId)).find((one) => one.id === given.correctsId);
    if (!corrected) return NOT_FOUND;
    if (corrected.corrected) return refuse('corrected-already', 'Somebody has corrected this already. Open the list again.');
    if (corrected.code !== given.code) {
      return refuse('corrects-another-instrument', 'A correction answers the same instrument again.', 'correctsId');
    }
  }
  await store.addAdministration(act.tx, {
    id: given.administrationId, clientId, code: given.code, version: instrument.version, scorer: instrument.scorer, takenAt,
    recordedAt: act.now, byKind: act.actor.kind === 'client' ? 'client' : 'staff', by: act.actor.subjectId, mode: given.mode,
    answers: given.answers, remark: given.remark, correctsId: given.correctsId,
  });
  act.about(`${given.code} ${given.administrationId}`);
  return null;
}

export const readingsOf = async (act: Pick<Act, 'tx'>, clientId: string): Promise<api.Reading[]> =>
  readAll(await store.listAdministrations(act.tx, clientId)).map(({ at, ...given }) => ({ ...given, takenAt: at }));

export const administerInstrument = handle(api.administerInstrument, async (act, { clientId, ...given }) => {
  const fault = await keep(act, clientId, given);
  if (fault) return fault;
  const reading = (await readingsOf(act, clientId)).find((one) => one.id === given.administrationId);
  return reading ? accept(reading) : NOT_FOUND;
});

export const answerAlert = handle(api.answerAlert, async (act, { clientId, administrationId, done }) => {
  const given = (await store.listAdministrations(act.tx, clientId)).find((one) => one.id === administrationId);
  if (!given) return NOT_FOUND;
  if (given.answered) return refuse('answered-already', `${given.answered.byInitials} has answered this already. Open it to read.`);
  const scored = scoreInstrument(INSTRUMENTS[given.code], given.answers);
  if (!scored.ok || scored.value.alerts.length === 0) return refuse('no-alert', 'These answers raised no alert.');
  await store.addAlertAnswer(act.tx, {
    id: act.newId(), administrationId, clientId, at: act.now, by: act.actor.subjectId, done,
  });
  return accept({});
});

export const listReadings = handle(api.listReadings, async (act, { clientId }) => accept(await readingsOf(act, clientId)));

export const importWording = handle(api.importWording, async (act, { code, file }) => {
  const read = readQuestionnaire(INSTRUMENTS[code], file);
  if (!read.ok) return read;
  await store.addWording(act.tx, { ...read.value, id: act.newId(), at: act.now, by: act.actor.subjectId });
  const { items, version, copyright } = read.value;
  return accept({ items: items.length, version, copyright });
});

export const listWordings = handle(api.listWordings, async ({ tx }) => accept(await store.listWordings(tx)));

/** What waits for a client: owed by the calendar, offered by INS-07. */
async function ownInstruments(act: Act, clientId: string) {
  const [settings, administrations, wordings, episodes] = await Promise.all([
    findRuleBook(act.tx, act.today), store.listStanding(act.tx, clientId), store.listWordings(act.tx),
    listEpisodes(act.tx, clientId),
  ]);
  const episode = episodes.at(-1);
  const due = reassessmentDue({
    clientId, today: act.today, owner: null, administrations, alertsAnswered: [],
    admittedOn: episode ? dateIn(episode.admittedAt, act.zone) : null,
    dischargedOn: episode?.endedAt ? dateIn(episode.endedAt, act.zone) : null,
  }, settings, act.zone);
  return due.filter((owed) => !isBefore(act.now, owed.since)).flatMap((owed) => {
    const instrument = Object.values(INSTRUMENTS).find((one) => one.title === owed.what)!;
    const found = wordings.find((one) => one.code === instrument.code) ?? null;
    if (!found || !mayOfferOnDevice(instrument, found).ok) return [];
    const { importedAt: _, ...wording } = found;
    return [{ wording, recall: instrument.recall, why: owed.why }];
  });
}

export const listOwnInstruments = handle(api.listOwnInstruments, async (act) =>
  accept(await ownInstruments(act, act.actor.subjectId)));

export const answerOwnInstrument = handle(api.answerOwnInstrument, async (act, { administrationId, code, answers }) => {
  const wordings = await store.listWordings(act.tx);
  const offered = mayOfferOnDevice(INSTRUMENTS[code], wordings.find((one) => one.code === code) ?? null);
  if (!offered.ok) return offered;
  const fault = await keep(act, act.actor.subjectId, {
    administrationId, code, answers, mode: 'own_device', takenAt: null, remark: '', correctsId: null,
  });
  if (fault) return fault;
  const scored = scoreInstrument(INSTRUMENTS[code], answers);
  return scored.ok ? accept(wordsForClient(scored.value)) : scored;
});

export const instrumentHandlers = [
  administerInstrument, answerAlert, listReadings, importWording, listWordings, listOwnInstruments, answerOwnInstrument,
];

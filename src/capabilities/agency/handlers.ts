import { accept, refuse } from '../../shared/decision.ts';
import { handle } from '../../platform/serve/handle.ts';
import * as api from './api.ts';
import { SETTING_KEYS, decideRuleChange, ruleBookOn, settingOf, type SettingKey } from './rule-book.ts';
import * as store from './store.ts';

export const readAgency = handle(api.readAgency, async ({ tx }) => {
  const [agency, sites, rooms, travel] = await Promise.all([store.findAgency(tx), store.listSites(tx), store.listRooms(tx), store.listTravel(tx)]);
  return accept({ ...agency!, sites, rooms, travel });
});

export const changeAgency = handle(api.changeAgency, async ({ tx, weekStart, later }, input) => {
  await store.changeAgency(tx, input);
  // hours are counted by the week (PR-15): where it begins moves what is owed to everybody
  if (input.weekStart !== weekStart) await later('deriveAllObligations', {});
  return accept({});
});

export const saveSite = handle(api.saveSite, async ({ tx }, input) => {
  await store.saveSite(tx, input);
  return accept({});
});

export const saveRoom = handle(api.saveRoom, async ({ tx }, input) => {
  await store.saveRoom(tx, input);
  return accept({});
});

export const saveTravel = handle(api.saveTravel, async ({ tx }, { fromSiteId, toSiteId, minutes }) => {
  if (fromSiteId === toSiteId) return refuse('same-site', 'Choose two different sites.', 'toSiteId');
  await store.saveTravel(tx, { fromSiteId, toSiteId, minutes });
  await store.saveTravel(tx, { fromSiteId: toSiteId, toSiteId: fromSiteId, minutes });
  return accept({});
});

export const listApprovedAnswers = handle(api.listApprovedAnswers, async ({ tx }) => accept(await store.listApprovedAnswers(tx)));

export const saveApprovedAnswer = handle(api.saveApprovedAnswer, async ({ tx }, input) => {
  await store.saveApprovedAnswer(tx, input);
  return accept({});
});

/** Kept with the agency itself, where every act reads them: changed on the agency's page, not here. */
const OF_THE_AGENCY: readonly SettingKey[] = ['week.start', 'timezone'];

export const readRules = handle(api.readRules, async ({ tx, today }, { on = today }) => {
  const changes = await store.listRuleHistory(tx);
  const book = ruleBookOn(changes, on);
  return accept({ on, rules: SETTING_KEYS.filter((key) => !OF_THE_AGENCY.includes(key)).map((key) => ({
    key, value: book[key] as never, shipped: settingOf(key).default as never, source: settingOf(key).source, words: settingOf(key).words, unit: settingOf(key).unit,
    changes: changes.filter((one) => one.key === key).map((one) => ({ value: one.value as never, from: one.from, source: one.source, by: one.initials, recordedAt: one.recordedAt })),
  })) });
});

export const changeRule = handle(api.changeRule, async ({ tx, today, now, actor, newId, later }, input) => {
  const decision = decideRuleChange(await store.listRuleChanges(tx), { ...input, by: actor.subjectId }, today);
  if (!decision.ok) return decision;
  await store.addRuleChange(tx, { ...decision.value, ruleChangeId: newId(), recordedAt: now });
  // what is owed changes for everybody: at once for a rule from today on, else in the first hour of its day
  if (input.from === today) await later('deriveAllObligations', {});
  return accept({});
});

export const agencyHandlers = [readAgency, changeAgency, saveSite, saveRoom, saveTravel, listApprovedAnswers, saveApprovedAnswer, readRules, changeRule];

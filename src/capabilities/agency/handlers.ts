import { accept } from '../../shared/decision.ts';
import { handle } from '../../platform/serve/handle.ts';
import * as api from './api.ts';
import * as store from './store.ts';

export const readAgency = handle(api.readAgency, async ({ tx }) => {
  const [agency, sites, rooms] = await Promise.all([store.findAgency(tx), store.listSites(tx), store.listRooms(tx)]);
  return accept({ ...agency!, sites, rooms });
});

export const changeAgency = handle(api.changeAgency, async ({ tx }, input) => {
  await store.changeAgency(tx, input);
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

export const listApprovedAnswers = handle(api.listApprovedAnswers, async ({ tx }) => accept(await store.listApprovedAnswers(tx)));

export const saveApprovedAnswer = handle(api.saveApprovedAnswer, async ({ tx }, input) => {
  await store.saveApprovedAnswer(tx, input);
  return accept({});
});

export const agencyHandlers = [readAgency, changeAgency, saveSite, saveRoom, listApprovedAnswers, saveApprovedAnswer];

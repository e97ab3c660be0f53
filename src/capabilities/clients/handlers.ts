import { accept, refuse } from '../../shared/decision.ts';
import { handle } from '../../platform/serve/handle.ts';
import { findStaffMember } from '../staff/store.ts';
import * as api from './api.ts';
import * as store from './store.ts';

export const readClient = handle(api.readClient, async ({ tx }, { clientId }) => {
  const [client, episodes, primary] = await Promise.all([
    store.findClient(tx, clientId), store.listEpisodes(tx, clientId), store.findPrimary(tx, clientId)]);
  if (!client) return refuse('not-found', 'There is nothing here that you can open.');
  const { legalName: _, address: __, ...rest } = client;
  return accept({ ...rest, episodes, episode: episodes.find((e) => e.endedAt === null) ?? null, primary: primary ?? null });
});

export const readLegalName = handle(api.readLegalName, async ({ tx }, { clientId }) => {
  const client = await store.findClient(tx, clientId);
  if (!client) return refuse('not-found', 'There is nothing here that you can open.');
  return accept({ legalName: client.legalName, address: client.address, bornOn: client.bornOn });
});

export const saveClient = handle(api.saveClient, async ({ tx }, { clientId, version, change }) => {
  const saved = await store.saveClient(tx, clientId, change, version);
  return saved === null
    ? refuse('changed-meanwhile', 'Somebody saved this before you. Yours is kept here: look at theirs, then choose.')
    : accept({ version: saved });
});

/** Says who may be let in and that it was asked; the link itself is made outside the transaction and kept nowhere. */
export const arrangeClientSignIn = handle(api.arrangeClientSignIn, async ({ tx, about }, { clientId, what }) => {
  const client = await store.findClient(tx, clientId);
  if (!client) return refuse('not-found', 'There is nothing here that you can open.');
  if (what === 'invite' && client.email === '') return refuse('no-email', 'Write an email address for this person first.');
  about(what);
  return accept({ name: client.callThem, email: client.email });
});

export const searchClients = handle(api.searchClients, async ({ tx }, { words }) => accept(await store.searchClients(tx, words)));
export const listCaseload = handle(api.listCaseload, async ({ tx }, { open }) => accept(await store.listCaseload(tx, open)));

export const assignCounselor = handle(api.assignCounselor, async ({ tx, today }, { clientId, staffId, part }) => {
  if (!await findStaffMember(tx, staffId)) return refuse('no-such-person', 'Choose somebody who works here.', 'staffId');
  if (part === 'primary') await store.endPart(tx, clientId, 'primary', null, today);
  await store.startPart(tx, clientId, part, staffId, today);
  return accept({});
});

export const readCareTeam = handle(api.readCareTeam, async ({ tx }, { clientId }) => accept(await store.listCareTeam(tx, clientId)));

export const leaveCareTeam = handle(api.leaveCareTeam, async ({ tx, today }, { clientId, staffId }) =>
  (await store.endPart(tx, clientId, 'treats', staffId, today) > 0 ? accept({})
    : refuse('not-treating', 'They do not treat this person beside the counselor. Choose another counselor instead of ending that.', 'staffId')));

export const clientHandlers = [
  readClient, readLegalName, saveClient, arrangeClientSignIn, searchClients, listCaseload, assignCounselor, readCareTeam, leaveCareTeam,
];

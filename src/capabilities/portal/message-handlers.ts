/** Messages between a client and the team, both sides. */
import { accept, refuse } from '../../shared/decision.ts';
import { handle } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findClient, findPrimary } from '../clients/store.ts';
import * as api from './api.ts';
import { answerBy } from './rules.ts';
import * as store from './store.ts';

export const listMyMessages = handle(api.listMyMessages, async (act) => {
  const clientId = act.clientId!;
  const [messages, readTo, primary, rules] = await Promise.all([
    store.listMessages(act.tx, clientId), store.findReadTo(act.tx, clientId, 'client'), findPrimary(act.tx, clientId), findRuleBook(act.tx, act.today)]);
  return accept({
    messages, counselor: primary?.initials ?? null, answerHours: rules['message.answerHours'],
    unread: messages.filter((m) => !m.mine && (readTo === undefined || Date.parse(m.at) > Date.parse(readTo.at))).length,
  });
});

export const sendMyMessage = handle(api.sendMyMessage, async (act, { messageId, words }) => {
  await store.addMessage(act.tx, { id: messageId, clientId: act.clientId!, by: null, words, at: act.now });
  return accept({ answerBy: answerBy(act.now, await findRuleBook(act.tx, act.today), act.zone) });
});

export const readMyMessagesTo = handle(api.readMyMessagesTo, async (act, { messageId }) => {
  const found = (await store.listMessages(act.tx, act.clientId!)).some((m) => m.messageId === messageId);
  if (!found) return refuse('not-found', 'There is nothing here that you can open.');
  await store.addReadTo(act.tx, { messageId, clientId: act.clientId!, side: 'client', by: null, at: act.now });
  return accept({});
});

export const listMessages = handle(api.listMessages, async ({ tx }, { clientId }) => {
  const [messages, readTo] = await Promise.all([store.listMessages(tx, clientId), store.findReadTo(tx, clientId, 'client')]);
  return accept({ messages, readTo: readTo?.messageId ?? null });
});

export const writeToClient = handle(api.writeToClient, async (act, { clientId, messageId, words }) => {
  await store.addMessage(act.tx, { id: messageId, clientId, by: act.actor.subjectId, words, at: act.now });
  const client = await findClient(act.tx, clientId);
  // PR-86: what comes to a lock screen or a shared mailbox names neither the program nor the matter
  if (client?.email) await act.mail(client.email, 'You have a message', 'You have a message. Open your page to read it.');
  return accept({});
});

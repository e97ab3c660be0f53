import { accept, refuse } from '../../../shared/decision.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { findRuleBook } from '../../agency/store.ts';
import { findClient } from '../../clients/store.ts';
import * as api from '../api.ts';
import * as wishes from '../wishes-store.ts';
import { bookFor } from './appointments.ts';

/** Sessions beside the standing ones: asked for by a client or for them, and answered by booking or in words (PR-60). */
type Asked = { wishId: string; kind: 'individual' | 'family' | 'medical' | 'case-management'; words: string };

const ask = async (act: Act, clientId: string, askedBy: 'client' | 'staff', { wishId, kind, words }: Asked) => {
  await wishes.addWish(act.tx, { id: wishId, clientId, askedBy, by: act.actor.subjectId, kind, words, at: act.now });
  return accept({});
};
export const askForSession = handle(api.askForSession, (act, input) => ask(act, act.clientId!, 'client', input));
export const requestSession = handle(api.requestSession, (act, { clientId, ...input }) => ask(act, clientId, 'staff', input));

/** Only what they asked for themselves: what staff wrote about them is written to staff. */
export const listMyWishes = handle(api.listMyWishes, async (act) =>
  accept((await wishes.listWishesOf(act.tx, act.clientId!)).filter((one) => one.askedBy === 'client')));
export const listSessionWishes = handle(api.listSessionWishes, async (act) => accept(await wishes.listOpenWishes(act.tx)));
export const listWishesOfClient = handle(api.listWishesOfClient, async (act, { clientId }) => accept(await wishes.listWishesOf(act.tx, clientId)));

export const answerSessionWish = handle(api.answerSessionWish, async (act, { clientId, wishId, words, booking }) => {
  const wish = await wishes.findWish(act.tx, clientId, wishId);
  if (!wish) return refuse('not-found', 'This wish is not there any more. Open the page again.', 'wishId');
  if (wish.answer !== null) return refuse('answered-already', 'Somebody answered this before you. Open the page again to see it.', 'wishId');
  if (booking === null && words.length < 3) return refuse('words-missing', 'Write a few words, so that they know why and what else helps.', 'words');
  let sessionId: string | null = null;
  if (booking !== null) {
    const booked = await bookFor(act, { ...booking, clientId, kind: wish.kind, repeat: 'once', until: null }, await findRuleBook(act.tx, act.today));
    if (!booked.ok) return booked.field === undefined ? booked : { ...booked, field: `booking.${booked.field}` };
    sessionId = booked.value.sessionId;
  }
  await wishes.addAnswer(act.tx, { wishId, clientId, sessionId, words, at: act.now, by: act.actor.subjectId });
  const client = await findClient(act.tx, clientId);
  // a wish among staff that is declined is nothing to read for the client
  const concerns = wish.askedBy === 'client' || sessionId !== null;
  if (concerns && client?.email) await act.mail(client.email, 'You have a message', 'You have a message. Open your page to read it.');
  return accept({ sessionId });
});

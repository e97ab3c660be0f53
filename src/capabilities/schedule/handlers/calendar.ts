import { addDays, instantOf } from '../../../shared/dates.ts';
import { accept, refuse } from '../../../shared/decision.ts';
import { handle, type Act } from '../../../platform/serve/handle.ts';
import { findRuleBook } from '../../agency/store.ts';
import * as api from '../api.ts';
import { writeCalendar } from '../calendar-file.ts';
import * as feeds from '../feeds-store.ts';

/** The address from which a phone or a calendar program reads one person's own sessions. */
const ownerOf = ({ actor }: Act): feeds.FeedOwner | null =>
  (actor.kind === 'client' || actor.kind === 'staff' ? { kind: actor.kind, subjectId: actor.subjectId } : null);

const NOBODYS = refuse('no-sessions', 'Only clients and staff have sessions of their own.');

export const makeCalendarFeed = handle(api.makeCalendarFeed, async (act, { token }) => {
  const owner = ownerOf(act);
  if (owner === null) return NOBODYS;
  await feeds.endFeed(act.tx, owner, act.now);
  if (await feeds.addFeed(act.tx, owner, token, act.now) === 0) return refuse('address-used', 'This address was used before. Open the page again and make another.', 'token');
  return accept({ folder: `/calendar/${act.tx.agencyId}/` });
});

export const endCalendarFeed = handle(api.endCalendarFeed, async (act) => {
  const owner = ownerOf(act);
  if (owner === null) return NOBODYS;
  return await feeds.endFeed(act.tx, owner, act.now) === 0 ? refuse('no-address', 'No calendar address of yours is in use.') : accept({});
});

export const readCalendarFeed = handle(api.readCalendarFeed, async (act) => {
  const owner = ownerOf(act);
  return accept({ since: (owner && await feeds.findFeedOf(act.tx, owner))?.since ?? null });
});

export const openCalendarFeed = handle(api.openCalendarFeed, async ({ tx }, { token }) => {
  const feed = await feeds.findFeed(tx, token);
  return feed ? accept(feed) : refuse('not-found', 'This calendar address has ended. Make a new one.');
});

/** Weeks behind today that a calendar holds; ahead it holds all that is made. */
const BEHIND = 4;

export const readMyCalendar = handle(api.readMyCalendar, async (act) => {
  const owner = ownerOf(act);
  if (owner === null) return NOBODYS;
  const rules = await findRuleBook(act.tx, act.today);
  const from = instantOf(addDays(act.today, -7 * BEHIND), '00:00', act.zone);
  const before = instantOf(addDays(act.today, 7 * rules['schedule.weeksAhead'] + 1), '00:00', act.zone);
  return accept({ ics: writeCalendar(act.zone, await feeds.listEntries(act.tx, owner, from, before), from, before) });
});

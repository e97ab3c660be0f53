import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';

/** The waiting list for seats in tracks and groups (PR-41, PR-43). */
const ofWaiting = z.object({ clientId: id, waitingId: id });
const person = z.object({
  waitingId: id, clientId: id, initials: z.string(), /** In the whole line, with those one does not reach. */ place: z.number().int(), cls: z.number(), priority: z.string(), askedAt: instant, note: z.string(),
  offer: z.object({ until: instant, from: localDate, open: z.boolean() }).nullable(),
  tries: z.number(), lastTry: z.object({ at: instant, how: z.string(), outcome: z.string() }).nullable(), declined: z.number(),
});
export const listWaiting = operation({
  name: 'listWaiting', kind: 'read', permission: 'inquiry.read', reach: 'caseload',
  about: 'Who waits for which track or group, in the order in which seats are offered, with offers and tries to reach them.',
  input: z.object({}),
  output: z.array(z.object({ kind: z.enum(['track', 'group']), id, name: z.string(), free: z.number(), toOffer: z.number(), people: z.array(person),
    /** How many wait whom this person does not reach. */
    others: z.number() })),
});

export const joinWaitingList = operation({
  name: 'joinWaitingList', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Puts somebody on the waiting list of a track or a group, by the priority that their answers give (PR-41).',
  input: z.object({ clientId: id, waitingId: id, trackId: id.nullable().default(null), groupId: id.nullable().default(null), note: z.string().trim().max(300).default('') })
    .refine((one) => (one.trackId === null) !== (one.groupId === null), { path: ['trackId'], error: 'Choose a track or a group.' }),
  output: z.object({ place: z.number(), of: z.number() }),
});

export const offerSeat = operation({
  name: 'offerSeat', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Keeps a free seat for somebody who waits, until the offer ends (PR-43).',
  input: ofWaiting.extend({ from: localDate, outOfOrder: z.string().trim().max(300).default('') }), output: z.object({ until: instant }),
});

export const answerOffer = operation({
  name: 'answerOffer', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Records that an offered seat was accepted, and gives it, or that it was declined.',
  input: ofWaiting.extend({ answer: z.enum(['accepted', 'declined']), words: z.string().trim().max(300).default(''), overrideReason: z.string().trim().max(300).default('') }),
  output: z.object({ seats: z.number() }),
});

export const recordWaitingTry = operation({
  name: 'recordWaitingTry', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Records a try to reach somebody who waits (PR-43).',
  input: ofWaiting.extend({ tryId: id, how: z.enum(['call', 'text', 'email', 'letter']), outcome: z.enum(['reached', 'message_left', 'no_answer', 'not_possible']) }),
  output: z.object({}),
});

export const leaveWaitingList = operation({
  name: 'leaveWaitingList', kind: 'act', permission: 'inquiry.write', reach: 'chart',
  about: 'Takes somebody off the waiting list, with the reason.',
  input: ofWaiting.extend({ words: z.string().trim().min(3, 'Write the reason.').max(300) }), output: z.object({}),
});

export const expireOffers = operation({
  name: 'expireOffers', kind: 'act', permission: 'job.run', reach: 'agency',
  about: 'Records which offers of a seat ended without an answer.', input: z.object({}), output: z.object({ expired: z.number() }),
});

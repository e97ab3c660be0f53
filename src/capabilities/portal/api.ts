import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { message, mySession } from './model.ts';

/** What the client's own phone asks and says. All of it reaches the client's own chart and nothing else. */
export const readMyDay = operation({
  name: 'readMyDay', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'Today on my phone: what is next, what else is today, whether I checked in, what waits for me.',
  input: z.object({}),
  output: z.object({
    callThem: z.string(), today: localDate,
    /** `link`: where its video call is, on the day of the session; null where it has none. */
    next: mySession.extend({ link: z.string().nullable() }).nullable(),
    later: z.array(mySession),
    checkedIn: z.boolean(), unread: z.number(), counselor: z.string().nullable(),
    /** A number of the program, for the button; empty if none is known. */
    phone: z.string(),
  }),
});

export const sayAboutSession = operation({
  name: 'sayAboutSession', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'I’m on my way, I’m late, or I can’t come: said before the end of a session of mine.',
  input: z.object({
    saidId: id, sessionId: id, kind: z.enum(['on_my_way', 'late', 'cannot_come']), words: z.string().trim().max(500).default(''),
  }),
  output: z.object({ answer: z.string() }),
});

export const listMyMessages = operation({
  name: 'listMyMessages', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'Messages between me and my team, the oldest first.',
  input: z.object({}),
  output: z.object({ messages: z.array(message), unread: z.number(), counselor: z.string().nullable(), answerHours: z.number() }),
});

export const sendMyMessage = operation({
  name: 'sendMyMessage', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'Writes to my team. Sent again, or later, it is the same message.',
  input: z.object({ messageId: id, words: z.string().trim().min(1, 'Write a few words.').max(2000) }),
  output: z.object({ answerBy: instant }),
});

export const readMyMessagesTo = operation({
  name: 'readMyMessagesTo', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'Says up to which message I have read.',
  input: z.object({ messageId: id }), output: z.object({}),
});

// ---- the team's side of the same messages
export const listMessages = operation({
  name: 'listMessages', kind: 'read', permission: 'safety.read', reach: 'chart',
  about: 'Messages between a client and the team, the oldest first.',
  input: z.object({ clientId: id }),
  output: z.object({ messages: z.array(message), readTo: id.nullable() }),
});

export const writeToClient = operation({
  name: 'writeToClient', kind: 'act', permission: 'safety.write', reach: 'chart',
  about: 'Answers or writes to a client. What comes to the phone’s lock screen says only: you have a message.',
  input: z.object({ clientId: id, messageId: id, words: z.string().trim().min(1, 'Write a few words.').max(2000) }), output: z.object({}),
});

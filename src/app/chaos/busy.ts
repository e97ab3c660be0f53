/** People at work over HTTP, as fast as the server answers. Each act that was acknowledged is remembered. */
import { openInquiry } from '../../capabilities/admissions/api.ts';
import { recordAttendance } from '../../capabilities/attendance/api.ts';
import { readGroupNote, readNoteDraft, saveGroupPart, saveGroupShared, saveNote, signGroupNote } from '../../capabilities/notes/api.ts';
import { clientPart } from '../../capabilities/notes/model.ts';
import { sendCheckIn } from '../../capabilities/safeguards/api.ts';
import { newId, type Id } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type { InputOf, OutputOf } from '../../web/call.ts';
import type { ChaosHouse, Who } from './house.ts';

/** What the server said it has: by the id of the act, and what must be found for it. */
export type Acknowledged = { operationId: Id; operation: string; inquiryId?: Id; checkInId?: Id; attendedSessionId?: Id; signedSessionId?: Id; draft?: number };

/** The server died under a call, or answered that it cannot. Not known whether the act was done. */
class Unanswered extends Error {}

type Caller = <Op extends Operation>(op: Op, input: InputOf<Op>, about?: Omit<Acknowledged, 'operationId' | 'operation'>) => Promise<OutputOf<Op>>;

export type Work = {
  acknowledged: Acknowledged[];
  /** Refusals of what must be allowed: there are to be none. */
  refused: string[];
  /** Signs everybody in; once a house, for a sign-in outlives the server. */
  signIn(): Promise<void>;
  /** Everybody works until the server is gone. `begun` resolves with the first acknowledged act. */
  round(): { begun: Promise<void>; over: Promise<void> };
};

export function openWork(house: ChaosHouse): Work {
  const acknowledged: Acknowledged[] = [];
  const refused: string[] = [];
  const cookies = new Map<Who, string>();
  let draft = 0;

  const callerOf = (who: Who, done: () => void): Caller => async (op, input, about = {}) => {
    const operationId = newId();
    const response = await fetch(`${house.url}/rpc/${op.name}`, { method: 'POST', body: JSON.stringify({ input }), headers: {
      'content-type': 'application/json', origin: house.url, cookie: cookies.get(who)!, ...(op.kind === 'act' ? { 'x-operation-id': operationId } : {}) } })
      .catch((error: Error) => { throw new Unanswered(error.message); });
    const body = await response.json().catch((error: Error) => { throw new Unanswered(error.message); }) as { value?: unknown };
    if (response.status >= 500) throw new Unanswered(String(response.status));
    if (response.status !== 200) {
      refused.push(`${op.name}: ${response.status} ${JSON.stringify(body)}`);
      throw new Unanswered('refused');
    }
    if (op.kind === 'act') {
      acknowledged.push({ operationId, operation: op.name, ...about });
      done();
    }
    return body.value as never;
  };

  const calls = async (call: Caller): Promise<void> => {
    const [clientId, inquiryId] = [newId(), newId()];
    await call(openInquiry, { clientId, inquiryId, channel: 'call' }, { inquiryId });
  };
  const checkIns = async (call: Caller): Promise<void> => {
    const id = newId();
    await call(sendCheckIn, { id, at: '2026-03-14T22:00:00Z', craving: 3, mood: 4, words: 'Slept well.' }, { checkInId: id });
    await new Promise((resume) => setTimeout(resume, 20 + Math.random() * 60)); // a phone is not a machine gun
  };
  const typing = async (call: Caller): Promise<void> => {
    const at = { clientId: house.clientId, noteDraftId: house.noteDraftIds[0]! };
    const { version, content, startedAt, endedAt } = await call(readNoteDraft, at);
    draft += 1;
    await call(saveNote, { ...at, version, startedAt, endedAt, content: { ...content, progress: String(draft) } }, { draft });
  };
  /** One session after the other, each gone on with after a kill until all of it is signed. */
  const groupsOf = (sessions: ChaosHouse['sessions']) => async (call: Caller): Promise<void> => {
    const [one] = sessions;
    if (one === undefined) return new Promise((resume) => setTimeout(resume, 100));
    const { sessionId, clientIds } = one;
    const page = await call(readGroupNote, { sessionId });
    if (page.rows.some((row) => row.signed !== null)) return void sessions.shift();
    const times = { from: timeOf(page.startAt), to: timeOf(page.endAt) };
    if (page.rows.some((row) => row.attendance === null)) {
      await call(recordAttendance, { sessionId, entries: clientIds.map((clientId) => ({ clientId, status: 'present' as const, ...times })) }, { attendedSessionId: sessionId });
    }
    const shared = { topic: 'Warning signs', activity: 'Chain of events, in pairs.', objective: '', observations: '' };
    const { version } = await call(saveGroupShared, { sessionId, version: page.version, shared });
    const parts = await Promise.all(page.rows.map(async (row, i) => {
      const part = clientPart.parse({ clientId: row.clientId, participation: 3, words: `Own line ${i}.` });
      return { clientId: row.clientId, version: (await call(saveGroupPart, { sessionId, version: row.version, part })).version };
    }));
    await call(signGroupNote, { sessionId, sharedVersion: version, parts }, { signedSessionId: sessionId });
    sessions.shift();
  };
  const half = (odd: number): ChaosHouse['sessions'] => house.sessions.filter((_, i) => i % 2 === odd);
  const [some, others] = [groupsOf(half(0)), groupsOf(half(1))];

  const loop = async (who: Who, one: (call: Caller) => Promise<void>, done: () => void): Promise<void> => {
    try {
      for (;;) await one(callerOf(who, done));
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
    }
  };
  return {
    acknowledged, refused,
    signIn: async () => {
      for (const [who, accountId] of Object.entries(house.accounts)) {
        const answer = await fetch(`${house.url}/auth/demo`, { method: 'POST', body: JSON.stringify({ accountId }), headers: { 'content-type': 'application/json', origin: house.url } });
        if (!answer.ok) throw new Error(`could not sign in: ${answer.status} ${await answer.text()}`);
        cookies.set(who as Who, answer.headers.getSetCookie().map((c) => c.split(';')[0]).join('; '));
      }
    },
    round: () => {
      let over = Promise.resolve();
      const begun = new Promise<void>((done) => {
        over = Promise.all([loop('intake', calls, done), loop('client', checkIns, done), loop('counselor', typing, done), loop('facilitator', some, done), loop('facilitator', others, done)]).then(() => {});
      });
      return { begun, over };
    },
  };
}

/** Wall time in the house's zone, which is Chicago. */
const timeOf = (instant: string): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Chicago', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

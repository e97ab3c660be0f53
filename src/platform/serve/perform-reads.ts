/**
 * Reads that one screen asks for at once, in one transaction: who acts and their roles are said and found once, the same
 * question is asked once, and each read keeps its own permission, reach, answer and audit entry (decision 0007).
 */
import type { Instant } from '../../shared/dates.ts';
import { mayUse } from '../../shared/roles.ts';
import { actOf, entryOf, noNotes, type Notes } from './act.ts';
import { NOT_ALLOWED, NOT_FOUND, reasonOf, type Answer } from './answer.ts';
import type { Handler } from './handle.ts';
import type { House } from './house.ts';
import { parseInput } from './input.ts';
import { perform } from './perform.ts';
import { NOTHING, Visit, type Reached, type Who } from './visit.ts';

export type ReadCall = { operation: string; input: unknown };

/** Most reads that go together. */
export const MOST_TOGETHER = 40;

/** What takes long goes by itself, and what leaves the treatment team goes through its own role. */
const goesTogether = (handler: Handler | undefined): handler is Handler =>
  handler !== undefined && handler.op.kind === 'read' && handler.op.alone !== true && handler.op.through !== 'disclosure' && handler.op.reach !== 'supported';

type Asked = { at: number; call: ReadCall; handler: Handler; parsed: ReturnType<typeof parseInput>; notes: Notes; reached: Reached };

/** The answers, in the order of the calls. Never throws. */
export async function performReads(house: House, who: Who, calls: readonly ReadCall[], asOf?: Instant): Promise<Answer[]> {
  const answers: Answer[] = Array.from({ length: calls.length }, () => NOT_FOUND);
  const together: Asked[] = [];
  const alone: number[] = [];
  for (const [at, call] of calls.entries()) {
    const handler = house.handlers.get(call.operation);
    if (handler?.op.kind === 'act') answers[at] = NOT_ALLOWED;
    else if (!goesTogether(handler)) alone.push(at);
    else together.push({ at, call, handler, parsed: parseInput(handler.op, call.input), notes: noNotes(), reached: NOTHING });
  }
  const one = async (at: number): Promise<void> => {
    answers[at] = await perform(house, { who, ...calls[at]!, ...(asOf ? { asOf } : {}) });
  };
  await Promise.all([
    ...alone.map(one),
    // what nobody expected fails the transaction for all: then each goes by itself, and one fault is one read's
    together.length > 0 ? inOneVisit(house, who, together, answers, asOf ?? null).catch(() => Promise.all(together.map(({ at }) => one(at)))) : null,
  ]);
  return answers;
}

async function inOneVisit(house: House, who: Who, asked: readonly Asked[], answers: Answer[], asOf: Instant | null): Promise<void> {
  const now = asOf ?? house.clock.now();
  const client = await (asOf ? house.pools.past : house.pools.app).connect();
  const visit = new Visit(client, house.hooks, who, now, asOf);
  try {
    const found = await visit.open('reads', asked.flatMap(({ handler: { op }, parsed }) => (parsed.ok ? [{ op, input: parsed.value }] : [])));
    const allowed = found ? await settle(visit, asked, answers) : [];
    for (const same of groupsOf(allowed)) {
      visit.enter(same[0]!.reached);
      await Promise.all(same.map(async (one) => {
        answers[one.at] = await answerOf(house, visit, who, now, one);
      }));
    }
    // each answer waits for its entry; an entry that cannot be written is a fault, save of a refusal
    await Promise.all([visit.end('commit'), ...asked.map(async ({ at, handler, notes, reached }) => {
      const answer = answers[at]!;
      const ok = answer.kind === 'value';
      const written = house.audit.record(entryOf({ who, roles: visit.roles, operation: handler.op.name, kind: ok ? 'read' : 'refused',
        at: asOf ? house.clock.now() : now, clientId: chartOf(reached), about: notes.about, outcome: ok ? 'ok' : reasonOf(answer), operationId: null }));
      await (ok ? written : written.catch(() => {}));
    })]);
  } catch (error) {
    visit.tx.close();
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const chartOf = (reached: Reached): string | null => (reached.chart === NOTHING.chart ? null : reached.chart);

/** Answers what may not be read at all; the others come back with their reach. */
async function settle(visit: Visit, asked: readonly Asked[], answers: Answer[]): Promise<Asked[]> {
  const allowed = await Promise.all(asked.map(async (one): Promise<Asked[]> => {
    const { at, handler: { op }, parsed } = one;
    if (!mayUse(visit.roles, op.permission)) answers[at] = NOT_ALLOWED;
    else if (!parsed.ok) answers[at] = { kind: 'invalid', invalid: parsed.invalid };
    else {
      const reached = await visit.reach(op, parsed.value);
      if (reached) return [Object.assign(one, { reached })];
    }
    return [];
  }));
  return allowed.flat();
}

/** Reads of one reach run side by side; another reach begins when they have answered. */
function groupsOf(allowed: readonly Asked[]): Asked[][] {
  return [...Map.groupBy(allowed, ({ reached }) => JSON.stringify(reached)).values()];
}

async function answerOf(house: House, visit: Visit, who: Who, now: Instant, one: Asked): Promise<Answer> {
  const { handler, parsed, notes } = one;
  const input = parsed.ok ? parsed.value : null;
  const running = handler.run(actOf(visit, who, now, notes), input as never);
  running.catch(() => {});
  const isThere = handler.op.reach !== 'chart' || await house.hooks.chartExists(visit.tx, visit.reached.chart);
  const decision = await running.catch((error: unknown) => {
    if (isThere) throw error;
    return null;
  });
  if (!isThere || decision === null) return NOT_FOUND;
  return decision.ok ? { kind: 'value', value: handler.op.output.parse(decision.value) } : { kind: 'refusal', refusal: decision };
}

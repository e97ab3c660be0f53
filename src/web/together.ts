/**
 * Reads that one screen asks for at once go as one request (decision 0007): the first waits for the end of the browser's turn,
 * and takes with it all others of the same chart.
 */
export type ReadCall = { operation: string; input: unknown };

type Waiting<Answer> = { call: ReadCall; signal: AbortSignal | undefined; done: (answer: Answer) => void; failed: (why: unknown) => void };

/** The server takes no more in one request. */
const MOST = 40;

/**
 * @param send sends some reads; answers in their order, or rejects when it was aborted
 * @param later runs something at the end of this turn
 */
export function gatherReads<Answer>(
  send: (calls: ReadCall[], signal: AbortSignal | undefined) => Promise<Answer[]>, later: (run: () => void) => void,
): (call: ReadCall, signal?: AbortSignal) => Promise<Answer> {
  const waiting = new Map<string, Waiting<Answer>[]>();
  const go = (key: string): void => {
    const asked = (waiting.get(key) ?? []).filter((one) => !one.signal?.aborted);
    waiting.delete(key);
    for (let from = 0; from < asked.length; from += MOST) void sendSome(send, asked.slice(from, from + MOST));
  };
  return (call, signal) => new Promise<Answer>((done, failed) => {
    signal?.addEventListener('abort', () => failed(signal.reason), { once: true });
    const key = chartOf(call.input);
    const known = waiting.get(key);
    if (known) known.push({ call, signal, done, failed });
    else {
      waiting.set(key, [{ call, signal, done, failed }]);
      later(() => go(key));
    }
  });
}

function chartOf(input: unknown): string {
  const clientId = (input as { clientId?: unknown } | null)?.clientId;
  return typeof clientId === 'string' ? clientId : '';
}

async function sendSome<Answer>(
  send: (calls: ReadCall[], signal: AbortSignal | undefined) => Promise<Answer[]>, asked: readonly Waiting<Answer>[],
): Promise<void> {
  const all = new AbortController();
  // the request is given up only when nobody waits for any of its answers
  const stop = (): void => {
    if (asked.every((one) => one.signal?.aborted)) all.abort();
  };
  for (const { signal } of asked) signal?.addEventListener('abort', stop, { once: true });
  try {
    const answers = await send(asked.map((one) => one.call), all.signal);
    for (const [i, one] of asked.entries()) one.done(answers[i]!);
  } catch (error) {
    for (const one of asked) one.failed(error);
  } finally {
    for (const { signal } of asked) signal?.removeEventListener('abort', stop);
  }
}

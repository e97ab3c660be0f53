/**
 * Work that takes long, between two acts: what it needs is read in one, what came of it saved in another, and in between no
 * transaction is open. On the way it tells how far it is, and hears whether anybody wants it stopped.
 */
import { NIL_ID, type Id } from '../../shared/ids.ts';
import { perform } from '../serve/perform.ts';
import type { House } from '../serve/house.ts';

export type LongWork = {
  /** What `act.later` asks for. */
  name: string;
  /** Operations of the service: what reads the facts, what notes progress and answers `{ goOn }`, what saves the result. */
  begin: string;
  note: string;
  end: string;
  /** Makes the input of `end` from the value of `begin`. */
  work(begun: unknown, note: (progress: object) => void, signal: AbortSignal): Promise<object>;
};

/** How often progress is noted, in milliseconds: each note is an act that open screens hear of. */
const NOTE_EVERY = 1_500;

/**
 * Does one piece of long work for one agency.
 * @returns false if there was nothing to begin: it was done before, or nobody wants it any more.
 */
export async function workOn(house: House, work: LongWork, job: { agencyId: Id; data: Record<string, unknown> }): Promise<boolean> {
  const who = { kind: 'service' as const, subjectId: NIL_ID, agencyId: job.agencyId, accountId: null };
  const ask = (operation: string, input: unknown) => perform(house, { who, operation, input });
  const begun = await ask(work.begin, job.data);
  if (begun.kind === 'fault') throw new Error(`fault ${begun.fault}`);
  if (begun.kind !== 'value') return false;
  const stop = new AbortController();
  let latest: object | null = null;
  let noting: Promise<void> = Promise.resolve();
  const tell = (): void => {
    const progress = latest;
    latest = null;
    if (progress === null) return;
    noting = noting.then(async () => {
      const heard = await ask(work.note, { ...job.data, ...progress });
      if (heard.kind !== 'value' || !(heard.value as { goOn: boolean }).goOn) stop.abort();
    });
  };
  const timer = setInterval(tell, NOTE_EVERY);
  try {
    const result = await work.work(begun.value, (progress) => {
      latest = progress;
    }, stop.signal);
    clearInterval(timer);
    await noting;
    const ended = await ask(work.end, { ...job.data, ...result });
    if (ended.kind === 'fault') throw new Error(`fault ${ended.fault}`);
    return ended.kind === 'value';
  } finally {
    clearInterval(timer);
    await noting;
  }
}

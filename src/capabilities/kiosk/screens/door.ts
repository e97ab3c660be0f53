import { useSyncExternalStore } from 'react';
import { newId } from '../../../shared/ids.ts';
import { becomeDoor } from '../../../web/offline/door.ts';
import { signOut } from '../../../web/sign-in/session.ts';
import { openEntry } from '../door-code.ts';
import type { DayRoster, DoorPerson, DoorRecord } from '../model.ts';
import { offersOf, waitAfter, type Offer } from '../rules.ts';
import { dropRoster, findRoster, findState, findWaiting, keepRoster, keepState, keepWaiting, NO_STATE, type DoorState } from './door-keep.ts';
import { fetchDay, pairWith, sendWords } from './door-wire.ts';

/**
 * The tablet itself: one roster of today, one line of words that wait to be sent. Everything works on what is kept here; the
 * network only brings the roster and takes the words.
 */
export type Door = { phase: 'loading' | 'unpaired' | 'ready'; hasRoster: boolean; zone: string | null; waiting: number; online: boolean; refused: number };

const MOST_AT_ONCE = 200;
/** Words stay known here after sending, so that whoever came can leave before the roster is read again. */
const REMEMBERED = 400;

let state: DoorState = NO_STATE;
let roster: DayRoster | null = null;
let waiting: DoorRecord[] = [];
let heard: DoorRecord[] = [];
let shown: Door = { phase: 'loading', hasRoster: false, zone: null, waiting: 0, online: true, refused: 0 };
const listeners = new Set<() => void>();

function show(more: Partial<Door> = {}): void {
  shown = { ...shown, hasRoster: roster !== null, zone: roster?.zone ?? shown.zone, waiting: waiting.length, refused: state.refused, ...more };
  for (const listener of listeners) listener();
}
export const useDoor = (): Door => useSyncExternalStore((listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
}, () => shown);

/** Now, by the clock everybody goes by. */
export const doorNow = (): string => new Date(Date.now() + state.correctionMs).toISOString();

async function remember(more: Partial<DoorState>): Promise<void> {
  state = { ...state, ...more };
  await keepState(state);
}

async function taken(): Promise<void> {
  roster = null;
  await dropRoster();
  await remember({ paired: false });
  becomeDoor(false);
  show({ phase: 'unpaired' });
}

/** Yesterday's roster goes with its key, whether or not there is a network to bring today's. */
async function dropIfOver(): Promise<void> {
  if (roster === null || Date.parse(doorNow()) < Date.parse(roster.until)) return;
  roster = null;
  heard = [];
  await dropRoster();
  show();
}

/** Brings today's roster; keeps what is here where there is no connection. */
export async function refresh(): Promise<void> {
  await dropIfOver();
  const asked = await fetchDay();
  if (asked.kind === 'gone') return taken();
  if (asked.kind !== 'value') return show({ online: false });
  await remember({ paired: true, ...(Number.isNaN(asked.nowMs) ? {} : { correctionMs: asked.nowMs - Date.now() }) });
  roster = asked.value;
  await keepRoster(roster);
  show({ phase: 'ready', online: true });
}

let sending = false;
/** Sends what waits, oldest first. Sent twice it is kept once: each word has the id it was made with. */
export async function sendAll(): Promise<void> {
  if (sending || (waiting.length === 0 && state.unsentWrong === 0)) return;
  sending = true;
  try {
    for (;;) {
      const [batch, wrongTries] = [waiting.slice(0, MOST_AT_ONCE), state.unsentWrong];
      if (batch.length === 0 && wrongTries === 0) break;
      const asked = await sendWords({ deviceNow: new Date().toISOString(), wrongTries, records: batch });
      if (asked.kind === 'gone') return await taken();
      if (asked.kind !== 'value') return show({ online: false });
      const answered = new Set([...asked.value.kept, ...asked.value.refused.map((one) => one.id)]);
      waiting = waiting.filter((one) => !answered.has(one.id));
      await keepWaiting(waiting);
      await remember({ unsentWrong: Math.max(0, state.unsentWrong - wrongTries), refused: state.refused + asked.value.refused.length,
        ...(Number.isNaN(asked.nowMs) ? {} : { correctionMs: asked.nowMs - Date.now() }) });
      show({ online: true });
    }
  } finally {
    sending = false;
  }
}

/** Pairs this browser; whoever was signed in on it is not any more. @returns what to say if it did not work */
export async function pair(code: string): Promise<string | null> {
  const asked = await pairWith(code);
  if (asked.kind === 'no') return asked.say;
  if (asked.kind !== 'value') return 'No connection. Check the network, then try again.';
  await signOut();
  becomeDoor(true);
  await refresh();
  return null;
}

/** Seconds until the next number is taken. */
export const waitSeconds = (): number => Math.max(0, Math.ceil(waitAfter(state.wrong) - (Date.now() - state.wrongAtMs) / 1000));

/** Who this is today; null: nobody who is expected. Numbers typed wrong make the next one wait, codes of phones do not. */
export async function identify(what: { number: string } | { token: string }): Promise<DoorPerson | null> {
  await dropIfOver();
  const person = roster === null ? null : await openEntry(roster, what);
  if (person !== null) await remember({ wrong: 0 });
  else if ('number' in what) await remember({ wrong: state.wrong + 1, unsentWrong: state.unsentWrong + 1, wrongAtMs: Date.now() });
  return person;
}

export const offersFor = (person: DoorPerson): Offer[] => (roster === null ? [] : offersOf(person, heard, roster.opensMinutes, doorNow()));

/** Keeps one word here before anything else, then sends it if it can. */
export async function record(person: DoorPerson, offer: Offer): Promise<void> {
  const one: DoorRecord = { id: newId(), clientId: person.clientId, sessionId: offer.session.sessionId, kind: offer.kind,
    deviceAt: new Date().toISOString(), correctionMs: Math.round(state.correctionMs) };
  waiting = [...waiting, one];
  heard = [...heard, one].slice(-REMEMBERED);
  await keepWaiting(waiting);
  show();
  void sendAll();
}

const EVERY_MS = { send: 15_000, refresh: 5 * 60_000, look: 30_000 };

/** Opens what is kept and begins to watch the day and the network. Returns how to stop. */
export function startDoor(): () => void {
  const begin = async (): Promise<void> => {
    [state, roster, waiting] = await Promise.all([findState(), findRoster(), findWaiting()]);
    heard = waiting;
    await dropIfOver();
    show({ phase: state.paired ? 'ready' : 'loading' });
    await refresh();
    if (shown.phase === 'loading') show({ phase: 'unpaired' });
    await sendAll();
  };
  void begin();
  const again = () => void refresh().then(sendAll);
  const timers = [setInterval(() => void sendAll(), EVERY_MS.send), setInterval(again, EVERY_MS.refresh), setInterval(() => void dropIfOver(), EVERY_MS.look)];
  window.addEventListener('online', again);
  return () => {
    for (const timer of timers) clearInterval(timer);
    window.removeEventListener('online', again);
  };
}

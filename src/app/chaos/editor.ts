/**
 * Types into a note in a real browser and lets the tab, the server or the network die at a random moment. Comes back and
 * compares what stands there with what had been typed: everything that the page had shown somebody an `input` event for,
 * heard by a listener of our own over the browser's debugging channel, to the last letter before the death.
 */
import type { ChildProcess } from 'node:child_process';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { launch } from '../browser-stage.ts';
import { buildWebIfStale } from '../build-web.ts';
import { openChaosHouse, type ChaosHouse } from './house.ts';

export type Death = 'tab crashed' | 'tab closed' | 'server' | 'network';
const DEATHS: readonly Death[] = ['tab crashed', 'server', 'tab closed', 'network'];
/** Longest time of typing before something dies, and how long a comeback may take on a busy machine. */
const TYPING_MS = 1_600;
const PATIENCE_MS = 60_000;
const LONGEST_TEXT = 1_500;

type Tally = Record<Death, { trials: number; typed: number; lost: number }>;

/** Numbers from a seed, so that a trial can be had again. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz      .,ABCDEFG0123456789';
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** One person with one note, in a browser profile of their own. */
class Writer {
  /** What the page said it holds, last. */
  typed = '';
  private page: Page | null = null;
  private cdp: CDPSession | null = null;
  private readonly context: BrowserContext;
  private readonly address: string;
  private readonly random: () => number;

  constructor(context: BrowserContext, address: string, random: () => number) {
    this.context = context;
    this.address = address;
    this.random = random;
  }

  private field(): ReturnType<Page['locator']> {
    return this.page!.getByRole('textbox', { name: /^Data/ });
  }

  /** Opens the note, in a new tab or anew in the one there is. */
  async open(): Promise<void> {
    if (this.page === null) {
      this.page = await this.context.newPage();
      this.cdp = await this.context.newCDPSession(this.page);
      this.cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
        if (name === 'typedSoFar') this.typed = payload;
      });
      await this.cdp.send('Runtime.enable');
      await this.cdp.send('Runtime.addBinding', { name: 'typedSoFar' });
      // at the window, after everything of the page has heard it too
      await this.page.addInitScript(() => window.addEventListener('input', (event) => {
        (window as unknown as { typedSoFar(text: string): void }).typedSoFar((event.target as HTMLTextAreaElement).value);
      }));
    }
    await this.page.goto(this.address, { timeout: PATIENCE_MS });
    await this.field().waitFor({ timeout: PATIENCE_MS });
  }

  /** What stands in the note once it is as typed; what stands there after a while, if it never is. */
  async shown(): Promise<string> {
    const until = Date.now() + 10_000;
    for (;;) {
      const text = await this.field().inputValue();
      if (lostOf(this.typed, text) === 0 || Date.now() > until) return text;
      await wait(50);
    }
  }

  async startAnew(): Promise<void> {
    await this.field().fill('');
    this.typed = '';
  }

  /** Types until told to stop, or until there is no page to type into. */
  async type(stop: () => boolean): Promise<void> {
    try {
      await this.field().focus();
      await this.page!.keyboard.press('ControlOrMeta+End');
      while (!stop()) {
        await this.page!.keyboard.press(pick(LETTERS, this.random));
        await wait(this.random() * 30);
      }
    } catch (error) {
      if (!stop()) throw error;
    }
  }

  async die(how: Exclude<Death, 'server'>): Promise<void> {
    if (how === 'network') return this.context.setOffline(true);
    if (how === 'tab closed') await this.page!.close({ runBeforeUnload: false });
    else await this.crash();
    this.page = null;
    return undefined;
  }

  /** The page's process ends at once, without a handler of the page having run. */
  private async crash(): Promise<void> {
    const crashed = this.page!.waitForEvent('crash', { timeout: PATIENCE_MS });
    this.cdp!.send('Page.crash').catch(() => {}); // nobody is left to answer
    await crashed;
    await this.page!.close();
  }

  async comeBack(): Promise<void> {
    await this.context.setOffline(false);
    if (this.page !== null && this.random() < 0.5) {
      await this.page.close();
      this.page = null;
    }
    await this.open();
  }
}

const pick = (letters: string, random: () => number): string => {
  const letter = letters[Math.floor(random() * letters.length)]!;
  return letter === ' ' ? 'Space' : letter;
};

/** How many letters at the end of `typed` are not there. Spaces at the very end are no letters: saving trims them. */
export function lostOf(typed: string, shown: string): number {
  const wanted = typed.trimEnd();
  let same = 0;
  while (same < wanted.length && wanted[same] === shown[same]) same += 1;
  return wanted.length - same;
}

/** @param writers how many type side by side. @returns whether no letter was lost */
export async function chaosOfEditor(trials: number, seed: number, writers: number, tell: (line: string) => void): Promise<boolean> {
  await buildWebIfStale(tell);
  const house = await openChaosHouse('embedded', writers);
  const browser = await launch();
  const tally = Object.fromEntries(DEATHS.map((death) => [death, { trials: 0, typed: 0, lost: 0 }])) as Tally;
  const began = Date.now();
  let enough = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => {
    enough = true;
  });
  try {
    let server = await house.serve();
    const people = await Promise.all(house.noteDraftIds.map((_, i) => writerOf(house, browser, i, dice(seed * 1_000 + i))));
    const random = dice(seed);
    for (let n = 0, round = 0; n < trials && !enough; round++) {
      const death = DEATHS[round % DEATHS.length]!;
      server = await oneRound(house, server, people, death, random);
      for (const one of people) {
        const [typed, shown] = [one.typed, await one.shown()];
        const lost = lostOf(typed, shown);
        const t = tally[death];
        t.trials += 1;
        t.typed += typed.length;
        t.lost += lost;
        if (lost > 0) tell(`round ${round}, ${death}: ${lost} of ${typed.length} letters lost: …${JSON.stringify(typed.slice(-40))} came back as …${JSON.stringify(shown.slice(-40))}`);
        if (typed.length > LONGEST_TEXT) await one.startAnew();
      }
      n += people.length;
      if (round % 5 === 4 || n >= trials) tell(`${n} trials, ${sum(tally, 'lost')} letters lost, ${Math.round((Date.now() - began) / 1000)} s`);
    }
    for (const [death, t] of Object.entries(tally)) tell(`${death}: ${t.trials} trials, ${t.lost} letters lost`);
    tell(`seed ${seed}: ${sum(tally, 'trials')} trials, ${sum(tally, 'lost')} letters lost`);
    return sum(tally, 'lost') === 0;
  } finally {
    await browser.close();
    await house.close();
  }
}

const sum = (tally: Tally, key: 'trials' | 'lost'): number => Object.values(tally).reduce((all, one) => all + one[key], 0);

async function writerOf(house: ChaosHouse, browser: Awaited<ReturnType<typeof launch>>, i: number, random: () => number): Promise<Writer> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US', timezoneId: 'America/Chicago' });
  const answer = await context.request.post(`${house.url}/auth/demo`, { data: { accountId: house.accounts.counselor }, headers: { origin: house.url } });
  if (!answer.ok()) throw new Error(`could not sign in: ${answer.status()}`);
  const writer = new Writer(context, `${house.url}/clients/${house.clientId}/notes/${house.noteDraftIds[i]!}`, random);
  await writer.open();
  return writer;
}

/** All type; each meets the death at a moment of their own (the server's is everybody's); all come back. */
async function oneRound(house: ChaosHouse, server: ChildProcess, people: readonly Writer[], death: Death, random: () => number): Promise<ChildProcess> {
  const together = random() * TYPING_MS;
  let next = server;
  const serverDies = async (): Promise<void> => {
    await wait(together);
    server.kill('SIGKILL');
    next = await house.serve();
  };
  let serverIsBack: Promise<void> = Promise.resolve();
  if (death === 'server') serverIsBack = serverDies();
  await Promise.all(people.map(async (one) => {
    let over = false;
    const typing = one.type(() => over);
    await wait(death === 'server' ? together : random() * TYPING_MS);
    if (death === 'tab closed' || death === 'tab crashed') over = true;
    if (death !== 'server') await one.die(death);
    // without server or network people type on, for they do not know
    if (!over) await wait(random() * TYPING_MS);
    over = true;
    await typing;
    await serverIsBack;
    await one.comeBack();
  }));
  return next;
}

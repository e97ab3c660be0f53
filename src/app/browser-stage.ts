/** A stage with a browser: the whole product served over HTTP, a page signed in as anybody of the cast. */
import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { newId, type Id } from '../shared/ids.ts';
import { buildWebIfStale } from './build-web.ts';
import { serveHouse, type Served } from './serve-house.ts';
import { openStage, type Stage, type StaffRole } from './stage.ts';
import { freePort } from './free-port.ts';

export type Look = { width?: number; dark?: boolean };
export type Visitor = { page: Page; context: BrowserContext };

export type BrowserStage = Stage & Served & {
  url: string;
  /** A page signed in as this person, at `/`. Script errors and refused resources fail the test at `close`. */
  visit(who: StaffRole | { kind: 'client' | 'supporter'; subjectId: Id }, path?: string, look?: Look): Promise<Page>;
  /** The same for a person of another agency than the stage's own. */
  visitAs(who: { kind: 'staff' | 'client' | 'supporter'; subjectId: Id; agencyId: Id }, path: string, look?: Look): Promise<Page>;
  /** Nobody signed in. */
  stranger(path: string, look?: Look): Promise<Page>;
  /** Serious and critical findings of axe on this page: none are allowed. */
  axe(page: Page): Promise<string[]>;
};

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export function chromiumPath(): string {
  const found = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .find((path) => path && existsSync(path));
  if (!found) throw new Error('No Chromium was found. Set CHROMIUM_PATH, or run `npm test`, which installs one.');
  return found;
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath(), args: FLAGS });

export async function openBrowserStage(options: { now?: string } = {}): Promise<BrowserStage> {
  await buildWebIfStale(() => {});
  const stage = await openStage(options);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const served = await serveHouse(stage, { secret: 'a secret of the stage alone, 32 or more', publicUrl: url, demo: true, perMinute: 100_000 });
  await served.app.listen({ host: '127.0.0.1', port });
  const accounts = new Map<Id, Id>();
  const browser = await launch();
  const faults: string[] = [];

  const accountOf = async (kind: 'staff' | 'client' | 'supporter', subjectId: Id, agencyId: Id = stage.agencyId): Promise<Id> => {
    const known = accounts.get(subjectId);
    if (known) return known;
    const there = await served.signIn.findMember({ agencyId, kind, subjectId });
    if (there) return there.accountId;
    const made = await served.signIn.createAccount({ email: `${newId()}@example.org`, name: 'Somebody', demo: true,
      memberships: [{ agencyId, kind, subjectId }] });
    if (!made.ok) throw new Error(made.say);
    accounts.set(subjectId, made.value.accountId);
    return made.value.accountId;
  };
  const open = async (look: Look): Promise<Visitor> => {
    const context = await browser.newContext({ viewport: { width: look.width ?? 1440, height: (look.width ?? 1440) < 700 ? 844 : 900 },
      colorScheme: look.dark ? 'dark' : 'light', reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'America/Chicago' });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) faults.push(message.text());
    });
    return { page, context };
  };

  const enter = async (who: { kind: 'staff' | 'client' | 'supporter'; subjectId: Id; agencyId: Id }, path: string, look: Look): Promise<Page> => {
    const { page, context } = await open(look);
    const accountId = await accountOf(who.kind, who.subjectId, who.agencyId);
    const answer = await context.request.post(`${url}/auth/demo`, { data: { accountId }, headers: { origin: url } });
    if (!answer.ok()) throw new Error(`could not sign in: ${answer.status()} ${await answer.text()}`);
    await page.goto(url + path);
    return page;
  };

  return {
    ...stage, ...served, url,
    stranger: async (path, look = {}) => {
      const { page } = await open(look);
      await page.goto(url + path);
      return page;
    },
    visit: async (who, path = '/', look = {}) => enter(typeof who === 'string' ? { kind: 'staff', subjectId: stage.staff[who], agencyId: stage.agencyId } : { ...who, agencyId: stage.agencyId }, path, look),
    visitAs: async (who, path, look = {}) => enter(who, path, look),
    axe: async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}`);
    },
    close: async () => {
      await browser.close();
      await served.app.close();
      await stage.close();
      if (faults.length > 0) throw new Error(`the page met ${faults.length} faults: ${faults.slice(0, 5).join(' | ')}`);
    },
  };
}

/** `npm run screens`: remakes docs/screens from the demo, each main screen wide and on a phone, light and dark. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { instantOf } from '../shared/dates.ts';
import { openBrowserStage, type BrowserStage } from './browser-stage.ts';
import { emailOf } from './demo/troupe.ts';
import { STAFF } from './demo/cast.ts';
import { simulate, type Simulated } from './demo/simulate.ts';

const FOLDER = join(import.meta.dirname, '../../docs/screens');
/** A Monday evening, eighteen minutes before group. */
const NOW = instantOf('2026-11-23', '17:42', 'America/Chicago');

type Shot = { name: string; who: string; path: (s: Simulated) => string; phone?: boolean };
const first = (s: Simulated): string => [...s.inProgram.keys()][3] ?? [...s.inProgram.keys()][0]!;
export const SHOTS: readonly Shot[] = [
  { name: 'sign-in', who: 'nobody', path: () => '/' },
  { name: 'calls', who: 'intake', path: () => '/calls' },
  { name: 'call', who: 'intake', path: (s) => `/calls/${s.everybody.at(-1)!.clientId}/${s.everybody.at(-1)!.inquiryId}` },
  { name: 'today', who: 'counselor', path: () => '/' },
  { name: 'clients', who: 'counselor', path: () => '/clients' },
  { name: 'chart', who: 'supervisor', path: (s) => `/clients/${first(s)}/overview` },
  { name: 'plan', who: 'supervisor', path: (s) => `/clients/${first(s)}/plan` },
  { name: 'notes', who: 'supervisor', path: (s) => `/clients/${first(s)}/notes` },
  { name: 'tests', who: 'supervisor', path: (s) => `/clients/${first(s)}/tests` },
  { name: 'transition', who: 'supervisor', path: (s) => `/clients/${first(s)}/transition` },
  { name: 'privacy', who: 'supervisor', path: (s) => `/clients/${first(s)}/privacy` },
  { name: 'week', who: 'director', path: () => '/week' },
  { name: 'board', who: 'director', path: () => '/board' },
  { name: 'tests-today', who: 'technician', path: () => '/tests' },
  { name: 'resources', who: 'manager', path: () => '/resources' },
  { name: 'rules', who: 'administrator', path: () => '/rules' },
  { name: 'me', who: 'client', path: () => '/me' },
  { name: 'me-week', who: 'client', path: () => '/me/week' },
  { name: 'me-help', who: 'client', path: () => '/me/help' },
  { name: 'me-plan', who: 'client', path: () => '/me/plan' },
];

const LOOKS = [[1440, false], [1440, true], [390, false], [390, true]] as const;

async function open(stage: BrowserStage, story: Simulated, shot: Shot, look: { width: number; dark: boolean }): Promise<Page> {
  if (shot.who === 'nobody') return stage.stranger(shot.path(story), look);
  const { agencyId } = story.troupe;
  const subjectId = shot.who === 'client' ? first(story) : story.troupe.staffId(shot.who);
  return stage.visitAs({ kind: shot.who === 'client' ? 'client' : 'staff', subjectId, agencyId }, shot.path(story), look);
}

if (import.meta.main) {
  const only = process.argv[2];
  await mkdir(FOLDER, { recursive: true });
  const stage = await openBrowserStage({ now: NOW });
  try {
    const story = await simulate(stage.house, NOW, () => {});
    for (const s of STAFF) await stage.signIn.createAccount({ email: emailOf(s.name), name: s.name, demo: true, memberships: [{ agencyId: story.troupe.agencyId, kind: 'staff', subjectId: story.troupe.staffId(s.key) }] });
    for (const shot of SHOTS.filter((s) => !only || s.name === only)) {
      for (const [width, dark] of LOOKS) {
        const page = await open(stage, story, shot, { width, dark });
        await page.waitForLoadState('networkidle').catch(() => {});
        await page.screenshot({ path: join(FOLDER, `${shot.name}-${width}-${dark ? 'dark' : 'light'}.png`), fullPage: shot.who !== 'client' });
        const findings = dark ? [] : await stage.axe(page);
        process.stdout.write(`${shot.name} ${width} ${dark ? 'dark' : 'light'}${findings.length > 0 ? `: ${findings.join('; ')}` : ''}\n`);
        await page.context().close();
      }
    }
  } finally {
    await stage.close();
  }
}

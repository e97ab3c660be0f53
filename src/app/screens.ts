/** `npm run screens [-- NAME …]`: remakes docs/screens from the demo, each main screen wide and on a phone, light and dark. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { instantOf } from '../shared/dates.ts';
import { readProgramWeek } from '../capabilities/schedule/api.ts';
import { buildWeeks, readBuild } from '../capabilities/week-builder/api.ts';
import { buildWork } from '../capabilities/week-builder/building-jobs.ts';
import { workOn } from '../platform/jobs/long-work.ts';
import type { House } from '../platform/serve/house.ts';
import { openBrowserStage, type BrowserStage } from './browser-stage.ts';
import { emailOf } from './demo/troupe.ts';
import { STAFF } from './demo/cast.ts';
import { simulate, type Simulated } from './demo/simulate.ts';

const FOLDER = join(import.meta.dirname, '../../docs/screens');
/** A Monday evening, eighteen minutes before group. */
const NOW = instantOf('2026-11-23', '17:42', 'America/Chicago');

type Shot = { name: string; who: string; path: (s: Simulated, house: House) => string | Promise<string> };
const first = (s: Simulated): string => [...s.inProgram.keys()][3] ?? [...s.inProgram.keys()][0]!;
const chart = (part: string) => (s: Simulated): string => `/clients/${first(s)}/${part}`;
const at = (path: string) => (): string => path;
/** Today's group at this hour: the evening's is about to begin, the morning's is over. */
const groupAt = (from: string, part: string) => async (s: Simulated): Promise<string> => {
  const { sessions } = await s.troupe.as('director').call(readProgramWeek, { on: '2026-11-23' });
  return `/sessions/${sessions.find((one) => one.kind === 'group' && one.date === '2026-11-23' && one.from === from)!.sessionId}${part}`;
};
/** Weeks that were built once, and wait for somebody to take them. */
const weeksForEveryone = async (s: Simulated, house: House): Promise<string> => {
  const director = s.troupe.as('director');
  if ((await director.call(readBuild, { buildId: null })).build === null) {
    const { buildId } = await director.call(buildWeeks, { from: '2026-11-30' });
    await workOn(house, buildWork, { agencyId: s.troupe.agencyId, data: { buildId } });
  }
  return '/week/everyone';
};
const lastCall = (s: Simulated): string => `/calls/${s.everybody.at(-1)!.clientId}/${s.everybody.at(-1)!.inquiryId}`;

/** Every main screen. `who`: a member of the demo's staff by key, a client of theirs, or nobody. */
export const SHOTS: readonly Shot[] = [
  { name: 'sign-in', who: 'nobody', path: at('/') },
  // what each role opens with
  { name: 'today', who: 'counselor', path: at('/') },
  { name: 'today-trainee', who: 'trainee', path: at('/') },
  { name: 'today-supervisor', who: 'supervisor', path: at('/') },
  { name: 'today-case-manager', who: 'manager', path: at('/') },
  { name: 'today-nurse', who: 'nurse', path: at('/today') },
  { name: 'today-medical', who: 'medical', path: at('/today') },
  { name: 'today-intake', who: 'intake', path: at('/today') },
  { name: 'today-administrator', who: 'administrator', path: at('/today') },
  { name: 'work', who: 'counselor', path: at('/work') },
  // the way in
  { name: 'calls', who: 'intake', path: at('/calls') },
  { name: 'call', who: 'intake', path: lastCall },
  { name: 'waiting', who: 'intake', path: at('/waiting') },
  { name: 'level-of-care', who: 'supervisor', path: chart('level-of-care') },
  { name: 'admission', who: 'supervisor', path: chart('admission') },
  // the chart
  { name: 'clients', who: 'counselor', path: at('/clients') },
  { name: 'chart', who: 'supervisor', path: chart('overview') },
  { name: 'plan', who: 'supervisor', path: chart('plan') },
  { name: 'safety', who: 'supervisor', path: chart('safety') },
  { name: 'needs', who: 'supervisor', path: chart('resources') },
  { name: 'client-week', who: 'supervisor', path: chart('week') },
  { name: 'arrange', who: 'supervisor', path: chart('arrange') },
  { name: 'notes', who: 'supervisor', path: chart('notes') },
  { name: 'scores', who: 'supervisor', path: chart('instruments') },
  { name: 'tests', who: 'supervisor', path: chart('tests') },
  { name: 'accountability', who: 'supervisor', path: chart('accountability') },
  { name: 'medication', who: 'supervisor', path: chart('medication') },
  { name: 'people', who: 'supervisor', path: chart('people') },
  { name: 'messages', who: 'supervisor', path: chart('messages') },
  { name: 'privacy', who: 'supervisor', path: chart('privacy') },
  { name: 'transition', who: 'supervisor', path: chart('transition') },
  // the program
  { name: 'week', who: 'director', path: at('/week') },
  { name: 'week-people', who: 'director', path: at('/week?by=people') },
  { name: 'week-day', who: 'director', path: at('/week?span=day') },
  { name: 'week-wall', who: 'director', path: at('/week/print') },
  { name: 'week-everyone', who: 'director', path: weeksForEveryone },
  { name: 'week-what-if', who: 'director', path: at('/week/what-if') },
  { name: 'closures', who: 'director', path: at('/closures') },
  { name: 'availability', who: 'director', path: at('/availability') },
  { name: 'wishes', who: 'supervisor', path: at('/wishes') },
  { name: 'session', who: 'second', path: groupAt('18:00', '') },
  { name: 'group-note', who: 'supervisor', path: groupAt('09:00', '/note') },
  { name: 'kiosks', who: 'director', path: at('/kiosks') },
  { name: 'kiosk', who: 'nobody', path: at('/kiosk') },
  { name: 'my-week', who: 'counselor', path: at('/my-week') },
  { name: 'program', who: 'director', path: at('/program') },
  { name: 'board', who: 'director', path: at('/board') },
  { name: 'reviews', who: 'director', path: at('/reviews') },
  { name: 'policy', who: 'director', path: at('/policy') },
  { name: 'tests-today', who: 'technician', path: at('/tests') },
  { name: 'linkages', who: 'nurse', path: at('/medication') },
  { name: 'resources', who: 'manager', path: at('/resources') },
  { name: 'referrals', who: 'manager', path: at('/needs') },
  { name: 'to-cosign', who: 'supervisor', path: at('/to-cosign') },
  { name: 'supervision', who: 'supervisor', path: at('/supervision') },
  { name: 'rules', who: 'administrator', path: at('/rules') },
  { name: 'rule', who: 'director', path: at('/rules/plan.reviewDays') },
  { name: 'place', who: 'administrator', path: at('/place') },
  { name: 'staff', who: 'administrator', path: at('/staff') },
  { name: 'instruments', who: 'administrator', path: at('/instruments') },
  { name: 'account', who: 'counselor', path: at('/account') },
  // a client's phone
  { name: 'me', who: 'client', path: at('/me') },
  { name: 'me-week', who: 'client', path: at('/me/week') },
  { name: 'me-help', who: 'client', path: at('/me/help') },
  { name: 'me-plan', who: 'client', path: at('/me/plan') },
  { name: 'me-check-in', who: 'client', path: at('/me/check-in') },
  { name: 'me-safety', who: 'client', path: at('/me/safety') },
  { name: 'me-people', who: 'client', path: at('/me/people') },
  { name: 'me-medication', who: 'client', path: at('/me/medication') },
  { name: 'me-standing', who: 'client', path: at('/me/standing') },
  { name: 'me-messages', who: 'client', path: at('/me/messages') },
  { name: 'me-privacy', who: 'client', path: at('/me/privacy') },
  { name: 'me-door', who: 'client', path: at('/me/door') },
];

/** These are kept in dark as well; the others are drawn from the same parts. */
const ALSO_DARK = new Set(['sign-in', 'today', 'calls', 'call', 'chart', 'plan', 'client-week', 'arrange', 'tests', 'transition', 'week', 'week-everyone', 'group-note',
  'session', 'board', 'kiosk', 'me', 'me-week', 'me-help', 'me-plan', 'me-check-in']);
const LOOKS = [[1440, false], [390, false], [1440, true], [390, true]] as const;

async function open(stage: BrowserStage, story: Simulated, shot: Shot, look: { width: number; dark: boolean }): Promise<Page> {
  const path = await shot.path(story, stage.house);
  if (shot.who === 'nobody') return stage.stranger(path, look);
  const { agencyId } = story.troupe;
  const subjectId = shot.who === 'client' ? first(story) : story.troupe.staffId(shot.who);
  return stage.visitAs({ kind: shot.who === 'client' ? 'client' : 'staff', subjectId, agencyId }, path, look);
}

if (import.meta.main) {
  const only = process.argv.slice(2);
  await mkdir(FOLDER, { recursive: true });
  const stage = await openBrowserStage({ now: NOW });
  try {
    const story = await simulate(stage.house, NOW, () => {});
    for (const s of STAFF) await stage.signIn.createAccount({ email: emailOf(s.name), name: s.name, demo: true, memberships: [{ agencyId: story.troupe.agencyId, kind: 'staff', subjectId: story.troupe.staffId(s.key) }] });
    for (const shot of SHOTS.filter((s) => only.length === 0 || only.includes(s.name))) {
      for (const [width, dark] of LOOKS.filter(([, inDark]) => !inDark || ALSO_DARK.has(shot.name))) {
        const page = await open(stage, story, shot, { width, dark });
        await page.waitForLoadState('networkidle').catch(() => {});
        await page.locator('h1, h2').filter({ visible: true }).first().waitFor();
        await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'hidden' });
        await page.screenshot({ path: join(FOLDER, `${shot.name}-${width}-${dark ? 'dark' : 'light'}.jpg`), type: 'jpeg', quality: 80, fullPage: shot.who !== 'client' });
        const findings = dark ? [] : await stage.axe(page);
        process.stdout.write(`${shot.name} ${width} ${dark ? 'dark' : 'light'}${findings.length > 0 ? `: ${findings.join('; ')}` : ''}\n`);
        await page.context().close();
      }
    }
  } finally {
    await stage.close();
  }
}

/** One walk through the browser: who walks, on which stage, and a page for each hand that is needed. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { addDays, dateIn, instantOf, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { BrowserStage } from '../browser-stage.ts';
import { DEMO_ZONE, type Troupe } from '../demo/troupe.ts';

/** A slow machine under load may take this long to show something. */
const PATIENCE_MS = 60_000;
/** Where pictures of every step are put when somebody wants to look at them; none are made otherwise. */
const pictures = process.env['SHOTS'];

export type Walk = {
  stage: BrowserStage;
  troupe: Troupe;
  /** The person's chart, known once the phone has rung. */
  clientId: Id;
  today(): LocalDate;
  goTo(date: LocalDate, time: string): void;
  /** Days later, at a wall time of the agency. */
  later(days: number, time: string): void;
  /** A page on a desk, signed in as this member of the staff. */
  desk(key: string, path?: string): Promise<Page>;
  /** The person's own phone, 390 px wide. */
  phone(path?: string): Promise<Page>;
  /** This page of the person's chart, at somebody's desk. */
  chart(key: string, path?: string): Promise<Page>;
  /** Nothing is wider than a phone, and axe has nothing serious to say; a picture of both widths, when asked for. */
  look(page: Page, name: string): Promise<void>;
  /** The same without axe, for pages whose own room lets axe look at them. */
  glance(page: Page, name: string): Promise<void>;
  /** Puts a page away. */
  leave(page: Page): Promise<void>;
};

export function openWalk(stage: BrowserStage, troupe: Troupe): Walk {
  const patient = (page: Page): Page => {
    page.setDefaultTimeout(PATIENCE_MS);
    page.setDefaultNavigationTimeout(PATIENCE_MS);
    return page;
  };
  const walk: Walk = {
    stage, troupe, clientId: '',
    today: () => dateIn(stage.clock.now(), DEMO_ZONE),
    goTo: (date, time) => stage.clock.set(instantOf(date, time, DEMO_ZONE)),
    later: (days, time) => walk.goTo(addDays(walk.today(), days), time),
    desk: async (key, path = '/') => {
      const page = patient(await stage.visitAs({ kind: 'staff', subjectId: troupe.staffId(key), agencyId: troupe.agencyId }, path));
      await page.getByRole('navigation', { name: 'Main', exact: true }).waitFor();
      return page;
    },
    phone: async (path = '/me') => patient(await stage.visitAs({ kind: 'client', subjectId: walk.clientId, agencyId: troupe.agencyId }, path, { width: 390 })),
    chart: (key, path = '') => walk.desk(key, `/clients/${walk.clientId}${path}`),
    look: async (page, name) => {
      assert.deepEqual(await stage.axe(page), [], name);
      await walk.glance(page, name);
    },
    glance: async (page, name) => {
      const wide = page.viewportSize()!;
      if (pictures) await picture(page, `${name}-${wide.width}`);
      await page.setViewportSize({ width: 390, height: 844 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} is wider than a phone`);
      if (pictures && wide.width !== 390) await picture(page, `${name}-390`);
      await page.setViewportSize(wide);
    },
    leave: (page) => page.context().close(),
  };
  return walk;
}

async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures!, { recursive: true });
  await page.screenshot({ path: join(pictures!, `${name}.png`), fullPage: true });
}

/** Presses one answer of a question whose answers are all seen at once. */
export const tap = (scope: Page | Locator, question: string | RegExp, answer: string): Promise<void> =>
  scope.getByRole('group', { name: question }).getByText(answer, { exact: true }).click();

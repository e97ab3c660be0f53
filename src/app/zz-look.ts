import { openBrowserStage } from './browser-stage.ts';
import { admitted } from './cast.ts';
import { newId } from '../shared/ids.ts';
import { startGroup, seatClient, bookSession } from '../capabilities/schedule/api.ts';
import { saveSafetyPlan, sendCheckIn } from '../capabilities/safeguards/api.ts';
import { emptySafetyPlan } from '../capabilities/safeguards/model.ts';
import { saveMyPerson, letPersonSee, person, offerFamily, recordEmergencyContact } from '../capabilities/support-network/api.ts';
import { writeToClient, sendMyMessage } from '../capabilities/portal/api.ts';

const only = process.argv.slice(2);
const stage = await openBrowserStage({ now: '2026-03-02T23:42:00Z' });
try {
  const seriesId = (await stage.as('supervisor').call(startGroup, { name: 'Relapse Prevention', code: 'RP', service: 'relapse-prevention-group', capacity: 12, weekdays: [1, 3], startsAt: '18:00', endsAt: '21:00', roomId: null, from: '2026-03-02', facilitatorIds: [stage.staff.facilitator] })).seriesId;
  const clientId = await admitted(stage);
  await stage.owner.query(`update live.client set routine = $2 where client_id = $1`, [clientId, JSON.stringify([1, 2, 3, 4].map((weekday) => ({ weekday, from: '08:00', to: '16:00', kind: 'work' })))]);
  await stage.as('intake').call(seatClient, { clientId, seriesIds: [seriesId], from: '2026-03-02' });
  await stage.as('intake').call(bookSession, { clientId, kind: 'individual', service: 'individual-counseling', staffId: stage.staff.counselor, on: '2026-03-05', startsAt: '17:00', minutes: 50, repeat: 'weekly' });
  await stage.as('intake').call(bookSession, { clientId, kind: 'family', service: 'family-session', staffId: stage.staff.supervisor, on: '2026-03-06', startsAt: '17:00', minutes: 60 });
  await stage.as('counselor').call(saveSafetyPlan, { clientId, safetyPlanId: newId(), opioids: true, version: 0, plan: { ...emptySafetyPlan(),
    signs: ['I stop answering texts', 'I can’t sleep two nights'], alone: ['Walk to the river, 10 minutes', 'Cold water, then tea'], places: ['Library until 8', 'Tuesday meeting, Oak Street'],
    people: [{ name: 'D.', relation: 'my sister', phone: '555-0123' }, { name: 'P.', relation: 'sponsor', phone: '555-0188' }], professionals: [{ name: 'T. B.', relation: 'weekdays', phone: '555-0100' }],
    safer: ['The blue box is with D.'], overdoseSteps: ['Call 911', 'Give naloxone', 'Stay'], naloxonePlace: 'kitchen, top left', reasons: ['My mornings'] } });
  const me = stage.client(clientId);
  for (const [at, craving, mood] of [['2026-02-26T01:00:00Z', 3, 3], ['2026-02-27T01:00:00Z', 3, 4], ['2026-02-28T01:00:00Z', 2, 3], ['2026-03-01T01:00:00Z', 7, 2]] as const) await me.call(sendCheckIn, { id: newId(), at, craving, mood, sleepHours: 6, medication: 'taken', words: craving > 5 ? 'Saw him at the store.' : '' });
  const sup = newId();
  await me.call(saveMyPerson, { person: person.parse({ id: sup, name: 'Dara', relation: 'sister', phone: '555-0123', email: 'd@example.org', roles: ['family_sessions'], contact: { mayCall: true } }) });
  await me.call(letPersonSee, { consentId: newId(), supporterId: sup, records: ['schedule', 'family_session', 'safety_plan'], until: '2026-06-01', name: 'Rowan Okafor' });
  await stage.as('counselor').call(offerFamily, { clientId, familyOfferId: newId(), what: 'family_session' });
  await stage.as('counselor').call(recordEmergencyContact, { clientId, decision: { decision: 'named', supporterId: sup } });
  await me.call(sendMyMessage, { messageId: newId(), words: 'Can we move Thursday? My son has a game.' });
  await stage.as('counselor').call(writeToClient, { clientId, messageId: newId(), words: 'Yes. Friday at 10?' });
  const client = { kind: 'client' as const, subjectId: clientId };
  const shots: [string, any, string][] = [
    ['home', client, '/me'], ['week', client, '/me/week'], ['help', client, '/me/help'], ['safety', client, '/me/safety'], ['plan', client, '/me/plan'],
    ['messages', client, '/me/messages'], ['privacy', client, '/me/privacy'], ['people', client, '/me/people'], ['checkin', client, '/me/check-in'],
    ['support', { kind: 'supporter', subjectId: sup }, '/support'],
    ['chart-safety', 'counselor', `/clients/${clientId}/safeguards`], ['chart-people', 'counselor', `/clients/${clientId}/people`], ['chart-messages', 'counselor', `/clients/${clientId}/messages`],
  ];
  for (const [name, who, path] of shots) {
    if (only.length && !only.includes(name)) continue;
    for (const [width, dark] of [[390, false], [1440, false], [390, true], [320, false]] as const) {
      const page = await stage.visit(who, path, { width, dark });
      await page.locator('h1').first().waitFor({ timeout: 20000 }); await page.waitForTimeout(1500);
      await page.screenshot({ path: `/tmp/look/${name}-${width}-${dark ? 'dark' : 'light'}.png`, fullPage: width >= 1000 || name !== 'home' });
      if (width === 390 && !dark) {
        console.log(name, await stage.axe(page));
      }
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) console.log(name, width, 'wider by', over);
      await page.context().close();
    }
  }
  if (!only.length || only.includes('flow')) {
    const page = await stage.visit(client, '/me', { width: 390 });
    await page.getByRole('button', { name: 'low' }).click();
    await page.waitForURL(/check-in/);
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: '8', exact: true }).click();
    await page.waitForTimeout(400);
    await page.screenshot({ path: '/tmp/look/flow-2.png', fullPage: true });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.waitForTimeout(300);
    await page.screenshot({ path: '/tmp/look/flow-3.png', fullPage: true });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.waitForTimeout(300);
    await page.screenshot({ path: '/tmp/look/flow-4.png', fullPage: true });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForTimeout(800);
    await page.screenshot({ path: '/tmp/look/flow-5.png', fullPage: true });
  }
} finally {
  await stage.close().catch((e) => console.log('close', String(e)));
}

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { launch } from '../../app/browser-stage.ts';
import { buildWebIfStale } from '../../app/build-web.ts';
import { firstRunRoutes } from '../../app/first-run-routes.ts';
import { serveHouse, type Served } from '../../app/serve-house.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId } from '../../shared/ids.ts';
import { openSetupCode, type SetupCode } from '../../platform/sign-in/first-run.ts';

let stage: Stage;
let served: Served;
let browser: Browser;
let url: string;
let dataDir: string;
let setupCode: SetupCode;
let isEmpty = true;
const mails: { to: string; text: string }[] = [];
const faults: string[] = [];

before(async () => {
  await buildWebIfStale(() => {});
  stage = await openStage();
  dataDir = await mkdtemp(join(tmpdir(), 'stepwell-door-'));
  setupCode = await openSetupCode({ dataDir, now: () => stage.clock.now() });
  const port = await new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
  url = `http://localhost:${port}`; // passkeys want a name, not an address
  served = await serveHouse(stage, {
    secret: 'a secret of the stage alone, 32 or more', publicUrl: url, demo: false, perMinute: 100_000,
    sendMail: async ({ to, text }) => { mails.push({ to, text }); },
    more: async (app, signIn) => firstRunRoutes(app, stage, signIn, {
      empty: async () => isEmpty, demo: () => false,
      setupCode: { ...setupCode, spend: async () => { isEmpty = false; await setupCode.spend(); } },
      loadDemo: async () => {},
    }),
  });
  await served.app.listen({ host: '127.0.0.1', port });
  browser = await launch();
});
after(async () => {
  await browser.close();
  await served.app.close();
  await stage.close();
  await rm(dataDir, { recursive: true });
  assert.deepEqual(faults, [], 'script errors or refused resources');
});

async function visit(path = '/', context?: BrowserContext): Promise<Page> {
  const own = context ?? await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'America/Chicago' });
  const page = await own.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (m) => { if (m.type() === 'error' && /Content Security Policy|Uncaught/.test(m.text())) faults.push(`${page.url()} ${m.text()}`); });
  await page.goto(url + path);
  return page;
}
const box = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const sees = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes[0]?.target.join(' ')}`), [], page.url());
}

const PASSWORD = 'gravel mitten over barn';
let recovery: string[] = [];
let admin: Page;

test('a first run: the program is created with the terminal\'s code, and its administrator sets up a second step', async () => {
  admin = await visit();
  await sees(admin, 'How shall it begin?');
  await clean(admin);
  await press(admin, /Create your program/);
  await box(admin, 'Agency').fill('Juniper House');
  await box(admin, 'First site').fill('Main house');
  await admin.getByRole('radio', { name: 'An empty week' }).check();
  await box(admin, 'Your name').fill('Alex Stone');
  await box(admin, 'Your email').fill('alex.stone@example.org');
  await box(admin, 'Password').fill(PASSWORD);
  await box(admin, 'Code from the terminal').fill('AAAA-AAAA');
  await press(admin, 'Create the program');
  await sees(admin, 'That is not the code.');
  assert.equal(await box(admin, 'Agency').inputValue(), 'Juniper House', 'what was typed stays');
  await clean(admin);
  await box(admin, 'Code from the terminal').fill(setupCode.code.toLowerCase());
  await press(admin, 'Create the program');

  await sees(admin, 'One more step');
  await clean(admin);
  await press(admin, /An app on my phone/);
  await admin.getByRole('img').waitFor();
  await admin.getByText('I cannot scan it').click();
  await clean(admin);
  const secret = (await admin.locator('details p').last().innerText()).replaceAll(' ', '');
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await box(admin, 'The code your app shows now').fill('000 00');
  await press(admin, 'Set it up');
  await sees(admin, 'That code does not match.');
  await box(admin, 'The code your app shows now').fill(app.generate());
  await press(admin, 'Set it up');
  await sees(admin, 'Keep these ten codes.');
  recovery = await admin.locator('ol li').allInnerTexts();
  assert.equal(recovery.length, 10);
  await clean(admin);
  await press(admin, 'I have kept them');
  await admin.getByRole('button', { name: /your menu|More/ }).first().waitFor();
});

test('a wrong password says so and keeps what was typed; the second step takes a recovery code', async () => {
  const page = await visit();
  await box(page, 'Email').fill('alex.stone@example.org');
  await box(page, 'Password').fill('not this one');
  await press(page, 'Sign in');
  await sees(page, 'do not belong together');
  assert.equal(await box(page, 'Email').inputValue(), 'alex.stone@example.org');
  await clean(page);
  await box(page, 'Password').fill(PASSWORD);
  await press(page, 'Sign in');
  await sees(page, 'One more step.');
  await clean(page);
  await press(page, 'I lost my phone');
  await box(page, 'Recovery code').fill(recovery.pop()!);
  await press(page, 'Go on');
  await page.getByRole('button', { name: /your menu|More/ }).first().waitFor();
  await page.context().close();
});

test('a minute before the end the page asks whether somebody is still there', async () => {
  await admin.goto(`${url}/account`);
  await sees(admin, 'Where you are signed in');
  stage.clock.advance(14);
  await admin.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await sees(admin, 'Still there?');
  await clean(admin);
  await press(admin, 'I am still here');
  await admin.getByText('Still there?').waitFor({ state: 'hidden' });
  stage.clock.advance(14);
  const state = await admin.evaluate(async () => (await fetch('/auth/state')).json());
  assert.ok(state.signIn, 'it was kept awake');
});

test('after the end the person signs in again in place, and typed text is still there', async () => {
  await admin.goto(`${url}/account`);
  await press(admin, 'Change');
  await box(admin, 'New password').fill('half a thought');
  stage.clock.advance(16);
  await admin.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await sees(admin, 'Sign in to go on');
  const dialog = admin.getByRole('dialog', { name: 'Sign in to go on' });
  await dialog.getByRole('textbox', { name: 'Email' }).fill('alex.stone@example.org');
  await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByRole('button', { name: 'I lost my phone' }).click();
  await dialog.getByRole('textbox', { name: 'Recovery code' }).fill(recovery.pop()!);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(await box(admin, 'New password').inputValue(), 'half a thought');
});

test('a passkey is added on the account page and signs in by itself', async () => {
  const session = await admin.context().newCDPSession(admin);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
  } });
  await admin.goto(`${url}/account`);
  await press(admin, 'Add');
  await sees(admin, 'Passkey, added');
  await clean(admin);
  await admin.getByRole('button', { name: 'Sign out', exact: true }).click();
  await press(admin, 'Use a passkey');
  await admin.getByRole('button', { name: /your menu|More/ }).first().waitFor();
});

test('what changes the account asks for the password again after a while, then goes on by itself', async () => {
  await admin.goto(`${url}/account`);
  await sees(admin, 'Second step');
  stage.clock.advance(10);
  await admin.evaluate(() => fetch('/auth/stay', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }));
  stage.clock.advance(10);
  await press(admin, 'Make new ones');
  await sees(admin, 'First show that it is you');
  await clean(admin);
  await box(admin, 'Your password').fill(PASSWORD);
  await press(admin, 'Go on');
  await sees(admin, 'Keep these ten codes');
  await press(admin, 'I have kept them');
  await sees(admin, 'Ten codes left');
});

test('an invited client chooses a password on their own phone and is in', async () => {
  const who = { agencyId: stage.agencyId, kind: 'client' as const, subjectId: newId() };
  const made = await served.signIn.invite({ ...who, email: 'mara@example.org', name: 'Mara Quist', byAccountId: null });
  assert.ok(made.ok);
  const page = await visit(new URL(made.value.link).pathname + new URL(made.value.link).hash);
  await sees(page, 'Welcome, Mara.');
  assert.equal(new URL(page.url()).hash, '', 'the secret leaves the address');
  await clean(page);
  await box(page, 'Password').fill('Mara Quist 2026');
  await press(page, 'Go in');
  await sees(page, 'Too many people would think of this one.');
  await box(page, 'Password').fill(PASSWORD);
  await press(page, 'Go in');
  await page.waitForURL((at) => at.pathname !== '/link');
  assert.deepEqual((await page.evaluate(async () => (await fetch('/auth/state')).json())).signIn.place, 'own');
  await page.context().close();
});

test('who cannot get in asks for a link, and sets a new password by it', async () => {
  const page = await visit('/forgot');
  await clean(page);
  await box(page, 'Email').fill('mara@example.org');
  await press(page, 'Send the link');
  await sees(page, 'Look at your mail.');
  for (let i = 0; i < 100 && !mails.some((m) => m.text.includes('new password')); i++) await new Promise((r) => setTimeout(r, 20));
  const link = new URL(mails.findLast((m) => m.text.includes('new password'))!.text.match(/http\S+/)![0]);
  await page.goto('about:blank');
  await page.goto(url + link.pathname + link.hash);
  await box(page, 'New password').fill('kettle under slow ferns');
  await clean(page);
  await press(page, 'Set the password');
  await sees(page, 'Your new password works.');
  await page.goto('about:blank');
  await page.goto(url + link.pathname + link.hash);
  await sees(page, 'This link opens nothing any more.');
  await clean(page);
  await page.context().close();
});

test('an account whose last place has ended is told so', async () => {
  const who = { agencyId: stage.agencyId, kind: 'supporter' as const, subjectId: newId() };
  const made = await served.signIn.createAccount({ email: 'gone@example.org', name: 'Gone', password: PASSWORD });
  assert.ok(made.ok);
  await served.signIn.addMembership(made.value.accountId, { ...who, byAccountId: null });
  await served.signIn.endMembership({ ...who, byAccountId: null });
  const page = await visit();
  await box(page, 'Email').fill('gone@example.org');
  await box(page, 'Password').fill(PASSWORD);
  await press(page, 'Sign in');
  await sees(page, 'You have no place here any more.');
  await clean(page);
  await press(page, 'Sign out');
  await box(page, 'Email').waitFor();
  await page.context().close();
});

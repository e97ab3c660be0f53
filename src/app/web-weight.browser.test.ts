import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { WEB_FOLDER } from './build-web.ts';
import { openBrowserStage, type BrowserStage } from './browser-stage.ts';
import { weighWeb } from './web-weight.ts';

let stage: BrowserStage;
before(async () => {
  stage = await openBrowserStage();
});
after(() => stage.close());

type Sent = { path: string; encoding: string | undefined; bytes: number };

/** Opens a page and hears what script and style are sent until its heading stands there. */
async function sentUntil(page: Page, path: string, heading: RegExp): Promise<Sent[]> {
  const sent: Sent[] = [];
  const listen = page.on('response', (answer) => {
    if (!/\.(js|css)$/.test(new URL(answer.url()).pathname) || answer.fromServiceWorker()) return;
    const headers = answer.headers();
    sent.push({ path: new URL(answer.url()).pathname, encoding: headers['content-encoding'], bytes: Number(headers['content-length']) });
  });
  await page.goto(stage.url + path);
  await page.getByRole('heading', { name: heading }).first().waitFor();
  listen.removeAllListeners('response');
  return sent;
}

const kilobytes = (sent: readonly Sent[]): number => sent.reduce((sum, one) => sum + one.bytes, 0) / 1000;

test('what a first visit is sent comes compressed, and is under 250 kB until one can sign in', async () => {
  const page = await stage.stranger('/icon.svg');
  const sent = await sentUntil(page, '/', /./);
  assert.ok(sent.length > 5);
  assert.deepEqual(sent.filter((one) => one.encoding !== 'br'), []);
  assert.ok(kilobytes(sent) > 50 && kilobytes(sent) < 250, `${kilobytes(sent)} kB`);
});

test('each further screen brings less than 60 kB', () => {
  const { parts, first, rest } = weighWeb(WEB_FOLDER);
  assert.ok(parts.length > 60 && first > 50_000 && rest > 1_000);
  assert.deepEqual(parts.filter((one) => one.bytes >= 60_000), []);
});

test('who cannot read what is compressed is sent it plain', async () => {
  const html = await (await fetch(stage.url, { headers: { accept: 'text/html' } })).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)![1]!;
  const encodings = await Promise.all(['br', 'gzip', 'identity'].map(async (wanted) => {
    const answer = await fetch(stage.url + script, { headers: { 'accept-encoding': wanted } });
    return [answer.status, answer.headers.get('content-encoding'), (await answer.text()).includes('import')];
  }));
  assert.deepEqual(encodings, [[200, 'br', true], [200, 'gzip', true], [200, null, true]]);
});

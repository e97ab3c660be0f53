/** A link into a chart leads to a tab or a page that is there: nobody in a hurry ends on an empty page. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const SOURCE = join(import.meta.dirname, '..');
const read = (pattern: string): { file: string; text: string }[] =>
  globSync(pattern, { cwd: SOURCE }).filter((file) => !file.includes('.test.')).map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }));

test('every address of a chart in rules and screens is a tab of the chart or a page', () => {
  const pages = read('capabilities/*/screens/pages.ts').map((one) => one.text).join('\n');
  const places = new Set([...pages.matchAll(/tab: '([\w-]+)'/g), ...pages.matchAll(/path: '\/clients\/\$clientId\/([\w-]+)/g)].map((match) => match[1]));
  assert.ok(places.has('safety') && places.has('papers'));
  const lost = read('{capabilities,web}/**/*.{ts,tsx}').flatMap(({ file, text }) =>
    [...text.matchAll(/\/clients\/\$\{[^}]+\}\/([a-z][\w-]*)/g)].filter((match) => !places.has(match[1]!)).map((match) => `${file}: ${match[0]}`));
  assert.deepEqual(lost, []);
});

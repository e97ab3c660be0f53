import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tabsOf } from './chart-tabs.ts';

const panel = (tab: string, label: string, under?: 'notes' | 'stay' | 'people') => ({ tab, label, ...(under ? { under } : {}) });

test('parts stand under their tab, in the chart\u2019s order, and lines of the head are no tabs', () => {
  const tabs = tabsOf([panel('head', 'Head'), panel('admission', 'Admission', 'stay'), panel('instruments', 'Scores', 'notes'), panel('overview', 'Thread'),
    panel('notes', 'Notes'), panel('transition', 'Transition', 'stay'), panel('people', 'People'), panel('people', 'Their own pages')]);
  assert.deepEqual(tabs.map((t) => [t.label, t.parts.map((p) => p.tab)]), [
    ['Overview', ['overview']], ['Notes', ['notes', 'instruments']], ['People', ['people']], ['Stay', ['admission', 'transition']]]);
});

test('a tab of which one part is open is called like that part', () => {
  assert.deepEqual(tabsOf([panel('instruments', 'Scores', 'notes'), panel('privacy', 'Privacy', 'people')]).map((t) => t.label), ['Scores', 'Privacy']);
});

/** How a test's standing is said and marked on screens. */
import type { MarkKind, TestResult } from '../../../web/pictures/index.ts';
import { listWords } from '../../../web/words.ts';
import type { ShownTest, ShownRead } from '../api.ts';
import { analyteWords, TEST_REASONS } from '../model.ts';
import type { TestStatus } from '../status.ts';

export const markOfTest: Record<TestStatus, MarkKind> = {
  scheduled: 'later', notified: 'soon', collected: 'soon', resulted: 'soon', sent_for_confirmation: 'later', confirmed: 'soon', reviewed_with_client: 'later', closed: 'done',
  missed_excused: 'info', missed_unexcused: 'late', refused: 'late', unable_to_provide: 'info', invalid: 'late', cancelled_by_program: 'info',
};
/** The shape in the trajectory and beside each test. */
export function shapeOf(test: Pick<ShownTest, 'status' | 'reads' | 'validity'>): TestResult {
  if (test.status === 'missed_unexcused' || test.status === 'missed_excused' || test.status === 'refused') return 'missed';
  if (test.validity !== null && test.validity !== 'acceptable') return 'unusable';
  if (test.status === 'invalid' || test.status === 'unable_to_provide') return 'unusable';
  if (test.reads.some((r) => r.verdict === 'unexpected_positive')) return test.reads.some((r) => r.verdict === 'unexpected_positive' && r.source === 'definitive') ? 'confirmed' : 'positive';
  return test.reads.length === 0 || test.reads.some((r) => r.verdict === 'pending') ? 'pending' : 'negative';
}
export const isUnexpected = (r: Pick<ShownRead, 'verdict'>): boolean => r.verdict.startsWith('unexpected');

/** One sentence about what a test says: `all as expected`, or what is not. */
export function testSentence(test: Pick<ShownTest, 'reads' | 'statusWords' | 'validity' | 'status'>): string {
  if (test.reads.length === 0) return test.validity === null || test.validity === 'acceptable' ? test.statusWords : `${test.validity}; no reading`;
  const open = test.reads.filter((r) => isUnexpected(r) || r.verdict === 'pending');
  if (open.length === 0) return 'all as expected';
  return listWords(open.map((r) => `${analyteWords(r.analyte)} ${r.words}`));
}
export const reasonWords = (test: Pick<ShownTest, 'reason'>): string => TEST_REASONS[test.reason].toLowerCase();

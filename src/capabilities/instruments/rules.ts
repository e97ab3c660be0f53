import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Alert, Answers, Finding, Instrument, Item, Scored } from './model.ts';

/** The rules that hold for every instrument (INS-01 to INS-07). */

type AnswerRefusal = 'unknown-item' | 'answer-not-allowed' | 'answers-contradict';

const itemIn = (instrument: Instrument, n: string): Item | undefined => instrument.items.find((item) => item.n === n);

/** INS-02: is this one answer among those that the form allows? */
export function mayAnswer(instrument: Instrument, n: string, value: number): Decision<number, AnswerRefusal> {
  const item = itemIn(instrument, n);
  if (!item) return refuse('unknown-item', `${instrument.title} has no item ${n}.`, `answers.${n}`);
  if (item.values.includes(value)) return accept(value);
  return refuse('answer-not-allowed', `Item ${n} takes ${valuesInWords(item)}.`, `answers.${n}`);
}

/** `0 to 3`, or `0, 2 or 4` where there are gaps. */
export function valuesInWords({ values }: Pick<Item, 'values'>): string {
  const first = values[0]!;
  const last = values.at(-1)!;
  if (values.length > 2 && last - first === values.length - 1) return `${first} to ${last}`;
  return `${values.slice(0, -1).join(', ')} or ${last}`;
}

/** INS-04: what must be seen before any total, from the answers so far; answers that are not allowed are passed over. */
export function alertsSoFar(instrument: Instrument, given: Answers): Alert[] {
  const allowed = Object.fromEntries(Object.entries(given).filter(([n, value]) => mayAnswer(instrument, n, value).ok));
  return instrument.alerts?.(withSkips(instrument, allowed)) ?? [];
}

/** What the form's skip rules imply is added; what was answered stays as answered. */
export const withSkips = (instrument: Instrument, given: Answers): Answers => ({ ...instrument.skips?.(given), ...given });

/** The next item to ask, by the order of the form and its skip rules; `null` when all are answered. */
export function nextItem(instrument: Instrument, given: Answers): Item | null {
  const all = withSkips(instrument, given);
  return instrument.items.find((item) => all[item.n] === undefined) ?? null;
}

/**
 * INS-01 to INS-04: raw answers in; alerts first, then what is missing, scales and findings out. The same answers and
 * scorer version always give the same result, so that a score can be made again from what is stored.
 */
export function scoreInstrument(instrument: Instrument, given: Answers): Decision<Scored, AnswerRefusal> {
  for (const [n, value] of Object.entries(given)) {
    const allowed = mayAnswer(instrument, n, value);
    if (!allowed.ok) return allowed;
  }
  const all = withSkips(instrument, given);
  const fault = instrument.contradictions?.(all)[0];
  if (fault) return refuse('answers-contradict', fault.say, `answers.${fault.item}`);
  const missing = instrument.items.filter((item) => !item.optional && all[item.n] === undefined);
  const { scales, findings } = instrument.score(all);
  const totalStands = scales.some((scale) => scale.prorated);
  return accept({
    alerts: alertsSoFar(instrument, all),
    status: missing.length === 0 || totalStands ? 'complete' : 'incomplete',
    missing: missing.map((item) => item.n),
    scales,
    findings: [...missing.filter((item) => item.safety).map(askAloud), ...findings],
  });
}

const askAloud = (item: Item): Finding =>
  ({ code: 'safety-item-unanswered', met: true, say: `Item ${item.n}, ${item.topic}, was left out: ask it aloud.` });

/** INS-07: the client's own device offers an instrument only in its imported official wording, and not a clinician's. */
export function mayOfferOnDevice(
  instrument: Instrument, wording: { version: string } | null,
): Decision<null, 'wording-not-imported' | 'given-by-clinician'> {
  if (instrument.givenBy === 'clinician') {
    return refuse('given-by-clinician', `${instrument.title} is asked or rated by a clinician, face to face.`);
  }
  return wording ? accept(null)
    : refuse('wording-not-imported', `Import the official wording of ${instrument.title} first, or enter it from paper.`);
}

/** A result read against what is prescribed (drug-testing.md §6, §7; DT-30 to DT-42). It explains; a person concludes. */
import { ingredientsIn } from '../medication/ingredients.ts';
import { CROSS_REACTORS, EXPECTED, WORTH_ASKING, type Expectation, type Firmness } from './expected.ts';
import { atOrAbove, isReadable } from './validity.ts';
import {
  type Analyte, type DefinitiveReading, type Interpretation, type PresumptiveReading, type TestFacts, type Validity,
} from './model.ts';

/** A medication as the interpreter needs it: in force on the collection date, or told of at collection. */
export type Taken = { name: string; ingredients: string[]; prescribed: boolean };
export type Read = {
  analyte: Analyte; verdict: Interpretation;
  /** Plain sentences, in the order a reader needs them. */
  because: string[];
  /** Medications on the client's own list that are reported to cross-react (DT-40). */
  crossReactors: string[];
  /** For a clinical talk, never a sanction. */
  flags: ('metabolite-missing' | 'ask-for-isomers' | 'dilute' | 'residue-possible')[];
};

/** What was told of at collection, as medications; unknown names stay, with no ingredient. */
export const declaredAsTaken = (declared: readonly string[]): Taken[] =>
  declared.map((name) => ({ name, ingredients: ingredientsIn(name), prescribed: false }));

type Explaining = { name: string; ingredient: string; expectation: Expectation };
const explaining = (taken: readonly Taken[]): Explaining[] =>
  taken.flatMap(({ name, ingredients }) => ingredients.flatMap((ingredient) => {
    const expectation = EXPECTED[ingredient];
    return expectation ? [{ name, ingredient, expectation }] : [];
  }));

/** Over-the-counter agents that truly hold the substance explain a screen even though nobody prescribed them. */
const prescribedOrInhaler = (taken: readonly Taken[]): Taken[] =>
  taken.filter((t) => t.prescribed || t.ingredients.includes('levmetamfetamine'));

/** DT-40: medications of this client that may make this screen positive by themselves. */
export function crossReactorsFor(analyte: Analyte, taken: readonly Taken[]): string[] {
  const agents = CROSS_REACTORS[analyte] ?? [];
  return [...new Set(taken.filter((t) => t.ingredients.some((i) => agents.includes(i))).map((t) => t.name))];
}

const strongest = (all: { name: string; firmness: Firmness; note?: string | undefined }[]) =>
  (['yes', 'often', 'maybe', 'seldom'] as const).flatMap((f) => all.filter((one) => one.firmness === f))[0];

/** Reads one presumptive reading. DT-31: its words always carry *presumptive*. */
export function readPresumptive(reading: PresumptiveReading, taken: readonly Taken[], validity: Validity): Read {
  const { analyte } = reading;
  const because: string[] = [];
  const flags: Read['flags'] = [];
  const screens = explaining(prescribedOrInhaler(taken)).flatMap(({ name, expectation }) => {
    const firmness = expectation.screens[analyte];
    return firmness ? [{ name, firmness, note: expectation.note }] : [];
  });
  const by = strongest(screens);
  const crossReactors = reading.positive && !by ? crossReactorsFor(analyte, taken) : [];
  let verdict: Interpretation;
  if (reading.positive) {
    verdict = by ? 'expected_positive' : 'unexpected_positive';
    because.push(by ? `${by.name} is prescribed and shows on this screen.` : 'Nothing on the medication list explains this presumptive positive.');
    if (by?.firmness === 'maybe') flags.push('ask-for-isomers');
    if (crossReactors.length > 0) because.push(`${crossReactors.join(', ')} can cause it without the substance. Offer a confirmation.`);
    if (!by && WORTH_ASKING[analyte]) because.push(WORTH_ASKING[analyte]);
  } else if (by?.firmness === 'yes') {
    verdict = 'unexpected_negative';
    because.push(`${by.name} is prescribed and would usually show. Ask how taking it goes; nothing is assumed.`);
  } else {
    verdict = 'expected_negative';
    because.push(by ? `${by.name} is prescribed, but a negative screen is common and is not a missed dose.` : 'Negative, as expected.');
  }
  if (by?.note) because.push(by.note);
  if (!reading.positive && validity === 'dilute') {
    verdict = 'pending';
    flags.push('dilute');
    because.push('The specimen is dilute: a negative here is inconclusive.');
  }
  return { analyte, verdict, because, crossReactors, flags };
}

const plain = (compound: string): string => compound.trim().toLowerCase();
type Found = { compound: string; value: number };

const foundIn = (readings: readonly DefinitiveReading[]): Found[] =>
  readings.filter((r) => atOrAbove(r.value, r.cutoff)).map((r) => ({ compound: plain(r.compound), value: r.value }));

/** Reads what the laboratory found for one analyte: all its compounds together, against what is prescribed. */
export function readDefinitive(analyte: Analyte, readings: readonly DefinitiveReading[], taken: readonly Taken[]): Read {
  const own = readings.filter((r) => r.analyte === analyte);
  const found = foundIn(own);
  const reported = new Set(own.map((r) => plain(r.compound)));
  const meds = explaining(prescribedOrInhaler(taken));
  const because: string[] = [];
  const flags: Read['flags'] = [];
  const unexplained = found.filter(({ compound }) => !meds.some((m) => m.expectation.explains.includes(compound)));
  const explained = found.filter((f) => !unexplained.includes(f));
  const absent = meds.find(({ expectation }) => {
    const asked = expectation.requires.filter((c) => reported.has(c));
    return asked.length > 0 && asked.every((c) => !found.some((f) => f.compound === c));
  });
  const added = meds.find(({ expectation: { metabolite: m } }) => {
    const parent = m && found.find((f) => f.compound === m.parent);
    if (!m || !parent || !reported.has(m.metabolite)) return false;
    const value = found.find((f) => f.compound === m.metabolite)?.value ?? 0;
    return value === 0 || value / parent.value < m.leastRatio;
  });
  if (added) {
    flags.push('metabolite-missing');
    because.push(`${added.name} is there without what the body makes of it. It may have been added to the specimen. Talk; no sanction.`);
  }
  if (unexplained.some((f) => f.compound === 'norfentanyl') && !found.some((f) => f.compound === 'fentanyl')) {
    flags.push('residue-possible');
    because.push('Norfentanyl alone can remain for weeks after daily use. It is not called new use.');
  }
  const isomers = meds.find(({ expectation }) => expectation.note?.includes('isomers') && explained.some((f) => expectation.explains.includes(f.compound)));
  if (isomers?.expectation.note) {
    flags.push('ask-for-isomers');
    because.push(isomers.expectation.note);
  }
  let verdict: Interpretation = 'expected_negative';
  if (unexplained.length > 0) {
    verdict = 'unexpected_positive';
    because.unshift(`The laboratory found ${unexplained.map((f) => f.compound).join(', ')}; nothing on the medication list explains it.`);
  } else if (absent) {
    verdict = 'unexpected_negative';
    because.unshift(`${absent.name} is prescribed and the laboratory did not find it. Ask how taking it goes; nothing is assumed.`);
  } else if (explained.length > 0) {
    verdict = 'expected_positive';
    because.unshift(`The laboratory found ${explained.map((f) => f.compound).join(', ')}, as ${meds.filter((m) => explained.some((f) =>
      m.expectation.explains.includes(f.compound))).map((m) => m.name).join(', ')} explains.`);
  } else because.unshift('The laboratory found nothing at or above its cut-off.');
  return { analyte, verdict, because, crossReactors: [], flags };
}

/** `screened` keeps what the screen alone said, also after the laboratory was asked or has answered. */
export type Interpreted = Read & { source: 'presumptive' | 'definitive'; screened: Interpretation | null };
/**
 * The whole test, substance by substance. The definitive result takes the place of the presumptive one; an analyte
 * sent to the laboratory and not back yet is `pending`. An unreadable specimen gives nothing (§8, "no result").
 * @param taken the medication list in force on the collection date; a later list changes nothing by itself (§6)
 */
export function interpret(facts: TestFacts, taken: readonly Taken[]): Interpreted[] {
  const { result, confirmation, definitive, specimen } = facts;
  if (!result || !isReadable(result.validity)) return [];
  const all = [...taken, ...declaredAsTaken(specimen?.declaredMedications ?? [])];
  const reads: Interpreted[] = result.readings.map((reading): Interpreted => {
    const read = readPresumptive(reading, all, result.validity);
    const screened = read.verdict;
    if (definitive?.readings.some((r) => r.analyte === reading.analyte)) {
      return { ...readDefinitive(reading.analyte, definitive.readings, all), source: 'definitive', screened };
    }
    if (confirmation?.analytes.includes(reading.analyte)) {
      const because = ['Sent to the laboratory; the answer is not back.', ...read.because];
      return { ...read, verdict: 'pending', because, source: 'presumptive', screened };
    }
    return { ...read, source: 'presumptive', screened };
  });
  const alsoFound = [...new Set(definitive?.readings.map((r) => r.analyte) ?? [])]
    .filter((a) => !result.readings.some((r) => r.analyte === a));
  return [...reads, ...alsoFound.map((a): Interpreted =>
    ({ ...readDefinitive(a, definitive!.readings, all), source: 'definitive', screened: null }))];
}

export const VERDICT_WORDS: Record<Interpretation, string> = {
  expected_positive: 'positive, as prescribed', unexpected_positive: 'positive, unexpected',
  unexpected_negative: 'prescribed, not found', expected_negative: 'negative', pending: 'not settled',
};
/** DT-31: what a screen found is never called positive without the word *presumptive*. */
export const verdictWords = (read: Interpreted): string =>
  (read.source === 'presumptive' && read.verdict.endsWith('_positive') ? 'presumptive ' : '') + VERDICT_WORDS[read.verdict];

/** Why a confirmation is offered (DT-41); empty: no reason beyond the client's wish. */
export function confirmationReasons(read: Interpreted, about: { disputed: boolean; wouldChange: boolean }): string[] {
  if (read.source === 'definitive') return [];
  const reasons: string[] = [];
  if (about.disputed) reasons.push('the client sees it differently');
  if (about.wouldChange && read.verdict === 'unexpected_positive') reasons.push('the result could change the plan');
  if (read.verdict === 'unexpected_negative') reasons.push('a prescribed medication was not found');
  if (read.crossReactors.length > 0) reasons.push(`${read.crossReactors.join(', ')} may have caused it`);
  if (read.flags.includes('ask-for-isomers')) reasons.push('isomers tell the prescription from other use');
  return reasons;
}


import * as z from 'zod';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Instrument, Item } from './model.ts';

/**
 * Takes the official wording from a FHIR R4 Questionnaire (INS-07). Its items are matched to our scoring by code
 * (LOINC) or by number, and its answers by value; where one thing does not match, nothing is taken, and every fault
 * is named with its line in the file.
 */
export type WordedItem = { n: string; text: string; answers: { value: number; text: string }[] };

/** What an agency keeps of an import: wording, with the version and licence that came with it. */
export type Wording = {
  code: Instrument['code'];
  version: string;
  language: string;
  title: string;
  copyright: string;
  items: WordedItem[];
};

export type ImportFault = { line: number; say: string };

const coding = z.object({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() });
const extension = z.object({ url: z.string(), valueDecimal: z.number().optional(), valueInteger: z.number().optional() });
const option = z.object({
  valueInteger: z.number().optional(),
  valueString: z.string().optional(),
  valueCoding: coding.extend({ extension: z.array(extension).optional() }).optional(),
  extension: z.array(extension).optional(),
});
type FhirItem = {
  linkId: string; prefix?: string; text?: string; type: string; readOnly?: boolean;
  code?: z.infer<typeof coding>[]; answerOption?: z.infer<typeof option>[]; answerValueSet?: string; item?: FhirItem[];
};
const fhirItem: z.ZodType<FhirItem> = z.lazy(() => z.object({
  linkId: z.string(), prefix: z.string().optional(), text: z.string().optional(), type: z.string(),
  readOnly: z.boolean().optional(), code: z.array(coding).optional(), answerOption: z.array(option).optional(),
  answerValueSet: z.string().optional(), item: z.array(fhirItem).optional(),
}));
const questionnaire = z.object({
  resourceType: z.literal('Questionnaire'), version: z.string().optional(), language: z.string().optional(),
  title: z.string().optional(), name: z.string().optional(), copyright: z.string().optional(), item: z.array(fhirItem),
});

/** LOINC's answers of the PHQ family, for forms that leave the values out (instruments.md §5). */
const LOINC_ANSWERS: Record<string, number> = { 'LA6568-5': 0, 'LA6569-3': 1, 'LA6570-1': 2, 'LA6571-9': 3, 'LA33-6': 1, 'LA32-8': 0 };
const VALUE_URLS = ['http://hl7.org/fhir/StructureDefinition/ordinalValue', 'http://hl7.org/fhir/StructureDefinition/itemWeight'];

/** INS-07: the wording, or every reason why this file does not fit this instrument. */
export function readQuestionnaire(
  instrument: Instrument, json: string,
): Decision<Wording, 'not-a-questionnaire' | 'questionnaire-does-not-match'> & { faults?: ImportFault[] } {
  const parsed = questionnaire.safeParse(parseJson(json));
  if (!parsed.success) {
    return refuse('not-a-questionnaire', 'This file is no FHIR R4 Questionnaire. Choose the .json file of the form.', 'file');
  }
  const faults: ImportFault[] = [];
  const fault = (item: FhirItem, say: string): void => void faults.push({ line: lineOf(json, item.linkId), say });
  const taken = new Map<string, WordedItem>();
  for (const question of questionsIn(parsed.data.item)) {
    const item = match(instrument, question);
    if (!item) {
      if (!isComputed(instrument, question)) fault(question, `“${question.linkId}” is no item of ${instrument.title}.`);
    } else if (taken.has(item.n)) fault(question, `Item ${item.n} comes twice.`);
    else {
      const worded = wordingOf(item, question);
      taken.set(item.n, worded.item);
      worded.faults.forEach((say) => fault(question, say));
    }
  }
  for (const item of instrument.items) {
    if (!item.optional && !taken.has(item.n)) faults.push({ line: 1, say: `Item ${item.n} (${item.topic}) is missing.` });
  }
  if (faults.length > 0) {
    const say = faults.slice(0, 20).map((one) => `Line ${one.line}: ${one.say}`).join('\n');
    return { ...refuse('questionnaire-does-not-match' as const, say, 'file'), faults };
  }
  const { version = '', language = 'en', copyright = '', title, name } = parsed.data;
  return accept({
    code: instrument.code, version, language, copyright, title: title ?? name ?? instrument.title,
    items: instrument.items.flatMap((item) => taken.get(item.n) ?? []),
  });
}

/** By LOINC code; else by the number in `prefix` or at the end of `linkId`, as in `/44250-9` or `phq-3`. */
function match(instrument: Instrument, question: FhirItem): Item | undefined {
  const codes = (question.code ?? []).map(({ code }) => code);
  const byCode = instrument.items.find((item) => item.loinc && (codes.includes(item.loinc) || question.linkId.endsWith(item.loinc)));
  if (byCode || codes.some((code) => isLoinc(code))) return byCode;
  const number = (text = ''): string | undefined => /(?:^|[^0-9A-Za-z]|[A-Za-z])(\d{1,2}[A-Za-z]?)[.):]?$/.exec(` ${text.trim()}`)?.[1];
  const n = (number(question.prefix) ?? number(question.linkId))?.replace(/^0+(?=\d)/, '').toUpperCase();
  return instrument.items.find((item) => item.n.toUpperCase() === n || item.n === question.linkId);
}
const isLoinc = (code = ''): boolean => /^\d{3,6}-\d$/.test(code);

/** A total that the form computes is not a question; we make our own. */
const isComputed = (instrument: Instrument, question: FhirItem): boolean =>
  question.readOnly === true || (question.code ?? []).some(({ code }) => code !== undefined && code === instrument.loinc.total);

function wordingOf(item: Item, question: FhirItem): { item: WordedItem; faults: string[] } {
  const faults: string[] = [];
  const text = question.text?.trim() ?? '';
  if (text === '') faults.push(`Item ${item.n} has no wording.`);
  const answers = question.type === 'boolean' ? [{ value: 0, text: 'No' }, { value: 1, text: 'Yes' }]
    : question.type === 'integer' || question.type === 'decimal' ? item.values.map((value) => ({ value, text: String(value) }))
    : (question.answerOption ?? []).map(readOption);
  if (question.answerValueSet && answers.length === 0) {
    faults.push(`Item ${item.n} points to a value set. Its answers must be listed in the item.`);
  } else {
    const unvalued = answers.find((answer) => answer.value === null);
    if (unvalued) faults.push(`Item ${item.n}: the answer “${unvalued.text}” has no value to score.`);
    else {
      const values = answers.map((answer) => answer.value!).toSorted((a, b) => a - b);
      if (values.join() !== item.values.join()) {
        faults.push(`Item ${item.n} is scored ${item.values.join(', ')}, the file has ${values.join(', ') || 'no answers'}.`);
      }
    }
  }
  const valued = answers.flatMap(({ value, text: words }) => (value === null ? [] : [{ value, text: words }]));
  return { item: { n: item.n, text, answers: valued.toSorted((a, b) => a.value - b.value) }, faults };
}

function readOption(one: z.infer<typeof option>): { value: number | null; text: string } {
  const weight = [...(one.extension ?? []), ...(one.valueCoding?.extension ?? [])].find(({ url }) => VALUE_URLS.includes(url));
  const value = one.valueInteger ?? weight?.valueDecimal ?? weight?.valueInteger ?? LOINC_ANSWERS[one.valueCoding?.code ?? ''];
  const text = one.valueCoding?.display ?? one.valueString ?? String(one.valueInteger ?? one.valueCoding?.code ?? '');
  return { value: value ?? null, text };
}

const questionsIn = (items: FhirItem[]): FhirItem[] =>
  items.flatMap((item) => [...(item.type === 'group' || item.type === 'display' ? [] : [item]), ...questionsIn(item.item ?? [])]);

const lineOf = (json: string, linkId: string): number => {
  const at = json.search(new RegExp(`"linkId"\\s*:\\s*"${linkId.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}"`));
  return at < 0 ? 1 : json.slice(0, at).split('\n').length;
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A directory from a spreadsheet: good rows are kept, each bad one is named by its line with what to mend. */
import { parse } from 'csv-parse/sync';
import type { Id } from '../../shared/ids.ts';
import { COSTS, NEED_WORDS, NEEDS, resource, type Cost, type NeedKind, type Place, type Resource } from './model.ts';
import { listOf, readTimes } from './times.ts';

export type ImportedRow = { line: number; resource: Omit<Resource, 'verifiedOn'> & { verifiedOn: string | null } };
export type BadRow = { line: number; say: string };

/** Names of columns, also as other directories write them (HSDS, Meeting Guide, plain lists). */
const ALIASES: Record<string, string> = {
  name: 'name', organization: 'name', service: 'name', title: 'name', needs: 'needs', need: 'needs', category: 'needs', taxonomy: 'needs',
  about: 'about', description: 'about', notes: 'about', phone: 'phone', telephone: 'phone', url: 'url', website: 'url', address: 'address',
  formatted_address: 'address', address_1: 'address', postal_code: 'postal_code', zip: 'postal_code', zipcode: 'postal_code', postcode: 'postal_code',
  latitude: 'latitude', lat: 'latitude', longitude: 'longitude', lon: 'longitude', lng: 'longitude', online: 'online',
  times: 'times', hours: 'times', schedule: 'times', cost: 'cost', fees: 'cost', languages: 'languages', language: 'languages',
  eligibility: 'eligibility', age_from: 'age_from', minimum_age: 'age_from', age_to: 'age_to', maximum_age: 'age_to', genders: 'genders',
  verified_on: 'verified_on', verified: 'verified_on', last_verified: 'verified_on',
};

/**
 * @param csv the whole text, first line the names of the columns
 * @param placeOf the middle of a postal code, where it is known
 */
export function readDirectory(csv: string, placeOf: (postalCode: string) => Place | null, newId: () => Id): { good: ImportedRow[]; bad: BadRow[] } {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(csv, { columns: (names: string[]) => names.map((n) => ALIASES[n.trim().toLowerCase().replaceAll(/[\s-]+/g, '_')] ?? `other ${n}`),
      bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, info: true }) as unknown as typeof rows;
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    return { good: [], bad: [{ line, say: 'This line cannot be read as CSV. Look for a quotation mark without its end.' }] };
  }
  const good: ImportedRow[] = [];
  const bad: BadRow[] = [];
  for (const { record, info } of rows) {
    const read = readRow(record, placeOf, newId);
    if ('say' in read) bad.push({ line: info.lines, say: read.say });
    else good.push({ line: info.lines, resource: read });
  }
  return { good, bad };
}

function readRow(r: Record<string, string>, placeOf: (code: string) => Place | null, newId: () => Id): Resource | { say: string } {
  const text = (key: string): string => r[key] ?? '';
  const needs = listOf(text('needs')).map(needOf);
  if (needs.includes(null)) return { say: `“${listOf(text('needs'))[needs.indexOf(null)]}” is not a need we know. Use one of: ${NEEDS.join(', ')}.` };
  const times = readTimes(text('times'));
  if (times === null) return { say: 'Write the hours like “Mon 18:00-19:30; Sat 10:00-11:00”.' };
  const cost = text('cost').toLowerCase();
  if (cost !== '' && !COSTS.includes(cost as Cost)) return { say: `“${text('cost')}” is not a cost we know. Use one of: ${COSTS.join(', ')}.` };
  const [latitude, longitude] = [numberOf(text('latitude')), numberOf(text('longitude'))];
  const parsed = resource.safeParse({
    id: newId(), name: text('name'), needs, about: text('about'), phone: text('phone'), url: text('url'), address: text('address'),
    postalCode: text('postal_code'), place: latitude !== null && longitude !== null ? { latitude, longitude } : placeOf(text('postal_code')),
    online: /^(yes|true|1|online)$/i.test(text('online')), times, cost: cost || 'free',
    languages: text('languages') === '' ? ['en'] : listOf(text('languages')).map((l) => l.toLowerCase()),
    eligibility: { ageFrom: numberOf(text('age_from')), ageTo: numberOf(text('age_to')), genders: listOf(text('genders')), words: text('eligibility') },
    verifiedOn: text('verified_on') || null,
  });
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0]!;
  return { say: `${first.path.join(' ')}: ${first.message}` };
}

const numberOf = (text: string): number | null => (text === '' || Number.isNaN(Number(text)) ? null : Number(text));
const needOf = (text: string): NeedKind | null => {
  const plain = text.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return NEEDS.find((n) => n === plain || NEED_WORDS[n].toLowerCase() === text.toLowerCase()) ?? null;
};

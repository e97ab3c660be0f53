/**
 * The page that documents a group once: which rows are ready, which name somebody else (PR-74), which read alike
 * (PR-73). Runs in the browser while writing and again on the server before signing.
 */
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { ClientPart, SharedPart } from './model.ts';

/** A member as the page knows them: whatever somebody could be called by in a note. */
export type RosterName = { clientId: string; preferredName: string; legalName: string; initials: string };

/** What a text may not contain for a chart: the found word and whose it is. */
export type NameLeak = { clientId: string; found: string };

/**
 * Names or initials of others in a text (PR-74). Finds first and last names of three letters and more as whole
 * words, full names, and initials written with points ("J. L.", "J.L.") or as two capitals standing alone ("JL").
 */
export function namesOthers(text: string, roster: RosterName[], ownClientId: string | null): NameLeak[] {
  const own = roster.find((m) => m.clientId === ownClientId);
  const ownWords = new Set(own ? nameWords(own) : []);
  return roster.filter((m) => m.clientId !== ownClientId).flatMap((member) => {
    const found = nameWords(member).filter((w) => !ownWords.has(w)).map((w) => wordIn(text, w)).find((hit) => hit !== undefined)
      ?? initialsIn(text, member.initials, own?.initials);
    return found ? [{ clientId: member.clientId, found }] : [];
  });
}

const nameWords = (member: RosterName): string[] =>
  [...new Set(`${member.preferredName} ${member.legalName}`.split(/[\s,-]+/).map(plain).filter((w) => w.length >= 3))];

const plain = (word: string): string => word.normalize('NFKD').replace(/[^\p{L}\p{N}' -]/gu, '').toLowerCase();

/** Common words that are also names: only a capital in the middle of a sentence makes them one. */
const ALSO_WORDS = new Set(['will', 'may', 'hope', 'faith', 'grace', 'mark', 'art', 'bill', 'rose', 'dawn', 'joy', 'frank', 'grant', 'chance', 'rich', 'drew', 'pat', 'summer']);

/** The name as it stands in the text, without a possessive; undefined if it does not. */
function wordIn(text: string, word: string): string | undefined {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${escape(word)})(?:[’']s)?(?![\\p{L}\\p{N}])`, 'giu');
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...bare.matchAll(pattern)].find(({ 0: hit, index }) => {
    if (!ALSO_WORDS.has(word)) return true;
    const startsSentence = index === 0 || /[.!?:\n]\s*$/.test(bare.slice(0, index));
    return hit[0] !== hit[0]!.toLowerCase() && !startsSentence;
  })?.[1];
}

function initialsIn(text: string, initials: string, own: string | undefined): string | undefined {
  const letters = initials.replace(/[^\p{L}]/gu, '').toUpperCase();
  if (letters.length < 2 || letters === own?.replace(/[^\p{L}]/gu, '').toUpperCase()) return undefined;
  const points = [...letters].map((l) => `${l}\\.`).join('\\s?');
  const pattern = new RegExp(`(?<![\\p{L}.])(?:${points}|${letters})(?![\\p{L}])`, 'u');
  return ABBREVIATIONS.has(letters) && !new RegExp(points, 'u').test(text) ? undefined : pattern.exec(text)?.[0];
}

/** Two or three capitals that notes write for other things; as initials they count only with points. */
const ABBREVIATIONS = new Set(['AA', 'NA', 'CA', 'ER', 'ED', 'OK', 'PO', 'TV', 'AM', 'PM', 'US', 'MD', 'RN', 'IV', 'ID', 'DV', 'CBT', 'DBT', 'MI', 'RP']);
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * How alike two texts read, 0 to 1: shared pairs of words over all pairs (Dice). Punctuation and case do not count.
 */
export function likeness(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const pool = new Map<string, number>();
  for (const pair of left) pool.set(pair, (pool.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of right) {
    const n = pool.get(pair) ?? 0;
    if (n > 0) {
      shared++;
      pool.set(pair, n - 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

function pairsOf(text: string): string[] {
  const said = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return said.length === 1 ? [said[0]!] : said.slice(1).map((word, i) => `${said[i]} ${word}`);
}

export type Alike = { clientId: string; like: 'another-part' | 'previous-note'; otherClientId: string | null; likeness: number };

/**
 * Which parts read like another one in this group, or like the client's own note before (PR-73). A line while
 * writing, not a refusal: sometimes two people did do the same.
 * @param previous the words of each client's last group part, by client id
 * @param percent from which likeness on, 0–100
 */
export function readAlike(parts: ClientPart[], previous: Record<string, string>, percent: number): Alike[] {
  return parts.flatMap((part): Alike[] => {
    const others = parts.filter((p) => p.clientId !== part.clientId)
      .map((p) => ({ clientId: p.clientId, likeness: likeness(part.words, p.words) }))
      .toSorted((a, b) => b.likeness - a.likeness);
    const nearest = others[0];
    if (nearest && nearest.likeness * 100 >= percent) {
      return [{ clientId: part.clientId, like: 'another-part', otherClientId: nearest.clientId, likeness: nearest.likeness }];
    }
    const before = likeness(part.words, previous[part.clientId] ?? '');
    return before * 100 >= percent ? [{ clientId: part.clientId, like: 'previous-note', otherClientId: null, likeness: before }] : [];
  });
}

export type RowState =
  | { ready: true; warnings: ('no-objective' | 'alike')[] }
  | { ready: false; why: 'unwritten' | 'no-participation' | 'names-somebody' | 'no-objective' };

/**
 * Is this row ready to sign? Being without an objective blocks only where the agency says so (PR-56); reading
 * alike never does (PR-73).
 */
export function rowState(
  part: ClientPart, roster: RosterName[], alike: boolean, rules: Pick<RuleBook, 'plan.objectiveMissing'>,
): RowState {
  if (part.words === '') return { ready: false, why: 'unwritten' };
  if (part.participation === 0) return { ready: false, why: 'no-participation' };
  const text = [part.words, part.affect, part.progress, part.plan].join('\n');
  if (namesOthers(text, roster, part.clientId).length > 0) return { ready: false, why: 'names-somebody' };
  const bare = part.objectiveIds.length === 0;
  if (bare && rules['plan.objectiveMissing'] === 'block-signing') return { ready: false, why: 'no-objective' };
  return { ready: true, warnings: [...(bare ? ['no-objective' as const] : []), ...(alike ? ['alike' as const] : [])] };
}

export type GroupSignRefusal = 'shared-part-empty' | 'shared-part-names-somebody' | 'nothing-ready' | 'part-names-somebody' | 'part-not-ready' | 'not-seated';

/**
 * May these parts be signed? Checked for all asked parts together, so that a signing files all of them or none.
 * @param chosen the clients whose parts are to be signed now; the others may follow later
 */
export function maySignGroup(
  shared: SharedPart, parts: ClientPart[], chosen: string[], roster: RosterName[],
  rules: Pick<RuleBook, 'plan.objectiveMissing'>,
): Decision<ClientPart[], GroupSignRefusal> {
  if (shared.topic === '' || shared.activity === '') {
    return refuse('shared-part-empty', 'Write topic and what the group did, once for everyone.', shared.topic === '' ? 'shared.topic' : 'shared.activity');
  }
  const leak = namesOthers(Object.values(shared).join('\n'), roster, null)[0];
  if (leak) {
    return refuse('shared-part-names-somebody', `“${leak.found}” would stand in everyone’s chart. Write it in that person’s own part.`, 'shared.activity');
  }
  if (chosen.length === 0) return refuse('nothing-ready', 'No row is ready to sign yet.');
  const signed: ClientPart[] = [];
  for (const clientId of chosen) {
    const at = parts.findIndex((p) => p.clientId === clientId);
    const part = parts[at];
    if (!part || !roster.some((m) => m.clientId === clientId)) return refuse('not-seated', 'One of these people was not in this session.');
    const state = rowState(part, roster, false, rules);
    if (!state.ready) {
      return state.why === 'names-somebody'
        ? refuse('part-names-somebody', 'Take the other person’s name out: it would stand in this chart.', `parts.${at}.words`)
        : refuse('part-not-ready', NOT_READY[state.why], `parts.${at}.${state.why === 'no-objective' ? 'objectiveIds' : 'words'}`);
    }
    signed.push(part);
  }
  return accept(signed);
}

const NOT_READY = {
  unwritten: 'Write one or two lines about each person you sign for.',
  'no-participation': 'Say how each person took part.',
  'no-objective': 'Choose the objective this served.',
} as const;

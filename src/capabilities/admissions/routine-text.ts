import type { LifeKind, RoutineBlock } from './model.ts';

/**
 * Reads a week as people say it: `Mon–Fri 7–3:30`, `pick-up 5 pm Tue, Thu`, `nights Fri Sat 10pm-6am`.
 * What it does not understand it says, so that nothing typed is quietly dropped.
 */
export type RoutineReading = { blocks: RoutineBlock[]; notUnderstood: string[] };

/** A single moment (`pick-up 5 pm`) is taken as this long, half before and half after. */
const MOMENT_MINUTES = 30;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = '(?:mon(?:day)?|tues?(?:day)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?';
const TIME = '(?:noon|midnight|\\d{1,2}(?::[0-5]\\d)?\\s*(?:[ap]\\.?m?\\.?(?![a-z]))?)';
const SPANS: Record<string, number[]> = {
  weekdays: [1, 2, 3, 4, 5], weekday: [1, 2, 3, 4, 5], weekends: [6, 7], weekend: [6, 7],
  daily: [1, 2, 3, 4, 5, 6, 7], 'every day': [1, 2, 3, 4, 5, 6, 7],
};
const DAYS_RE = new RegExp(`\\b(${DAY})(?:\\s*(?:-|to|through)\\s*(${DAY}))?\\b`, 'g');
const RANGE_RE = new RegExp(`(${TIME})\\s*(?:-|to|until|till)\\s*(${TIME})`, 'g');
const MOMENT_RE = new RegExp(`(?:\\bat\\s+|\\B|\\b)(${TIME})`, 'g');
const KINDS: [RegExp, LifeKind][] = [
  [/\b(work|job|shift|nights?|office)\b/, 'work'],
  [/\b(kids?|child(?:ren)?|pick[ -]?up|drop[ -]?off|daycare|son|daughter|care)\b/, 'children'],
  [/\b(school|class(?:es)?|college|course|study)\b/, 'school'],
  [/\b(travel|commute|drive|bus)\b/, 'travel'],
];

export function readRoutine(text: string, kind: LifeKind): RoutineReading {
  const reading: RoutineReading = { blocks: [], notUnderstood: [] };
  for (const part of clauses(text)) {
    const blocks = readClause(part, kind);
    if (blocks) reading.blocks.push(...blocks);
    else reading.notUnderstood.push(part.trim());
  }
  reading.blocks = withoutRepeats(reading.blocks);
  return reading;
}

/** Cut at `;`, a new line, ` and `, or at a comma after which a new thing starts (not just another day). */
function clauses(text: string): string[] {
  const parts = text.split(/[;\n]+/);
  return parts.flatMap((part) => {
    const out: string[] = [];
    for (const piece of part.split(/,|\band\b|\+|&/)) {
      const last = out.at(-1);
      const onlyDays = plain(piece).replace(DAYS_RE, '').trim() === '';
      const lastUnfinished = last !== undefined && !/\d|noon|midnight/.test(last);
      if (last !== undefined && (onlyDays || lastUnfinished)) out[out.length - 1] = `${last}, ${piece}`;
      else if (piece.trim()) out.push(piece);
    }
    return out;
  });
}

function readClause(text: string, kind: LifeKind): RoutineBlock[] | null {
  let rest = plain(text);
  const days = new Set<number>();
  for (const [word, list] of Object.entries(SPANS)) {
    if (new RegExp(`\\b${word}\\b`).test(rest)) {
      list.forEach((day) => days.add(day));
      rest = rest.replace(new RegExp(`\\b${word}\\b`), ' ');
    }
  }
  rest = rest.replace(DAYS_RE, (_, first: string, last?: string) => {
    const from = DAYS.indexOf(first.slice(0, 3)) + 1;
    const to = last ? DAYS.indexOf(last.slice(0, 3)) + 1 : from;
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) return ' ';
    }
  });
  const spans: [number, number][] = [];
  rest = rest.replace(RANGE_RE, (whole, a: string, b: string) => {
    const span = readSpan(a, b);
    if (!span) return whole;
    spans.push(span);
    return ' ';
  });
  if (spans.length === 0) {
    rest = rest.replace(MOMENT_RE, (whole, a: string) => {
      const at = minutesOf(a, null);
      if (at === null) return whole;
      spans.push([at - MOMENT_MINUTES / 2, at + MOMENT_MINUTES / 2]);
      return ' ';
    });
  }
  if (days.size === 0 || spans.length === 0 || /\d/.test(rest)) return null;
  const said = KINDS.find(([words]) => words.test(rest))?.[1] ?? kind;
  return [...days].sort().flatMap((day) => spans.flatMap(([from, to]) => onDay(day, from, to, said)));
}

const plain = (text: string): string =>
  text.toLowerCase().replace(/[–—−]/g, '-').replace(/\s+/g, ' ').replace(/[()]/g, ' ');

/** Minutes of the day; a bare hour takes its half of the day from `half`, else 1–6 are afternoons. */
function minutesOf(text: string, half: 'am' | 'pm' | null): number | null {
  const time = text.trim();
  if (time === 'noon') return 720;
  if (time === 'midnight') return 1440;
  const match = /^(\d{1,2})(?::(\d\d))?\s*([ap])?/.exec(time);
  const hour = Number(match?.[1]);
  if (!match || hour > 24) return null;
  const said = match[3] ? (match[3] === 'a' ? 'am' : 'pm') : half;
  const minutes = Number(match[2] ?? 0);
  if (hour > 12 || (hour === 0 && !said)) return hour * 60 + minutes <= 1440 ? hour * 60 + minutes : null;
  if (said) return (hour % 12) * 60 + (said === 'pm' ? 720 : 0) + minutes;
  return (hour < 7 ? hour + 12 : hour) * 60 + minutes;
}

/** `7-3:30` is 7 am to 3:30 pm; `6-9 pm` is all evening; `10pm-6am` runs past midnight. */
function readSpan(a: string, b: string): [number, number] | null {
  const halfOfB = /\d\s*([ap])/.exec(b)?.[1];
  const halfOfA = /\d\s*([ap])/.exec(a)?.[1];
  const bare = (time: string): boolean => !/[apn]/.test(time);
  let from = minutesOf(a, null);
  let to = minutesOf(b, null);
  if (from === null || to === null) return null;
  if (bare(a)) {
    const morning = minutesOf(a, 'am')!;
    const evening = minutesOf(a, 'pm')!;
    if (halfOfB === 'p') from = evening < to ? evening : morning;
    else if (halfOfB === 'a') from = morning < to ? morning : evening;
    else from = Number.parseInt(a) < 6 || Number.parseInt(a) >= 12 ? from : morning;
  }
  if (bare(b) && Number.parseInt(b) <= 12 && !b.startsWith('0')) {
    const morning = minutesOf(b, 'am')!;
    const evening = minutesOf(b, 'pm')!;
    to = morning > from ? morning : evening > from ? evening : halfOfA === 'p' ? morning : to;
  }
  return from === to ? null : [from, to];
}

/** A span past midnight becomes two blocks; the last minute of a day is 23:59. */
function onDay(weekday: number, from: number, to: number, kind: LifeKind): RoutineBlock[] {
  if (to > from) return [{ weekday, from: clock(from), to: clock(to), kind }];
  const next = (weekday % 7) + 1;
  const blocks = [{ weekday, from: clock(from), to: '23:59', kind }];
  return to > 0 ? [...blocks, { weekday: next, from: '00:00', to: clock(to), kind }] : blocks;
}

const clock = (minutes: number): string => {
  const within = Math.min(1439, Math.max(0, minutes));
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

const withoutRepeats = (blocks: RoutineBlock[]): RoutineBlock[] => {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const key = `${block.weekday} ${block.from} ${block.to} ${block.kind}`;
    return !seen.has(key) && seen.add(key);
  });
};

/** Hours as people type them in one line: `Mon 18:00-19:30; Sat 9-11`. */
import type { Resource } from './model.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What is listed with `;` or `|` between. */
export const listOf = (text: string): string[] => text.split(/[;|]/).map((part) => part.trim()).filter(Boolean);

/** null where it cannot be read. */
export function readTimes(text: string): Resource['times'] | null {
  const found: Resource['times'] = [];
  for (const part of listOf(text)) {
    const match = /^([a-z]{3})[a-z]*\s+(\d{1,2})(?::?(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d\d))?$/i.exec(part);
    const weekday = match ? DAYS.indexOf(match[1]!.toLowerCase()) + 1 : 0;
    if (!match || weekday === 0) return null;
    const [from, until] = [`${match[2]!.padStart(2, '0')}:${match[3] ?? '00'}`, `${match[4]!.padStart(2, '0')}:${match[5] ?? '00'}`];
    if (from >= until || until > '23:59') return null;
    found.push({ weekday, from, until });
  }
  return found;
}

/** The same line back. */
export const timesText = (times: Resource['times']): string =>
  times.map((t) => `${DAYS[t.weekday - 1]!.replace(/^./, (c) => c.toUpperCase())} ${t.from}-${t.until}`).join('; ');

import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { faultsOf, type Fault } from '../schedule/builder/check.ts';
import { present, type Problem } from '../schedule/builder/facts.ts';
import { listed } from '../schedule/builder/words.ts';
import type { Line } from './model.ts';

/** Which lines of a build are taken: all that have a whole week, less those left out; one without a whole week only where it is asked for. */
export type Asked = { leftOut: readonly Id[]; alsoShort: readonly Id[] };
type Moving = Pick<Line, 'clientId' | 'placed' | 'leaves' | 'keeps'> & { initials: string; joins: Pick<Line['joins'], 'meetings'> };

export const moves = (line: Pick<Moving, 'leaves' | 'joins'>): boolean => line.leaves.length > 0 || line.joins.meetings.length > 0;
export const isTaken = (line: Pick<Moving, 'clientId' | 'placed'>, { leftOut, alsoShort }: Asked): boolean =>
  !leftOut.includes(line.clientId) && (line.placed || alsoShort.includes(line.clientId));

/**
 * Splits the lines that would move into those taken and those left as they are. What is left out keeps its seats, so a week that
 * counts on one of them cannot be taken without it: the judge looks at the weeks as they would then be (PR-22, PR-27, PR-28).
 */
export function decideTaking<L extends Moving>(problem: Problem, lines: readonly L[], asked: Asked): Decision<{ taken: L[]; left: L[] }> {
  const moving = lines.filter(moves);
  const known = new Set(lines.map((line) => line.clientId));
  if (asked.leftOut.some((id) => !known.has(id))) return refuse('not-in-this-build', 'Somebody who was left out is not in this build. Open the page again.', 'leftOut');
  if (asked.alsoShort.some((id) => !known.has(id))) return refuse('not-in-this-build', 'Somebody who was ticked is not in this build. Open the page again.', 'alsoShort');
  const taken = moving.filter((line) => isTaken(line, asked));
  if (taken.length === 0) return refuse('nobody-moves', moving.length === 0 ? 'Nobody has to move in this build, so there is nothing to take.' : 'Everybody is left out, so nobody would move. Tick at least one client.', 'leftOut');
  const left = moving.filter((line) => !taken.includes(line));
  const clash = clashOf(problem, taken, left);
  return clash === null ? accept({ taken, left }) : refuse('counts-on-who-is-left-out', clash, 'leftOut');
}

/** Rules of what people share; everything else about a week was judged when it was built. */
const SHARED = ['PR-22', 'PR-27', 'PR-28'];

/** The first thing that the taken weeks count on and that somebody who is left out keeps, with who it is; null if there is none. */
function clashOf<L extends Moving>(problem: Problem, taken: readonly L[], left: readonly L[]): string | null {
  if (left.length === 0) return null;
  const ids = (line: L) => [...new Set([...line.keeps, ...line.joins.meetings].map((one) => one.id))];
  const weeks = new Map([...present(problem), ...taken.map((line) => [line.clientId, ids(line)] as const)]);
  const all = problem.people.map((person) => person.id);
  const key = (fault: Fault) => `${fault.rule}:${fault.offerId}`;
  const before = new Set(faultsOf(problem, present(problem), all).map(key));
  const fault = faultsOf(problem, weeks, all).find((one) => SHARED.includes(one.rule) && one.offerId !== null && !before.has(key(one)));
  if (!fault) return null;
  const offer = problem.offers.find((one) => one.id === fault.offerId)!;
  const begin = taken.filter((line) => line.joins.meetings.some((one) => one.id === offer.id)).map((line) => line.initials);
  const stay = left.filter((line) => line.leaves.some((one) => one.id === offer.id)).map((line) => line.initials);
  const few = (names: readonly string[]) => listed(names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`] : names);
  return `${offer.name}: ${few(begin)} would begin only where ${stay.length > 0 ? few(stay) : 'somebody who is left out'} leaves. Take both, or leave both out. Nothing was moved.`;
}

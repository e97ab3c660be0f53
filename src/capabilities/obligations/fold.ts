import type { Obligation } from '../../shared/obligation.ts';

type Line = Obligation & { initials: string | null };

/**
 * One line for what is owed at once about several people: a group's note, its attendance. Lines with the same rule,
 * the same thing they are about, the same owner and one remedy for all become one that names nobody and says how many.
 * @param lines in the order of the list; the folded line stands where the first of its kind stood
 */
export function foldShared<L extends Line>(lines: readonly L[]): L[] {
  const keyOf = (o: L): string => JSON.stringify([o.rule, o.about, o.owedBy, o.what, o.remedy.path]);
  const together = Map.groupBy(lines, keyOf);
  return [...together.values()].map((same) => {
    const [first] = same as [L, ...L[]];
    if (same.length === 1) return first;
    return { ...first, clientId: null, initials: null, why: `${same.length} people, ${first.why}`,
      since: same.map((o) => o.since).toSorted()[0]!, due: same.map((o) => o.due).toSorted()[0]! };
  });
}

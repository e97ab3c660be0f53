import type { Facts } from './model.ts';

/** What a build rests on, then and now, as digests. */
export type Then = { facts: Facts; people: ReadonlyMap<string, string> };
export type Now = { facts: Facts; people: ReadonlyMap<string, string>; groupNames: ReadonlyMap<string, string> };

/**
 * What changed since a build was made, in one sentence; null if nothing that it rests on did. No client is named in it.
 */
export function sayWhatChanged(then: Then, now: Now): string | null {
  const came = [...now.people.keys()].filter((id) => !then.people.has(id)).length;
  const went = [...then.people.keys()].filter((id) => !now.people.has(id)).length;
  const others = [...then.people].filter(([id, facts]) => now.people.has(id) && now.people.get(id) !== facts).length;
  const groups = [...new Set([...Object.keys(then.facts.groups), ...Object.keys(now.facts.groups)])].filter((id) => then.facts.groups[id] !== now.facts.groups[id]);
  const count = (n: number, what: string) => `${n === 1 ? 'one client' : `${n} clients`} ${what}`;
  const names = [...new Set(groups.map((id) => now.groupNames.get(id) ?? 'a group that ended'))].slice(0, 3);
  const parts = [
    ...(came > 0 ? [count(came, 'came')] : []), ...(went > 0 ? [count(went, 'left')] : []),
    ...(others > 0 ? [count(others, `${others === 1 ? 'has' : 'have'} another week, routine or plan`)] : []),
    ...(groups.length > 0 ? [`${groups.length === 1 ? 'one group is' : `${groups.length} groups are`} not as before (${names.join(', ')})`] : []),
    ...(then.facts.rules !== now.facts.rules ? ['the rules of a week are others'] : []),
  ];
  return parts.length === 0 ? null : `Since this was built, ${parts.join(', ')}. Nothing was moved. Build again: it takes a moment.`;
}

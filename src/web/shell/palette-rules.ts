import { mayUse } from '../../shared/roles.ts';
import type { FoundPerson, Page, PersonVerb } from '../page.ts';
import type { Self } from '../self.ts';
import { initialsOf } from '../words.ts';
import { mayOpen } from './nav.ts';

export type Suggestion = { key: string; label: string; sub?: string; path: string; group: 'Recent' | 'People' | 'Do' | 'Pages' };

/** `note R.O.` → the verb `note` and the words `R.O.`; words without a verb are looked up as they are. */
export function splitVerb(typed: string, verbs: readonly PersonVerb[]): { verb: PersonVerb | null; words: string } {
  const [first = '', ...rest] = typed.trim().split(/\s+/);
  const verb = verbs.find((one) => one.word === first.toLowerCase());
  return verb && rest.length > 0 ? { verb, words: rest.join(' ') } : { verb: null, words: typed.trim() };
}

const has = (text: string, words: string) => text.toLowerCase().includes(words.toLowerCase());

/** Pages and verbs that a person may use and whose words contain what was typed. */
export function pagesFor(pages: readonly Page[], self: Self, words: string): Suggestion[] {
  return pages
    .filter((page) => !page.path.includes('$') && page.audience !== 'public' && mayOpen(self, page.audience, page.permission))
    .flatMap((page): Suggestion[] => [
      ...(page.verb === undefined ? [] : [{ key: `do ${page.path}`, label: page.verb, path: page.path, group: 'Do' as const }]),
      { key: page.path, label: page.nav?.label ?? page.title, path: page.path, group: 'Pages' },
    ])
    .filter((one) => has(one.label, words))
    .slice(0, 8);
}

/** People found, each with the verb that was typed, or with their chart and, where one person is left, all verbs. */
export function peopleFor(people: readonly FoundPerson[], verb: PersonVerb | null, verbs: readonly PersonVerb[], self: Self): Suggestion[] {
  const mine = verbs.filter((one) => mayUse(self.roles, one.permission));
  if (verb && !mine.includes(verb)) return [];
  const open = people.slice(0, 8).map((person): Suggestion => {
    const name = `${initialsOf(person.initials)}${person.callThem === '' ? '' : `, ${person.callThem}`}`;
    return {
      key: `${verb?.word ?? 'chart'} ${person.clientId}`, label: verb ? `${verb.label} ${name}` : name, ...(person.sub === undefined ? {} : { sub: person.sub }),
      path: verb ? verb.path(person.clientId) : `/clients/${person.clientId}`, group: verb ? 'Do' : 'People',
    };
  });
  const only = people.length === 1 && !verb ? people[0]! : null;
  return only ? [...open, ...mine.map((one): Suggestion => ({
    key: `${one.word} ${only.clientId}`, label: `${one.label} ${initialsOf(only.initials)}`, path: one.path(only.clientId), group: 'Do',
  }))] : open;
}

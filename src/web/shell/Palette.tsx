import { Spotlight, createSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import '@mantine/spotlight/styles.layer.css';
import { useGo } from '../go.tsx';
import { useHouse, type FoundPerson } from '../page.ts';
import { useSelf } from '../self.ts';
import { pagesFor, peopleFor, splitVerb, type Suggestion } from './palette-rules.ts';
import css from './Palette.module.css';

/** What was opened lately, while this page lives: nothing of it is written down. */
let recent: Suggestion[] = [];
const remember = (one: Suggestion): void => {
  recent = [one, ...recent.filter((other) => other.key !== one.key)].slice(0, 5);
};
const [store, spotlight] = createSpotlight();

/** *Go to…* (Ctrl K): people by initials and the name they go by, pages, and verbs (`note R.O.`). Recent first. */
export default function Palette(props: { onClose: () => void }) {
  const house = useHouse();
  const self = useSelf();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<{ words: string; people: FoundPerson[] }>({ words: '', people: [] });
  const verbs = useMemo(() => house.verbs ?? [], [house.verbs]);
  const { verb, words } = splitVerb(typed, verbs);
  const find = house.findPeople;
  const people = words.length > 0 && found.words === words ? found.people : [];

  useEffect(() => {
    spotlight.open();
    return () => spotlight.close();
  }, []);
  useEffect(() => {
    if (!find || words.length === 0) return undefined;
    let here = true;
    const timer = setTimeout(() => void find(words).then((people) => here && setFound({ words, people }), () => here && setFound({ words, people: [] })), 120);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [words, find]);

  const all: Suggestion[] = typed.trim() === ''
    ? [...recent.map((one) => ({ ...one, group: 'Recent' as const })), ...pagesFor(house.pages, self, '')]
    : [...peopleFor(people, verb, verbs, self), ...pagesFor(house.pages, self, words)];
  const groups = [...new Set(all.map((one) => one.group))];
  // people come a moment after the letters: the first of them is then what Enter opens
  const first = all[0]?.key;
  useEffect(() => {
    if (typed === '' || first === undefined) return;
    // the mark that the list itself sets when letters are typed, which is before anybody was found
    const lines = document.querySelectorAll('[role=dialog] [data-action]');
    lines.forEach((line, at) => (at === 0 ? line.setAttribute('data-selected', 'true') : line.removeAttribute('data-selected')));
  }, [typed, first]);
  const take = (one: Suggestion) => {
    remember(one);
    props.onClose();
    go(one.path);
  };
  return (
    <Spotlight.Root
      store={store} query={typed} onQueryChange={setTyped} onSpotlightClose={props.onClose} shortcut={null} scrollable maxHeight={420}
      aria-label="Go to"
    >
      <Spotlight.Search placeholder="A person, a page, or note R.O." leftSection={<IconSearch size={20} stroke={1.6} />} aria-label="Go to a person or page" />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {all.filter((one) => one.group === group).map((one) => (
              <Spotlight.Action key={one.key} onClick={() => take(one)} className={css.action}>
                <span>{one.label}</span>{one.sub !== undefined && <span className={css.sub}>{one.sub}</span>}
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {all.length === 0 && <Spotlight.Empty>Nobody and nothing like that that you can open.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

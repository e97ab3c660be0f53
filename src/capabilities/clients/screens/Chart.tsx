import { Button, Menu } from '@mantine/core';
import { IconDots, IconPencil } from '@tabler/icons-react';
import { createElement, lazy, Suspense, useMemo, useState, type ComponentType } from 'react';
import { useParams } from '@tanstack/react-router';
import { dateIn } from '../../../shared/dates.ts';
import { mayUse } from '../../../shared/roles.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { useHouse, type ChartPanel } from '../../../web/page.ts';
import { Empty, Loading, PageHead, Shown, Stacked } from '../../../web/parts/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { initialsOf } from '../../../web/words.ts';
import { readClient } from '../api.ts';
import { LegalName } from './LegalName.tsx';
import { ageOn, sayEpisode } from './chart-words.ts';
import { pathOf, tabsOf } from './chart-tabs.ts';
import css from './Chart.module.css';

type Part = ComponentType<{ clientId: string }>;
const parts = new Map<ChartPanel, Part>();
const partOf = (panel: ChartPanel): Part => {
  const known = parts.get(panel) ?? lazy(panel.load);
  parts.set(panel, known);
  return known;
};

/** One page that tells the story: who this is, where they are, what is owed, how it went. Other rooms bring the parts. */
export default function Chart() {
  const clientId = useParam('clientId');
  const { tab = 'overview' } = useParams({ strict: false }) as { tab?: string };
  const { panels } = useHouse();
  const { roles } = useSelf();
  const open = useMemo(
    () => panels.filter((panel) => mayUse(roles, panel.permission)).sort((a, b) => a.order - b.order), [panels, roles],
  );
  const groups = tabsOf(open);
  const here = groups.find((group) => group.parts.some((part) => part.tab === tab));
  const shown = open.filter((panel) => panel.tab === tab);
  return (
    <div className={css.chart} key={clientId}>
      <Head clientId={clientId} />
      <Slot panels={open} name="bar" clientId={clientId} className={css.safety!} />
      <nav className={css.tabs} aria-label="Chart">
        {groups.map((group) => (
          <Go
            key={group.name} to={pathOf(clientId, group.parts[0]!.tab)} className={css.tab!}
            {...(group === here ? { 'aria-current': group.parts[0]!.tab === tab ? 'page' as const : 'true' as const } : {})}
          >
            {group.label}
          </Go>
        ))}
      </nav>
      {here && here.parts.length > 1 && (
        <nav className={css.parts} aria-label={`Parts of ${here.label}`}>
          {here.parts.map((part) => (
            <Go key={part.tab} to={pathOf(clientId, part.tab)} className={css.part!} {...(part.tab === tab ? { 'aria-current': 'page' as const } : {})}>{part.label}</Go>
          ))}
        </nav>
      )}
      <div className={css.body}>
        {shown.length === 0 ? <Empty>This part of the chart is not part of your work here.</Empty> : <Blocks panels={shown} clientId={clientId} />}
      </div>
    </div>
  );
}

function Slot(props: { panels: ChartPanel[]; name: string; clientId: string; className: string }) {
  const mine = props.panels.filter((panel) => panel.tab === props.name);
  if (mine.length === 0) return null;
  return <div className={props.className}>{mine.map((panel) => <Shows key={panel.label} panel={panel} clientId={props.clientId} quiet />)}</div>;
}

function Shows(props: { panel: ChartPanel; clientId: string; quiet?: boolean }) {
  return <Suspense fallback={props.quiet ? null : <Loading rows={3} />}>{createElement(partOf(props.panel), { clientId: props.clientId })}</Suspense>;
}

/** Full-width blocks one under another; neighbours that say `main` and `side` share two columns. */
function Blocks(props: { panels: ChartPanel[]; clientId: string }) {
  const groups: ChartPanel[][] = [];
  for (const panel of props.panels) {
    const wide = (panel.place ?? 'wide') === 'wide';
    const last = groups.at(-1);
    if (!wide && last && (last[0]!.place ?? 'wide') !== 'wide') last.push(panel);
    else groups.push([panel]);
  }
  const show = (panels: ChartPanel[]) => panels.map((panel) => <Shows key={`${panel.tab}${panel.label}`} panel={panel} clientId={props.clientId} />);
  return (
    <Stacked>
      {groups.map((group) => (group[0]!.place ?? 'wide') === 'wide'
        ? show(group)
        : (
          <div key={group[0]!.label} className={css.columns}>
            <Stacked>{show(group.filter((panel) => panel.place === 'main'))}</Stacked>
            <Stacked>{show(group.filter((panel) => panel.place === 'side'))}</Stacked>
          </div>
        ))}
    </Stacked>
  );
}

function Head(props: { clientId: string }) {
  const { clientId } = props;
  const { panels, verbs = [] } = useHouse();
  const { roles } = useSelf();
  const zone = useZone();
  const go = useGo();
  const today = dateIn(useMinute(), zone);
  const [legal, setLegal] = useState(false);
  const client = useRead(readClient, { clientId });
  const mine = verbs.filter((verb) => mayUse(roles, verb.permission));
  const note = mine.find((verb) => verb.word === 'note');
  const rest = mine.filter((verb) => verb !== note);
  const hasLine = panels.some((panel) => panel.tab === 'head' && mayUse(roles, panel.permission));
  return (
    <Shown read={client} rows={2}>
      {(person) => (
        <>
          <PageHead
            title={initialsOf(person.initials === '' ? 'New' : person.initials)} tab="Chart"
            beside={[person.pronouns, ageOn(person.bornOn, today)].filter(Boolean).join(' · ')}
            under={hasLine
              ? <Slot panels={panels} name="head" clientId={clientId} className={css.line!} />
              : sayEpisode(person.episode, person.primary?.initials ?? null, today, zone)}
            action={(
              <>
                <Menu position="bottom-end">
                  <Menu.Target><Button aria-label="More about this person" className={css.more!}><IconDots size={18} /></Button></Menu.Target>
                  <Menu.Dropdown>
                    {rest.map((verb) => <Menu.Item key={verb.word} onClick={() => go(verb.path(clientId))}>{verb.label}</Menu.Item>)}
                    {mayUse(roles, 'client.name') && <Menu.Item onClick={() => setLegal(true)}>Legal name and address</Menu.Item>}
                  </Menu.Dropdown>
                </Menu>
                {note && <Button variant="filled" leftSection={<IconPencil size={17} />} onClick={() => go(note.path(clientId))}>{note.label}</Button>}
              </>
            )}
          />
          <LegalName clientId={clientId} opened={legal} onClose={() => setLegal(false)} />
        </>
      )}
    </Shown>
  );
}

import { createContext, use, type ComponentType } from 'react';
import type { Permission, Role } from '../shared/roles.ts';

/** One address of the app. Every page is loaded when it is first opened, so a phone carries only what it uses. */
export type Page = {
  /** `/clients/$id/plan`; `$name` parts are read with `useParams()`. */
  path: string;
  /** Stands in the browser's tab as it is, so it never names a person or the program. */
  title: string;
  /** Courtesy, never the check: who lacks it is told kindly instead of being refused by the server. */
  permission: Permission;
  audience: 'staff' | 'client' | 'supporter' | 'public';
  /** An entry of the sidebar (at most six per role) or of the client's bar. Order 0 is what the role opens with. */
  nav?: { label: string; icon: IconName; order: number; roles: Role[] };
  /** The page ends in one act and brings its own `<Dock>`, which takes the bottom bar's place on a phone. */
  docked?: boolean;
  /** A verb or page for the palette beside its title, such as `New call`. */
  verb?: string;
  load: () => Promise<{ default: ComponentType }>;
};

/** The chart's tabs: sixteen parts in eight, in this order. A tab with several parts shows them in a second line. */
export const CHART_GROUPS = {
  overview: 'Overview', plan: 'Plan', week: 'Week', notes: 'Notes', tests: 'Tests', medication: 'Medication', people: 'People', stay: 'Stay',
} as const;
export type ChartGroup = keyof typeof CHART_GROUPS;

/** A room's part of a client's chart: a whole tab, or a block of the tab `overview`. */
export type ChartPanel = {
  /**
   * The last part of the address: `/clients/<id>/<tab>`; `overview` gathers blocks of many rooms. Two are no tabs: `head`
   * (the line under the initials) and `bar` (the safety bar).
   */
  tab: string;
  label: string;
  /** The tab that it stands under where that is another one, such as scores under notes. */
  under?: ChartGroup;
  order: number;
  permission: Permission;
  /** In `overview` only: beside the main column from 1000 px on. Left out: full width. */
  place?: 'wide' | 'main' | 'side';
  load: () => Promise<{ default: ComponentType<{ clientId: string }> }>;
};

/** Icons of the sidebar and the bars, by the word they stand for. */
export type IconName =
  | 'today' | 'clients' | 'week' | 'groups' | 'tests' | 'calls' | 'waiting' | 'board' | 'reviews' | 'rules'
  | 'medication' | 'resources' | 'staff' | 'audit' | 'notes' | 'home' | 'help' | 'plan' | 'messages' | 'more'
  | 'people' | 'transitions' | 'privacy' | 'agency' | 'policy' | 'room';

/** Somebody the palette may offer; the server answers only with those one may reach. */
export type FoundPerson = { clientId: string; initials: string; callThem: string; sub?: string };

/** A verb about a person: `note R.O.` opens `/clients/<id>/notes/new`. */
export type PersonVerb = { word: string; label: string; permission: Permission; path: (clientId: string) => string };

export type House = {
  pages: Page[];
  panels: ChartPanel[];
  findPeople?: (words: string) => Promise<FoundPerson[]>;
  verbs?: PersonVerb[];
};

/** What `src/app/web.tsx` gathered from every room; the chart and the palette read it. */
export const HouseContext = createContext<House>({ pages: [], panels: [] });
export const useHouse = (): House => use(HouseContext);

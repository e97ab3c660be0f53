import { mayUse, type Permission } from '../../shared/roles.ts';
import type { Page } from '../page.ts';
import type { Self } from '../self.ts';

export type NavEntry = { path: string; label: string; icon: NonNullable<Page['nav']>['icon'] };

const audienceOf = (self: Self): Page['audience'] => (self.kind === 'client' ? 'client' : self.kind === 'supporter' ? 'supporter' : 'staff');

/** The pages a person may open, in the order of the sidebar; those without an entry are left out. */
export function navOf(pages: readonly Page[], self: Self): NavEntry[] {
  return pages
    .filter((page) => page.nav && page.audience === audienceOf(self) && mayUse(self.roles, page.permission))
    .filter((page) => page.nav!.roles.some((role) => self.roles.includes(role)))
    .sort((a, b) => a.nav!.order - b.nav!.order)
    .map((page) => ({ path: page.path, label: page.nav!.label, icon: page.nav!.icon }));
}

/** Where `/` leads: the first entry of the person's sidebar. */
export const homeOf = (pages: readonly Page[], self: Self): string | undefined =>
  navOf(pages, self)[0]?.path ?? pages.find((page) => page.audience === audienceOf(self) && !page.path.includes('$'))?.path;

/** The entry that an address belongs to: the longest that it starts with. */
export const activeOf = (entries: readonly NavEntry[], pathname: string): string | undefined =>
  entries.map((entry) => entry.path).filter((path) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length)[0];

/** A page is shown to its audience alone, and only to whom its permission allows. */
export const mayOpen = (self: Self, audience: Page['audience'], permission: Permission): boolean =>
  audience === 'public' || (audience === audienceOf(self) && mayUse(self.roles, permission));

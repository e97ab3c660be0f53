import { createContext, use } from 'react';
import { mayUse, type Permission, type Role } from '../shared/roles.ts';

/** The signed-in person, as the shell and the screens need them. */
export type Self = {
  accountId: string;
  kind: 'staff' | 'client' | 'supporter' | 'kiosk' | 'service';
  /** Their staff id, client id or supporter id. */
  subjectId: string;
  agencyId: string;
  agencyName: string;
  timeZone: string;
  /** 1 is Monday. */
  weekStart: number;
  roles: Role[];
  /** `T. B.`: all that the staff shell shows of a name. */
  initials: string;
  name: string;
  demo: boolean;
  /** Other agencies this account belongs to. */
  memberships: { agencyId: string; kind: string; subjectId: string }[];
};

/** Null before sign-in and on public pages. */
export const SelfContext = createContext<Self | null>(null);

/** The signed-in person. Throws on a public page: such a page must not ask. */
export function useSelf(): Self {
  const self = use(SelfContext);
  if (self === null) throw new Error('Nobody is signed in on this page.');
  return self;
}
export const useSelfIfAny = (): Self | null => use(SelfContext);

/** The agency's time zone: everything that has a time is shown in it, wherever the device is. */
export const useZone = (): string => use(SelfContext)?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Courtesy for buttons: the server checks again. */
export const useMay = (permission: Permission): boolean => mayUse(use(SelfContext)?.roles ?? [], permission);

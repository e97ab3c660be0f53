import type { Page } from '../page.ts';

const account = () => import('./AccountPage.tsx');

/** What belongs to signing in: one-time links, the way back in, one's own account in each shell. */
export const signInPages: Page[] = [
  { path: '/link', title: 'Link', permission: 'self.read', audience: 'public', load: () => import('./LinkPage.tsx') },
  { path: '/forgot', title: 'A new password', permission: 'self.read', audience: 'public', load: () => import('./ForgotPage.tsx') },
  { path: '/account', title: 'Your sign-in', permission: 'self.read', audience: 'staff', load: account },
  { path: '/me/account', title: 'Your sign-in', permission: 'self.read', audience: 'client', load: account },
  { path: '/support/account', title: 'Your sign-in', permission: 'self.read', audience: 'supporter', load: account },
];

/** Where a person finds their own sign-in: each kind has its own shell. */
export const accountPath = (kind: string): string => (kind === 'client' ? '/me/account' : kind === 'supporter' ? '/support/account' : '/account');

import type { Page } from '../../../web/page.ts';

export const weekBuilderPages: Page[] = [
  { path: '/week/everyone', title: 'Weeks for everyone', permission: 'weeks.build', audience: 'staff', verb: 'Weeks for everyone', load: () => import('./Everyone.tsx') },
  { path: '/week/what-if', title: 'What if', permission: 'weeks.build', audience: 'staff', verb: 'What if a group changed', load: () => import('./WhatIf.tsx') },
];

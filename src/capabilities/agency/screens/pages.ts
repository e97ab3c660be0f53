import type { Page } from '../../../web/page.ts';

export const agencyPages: Page[] = [
  { path: '/rules', title: 'Rules', permission: 'rules.read', audience: 'staff', verb: 'Change a rule',
    nav: { label: 'Rules', icon: 'rules', order: 50, roles: ['administrator', 'director', 'privacy_officer'] }, load: () => import('./Rules.tsx') },
];

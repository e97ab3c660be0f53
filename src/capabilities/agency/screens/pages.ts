import type { Page } from '../../../web/page.ts';

export const agencyPages: Page[] = [
  { path: '/rules', title: 'Rules', permission: 'rules.read', audience: 'staff', verb: 'Change a rule',
    nav: { label: 'Rules', icon: 'rules', order: 50, roles: ['administrator', 'director', 'privacy_officer'] }, load: () => import('./Rules.tsx') },
  { path: '/place', title: 'Sites and rooms', permission: 'agency.change', audience: 'staff', verb: 'Add a room',
    nav: { label: 'Rooms', icon: 'room', order: 60, roles: ['administrator', 'director'] }, load: () => import('./Place.tsx') },
  { path: '/answers', title: 'Answers', permission: 'agency.change', audience: 'staff', verb: 'Change an answer for callers', load: () => import('./Answers.tsx') },
];

import type { Page } from '../../../web/page.ts';

export const staffPages: Page[] = [
  {
    path: '/staff', title: 'Staff', permission: 'staff.change', audience: 'staff', load: () => import('./Staff.tsx'),
    nav: { label: 'Staff', icon: 'staff', order: 0, roles: ['administrator'] },
  },
  {
    path: '/supervision', title: 'Supervision', permission: 'supervision.read', audience: 'staff', verb: 'Log supervision', load: () => import('./Supervision.tsx'),
    nav: { label: 'Supervision', icon: 'people', order: 40, roles: ['supervisor', 'director', 'administrator'] },
  },
];

import type { Page } from '../../../web/page.ts';

export const staffPages: Page[] = [
  {
    path: '/staff', title: 'Staff', permission: 'staff.change', audience: 'staff', load: () => import('./Staff.tsx'),
    nav: { label: 'Staff', icon: 'staff', order: 0, roles: ['administrator'] },
  },
];

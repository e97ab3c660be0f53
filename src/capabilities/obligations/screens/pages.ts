import type { Page } from '../../../web/page.ts';

export const obligationPages: Page[] = [
  {
    path: '/today', title: 'Today', permission: 'obligation.read', audience: 'staff', load: () => import('./Today.tsx'),
    nav: {
      label: 'Today', icon: 'today', order: 0,
      roles: ['intake', 'counselor', 'facilitator', 'medical', 'nurse', 'technician', 'case_manager', 'supervisor', 'administrator', 'privacy_officer'],
    },
  },
  { path: '/work', title: 'All my work', permission: 'obligation.read', audience: 'staff', load: () => import('./Work.tsx') },
  { path: '/rules/$key', title: 'Rule', permission: 'rules.read', audience: 'staff', docked: true, load: () => import('./RulePage.tsx') },
];

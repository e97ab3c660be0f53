import type { ChartPanel, Page } from '../../../web/page.ts';

const chart = { title: 'Chart', permission: 'client.read', audience: 'staff', load: () => import('./Chart.tsx') } as const;

export const clientPages: Page[] = [
  {
    path: '/clients', title: 'Clients', permission: 'client.search', audience: 'staff', load: () => import('./Clients.tsx'),
    nav: { label: 'Clients', icon: 'clients', order: 2, roles: ['intake', 'counselor', 'facilitator', 'medical', 'nurse', 'case_manager', 'supervisor', 'director'] },
  },
  { ...chart, path: '/clients/$clientId' },
  { ...chart, path: '/clients/$clientId/$tab' },
  { path: '/clients/$clientId/person', title: 'Who this is', permission: 'client.write', audience: 'staff', docked: true, load: () => import('./PersonPage.tsx') },
];

export const clientPanels: ChartPanel[] = [
  { tab: 'people', label: 'Who treats them', order: 61, permission: 'client.read', load: () => import('./CareTeamPanel.tsx') },
  { tab: 'people', label: 'Their own pages', order: 62, permission: 'client.write', load: () => import('./SignInPanel.tsx') },
];

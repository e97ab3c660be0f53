import type { ChartPanel, Page } from '../../../web/page.ts';

const chart = { title: 'Chart', permission: 'client.read', audience: 'staff', load: () => import('./Chart.tsx') } as const;

export const clientPages: Page[] = [
  {
    path: '/clients', title: 'Clients', permission: 'client.search', audience: 'staff', load: () => import('./Clients.tsx'),
    nav: { label: 'Clients', icon: 'clients', order: 2, roles: ['intake', 'counselor', 'facilitator', 'medical', 'nurse', 'case_manager', 'supervisor', 'director'] },
  },
  { ...chart, path: '/clients/$clientId' },
  { ...chart, path: '/clients/$clientId/$tab' },
];

export const clientPanels: ChartPanel[] = [
  { tab: 'people', label: 'Their own pages', order: 62, permission: 'client.write', load: () => import('./SignInPanel.tsx') },
];

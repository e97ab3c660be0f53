import type { ChartPanel, Page } from '../../../web/page.ts';

export const supportNetworkPages: Page[] = [
  { path: '/me/people', title: 'My people', permission: 'portal.self', audience: 'client', load: () => import('./MyPeople.tsx') },
];

export const supportNetworkPanels: ChartPanel[] = [
  { tab: 'people', label: 'People', order: 60, permission: 'supporter.read', load: () => import('./PeoplePanel.tsx') },
];

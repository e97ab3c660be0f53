import type { ChartPanel, Page } from '../../../web/page.ts';

export const transitionPages: Page[] = [
  { path: '/clients/$clientId/discharge', title: 'End of a stay', permission: 'transition.sign', audience: 'staff', load: () => import('./Discharge.tsx') },
  { path: '/clients/$clientId/summary', title: 'Summary', permission: 'transition.read', audience: 'staff', load: () => import('./Summary.tsx') },
];

export const transitionPanels: ChartPanel[] = [
  { tab: 'admission', label: 'Admission', order: 5, permission: 'client.read', load: () => import('./AdmissionPanel.tsx') },
  { tab: 'transition', label: 'Transition', order: 88, permission: 'transition.read', load: () => import('./TransitionPanel.tsx') },
];

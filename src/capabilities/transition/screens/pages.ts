import type { ChartPanel, Page } from '../../../web/page.ts';

export const transitionPages: Page[] = [
  { path: '/clients/$clientId/discharge', title: 'End of a stay', permission: 'transition.sign', audience: 'staff', load: () => import('./Discharge.tsx') },
  { path: '/clients/$clientId/summary', title: 'Summary', permission: 'transition.read', audience: 'staff', load: () => import('./Summary.tsx') },
];

export const transitionPanels: ChartPanel[] = [
  { tab: 'admission', label: 'Admission', under: 'stay', order: 5, permission: 'client.read', load: () => import('./AdmissionPanel.tsx') },
  { tab: 'transition', label: 'Transition', under: 'stay', order: 88, permission: 'transition.read', load: () => import('./TransitionPanel.tsx') },
];

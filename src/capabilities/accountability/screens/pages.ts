import type { ChartPanel, Page, PersonVerb } from '../../../web/page.ts';

export const accountabilityPages: Page[] = [
  { path: '/reviews', title: 'To decide', permission: 'response.read', audience: 'staff', verb: 'What waits for a decision',
    nav: { label: 'To decide', icon: 'reviews', order: 6, roles: ['supervisor', 'director'] }, load: () => import('./ToDecide.tsx') },
  { path: '/policy', title: 'Policy', permission: 'response.read', audience: 'staff', docked: true, verb: 'Accountability policy', load: () => import('./PolicyPage.tsx') },
  { path: '/clients/$clientId/removal', title: 'Removal', permission: 'response.remove', audience: 'staff', docked: true, load: () => import('./RemovalPage.tsx') },
  { path: '/clients/$clientId/safety-event', title: 'Safety', permission: 'attendance.write', audience: 'staff', docked: true, load: () => import('./SafetyEventPage.tsx') },
];
export const accountabilityPanels: ChartPanel[] = [
  { tab: 'accountability', label: 'Accountability', under: 'tests', order: 85, permission: 'response.read', load: () => import('./AccountabilityPanel.tsx') },
];
/** Whoever was there writes it down, those too who decide nothing. */
export const accountabilityVerbs: PersonVerb[] = [
  { word: 'safety', label: 'Record what touched safety', permission: 'attendance.write', path: (clientId) => `/clients/${clientId}/safety-event` },
];

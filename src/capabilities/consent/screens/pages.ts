import type { ChartPanel, Page } from '../../../web/page.ts';

export const consentPages: Page[] = [
  { path: '/clients/$clientId/consents/new', title: 'Consent', permission: 'consent.write', audience: 'staff', docked: true, load: () => import('./NewConsent.tsx') },
  { path: '/clients/$clientId/papers', title: 'Papers', permission: 'consent.write', audience: 'staff', load: () => import('./Papers.tsx') },
  { path: '/clients/$clientId/share', title: 'Share', permission: 'disclosure.make', audience: 'staff', load: () => import('./ShareRecord.tsx') },
];
export const consentPanels: ChartPanel[] = [
  { tab: 'privacy', label: 'Privacy', under: 'people', order: 80, permission: 'consent.read', load: () => import('./PrivacyPanel.tsx') },
];

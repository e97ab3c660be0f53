import type { ChartPanel, Page } from '../../../web/page.ts';

export const consentPages: Page[] = [
  { path: '/clients/$clientId/consents/new', title: 'Consent', permission: 'consent.write', audience: 'staff', docked: true, load: () => import('./NewConsent.tsx') },
  { path: '/clients/$clientId/papers', title: 'Papers', permission: 'consent.write', audience: 'staff', load: () => import('./Papers.tsx') },
  { path: '/clients/$clientId/share', title: 'Share', permission: 'disclosure.make', audience: 'staff', load: () => import('./ShareRecord.tsx') },
  { path: '/paper-texts', title: 'Papers', permission: 'rules.change', audience: 'staff', verb: 'Change a paper that people sign', load: () => import('./PaperTexts.tsx') },
  { path: '/paper-texts/$kind', title: 'Paper', permission: 'rules.change', audience: 'staff', docked: true, load: () => import('./PaperText.tsx') },
  { path: '/clients/$clientId/without-consent', title: 'Without consent', permission: 'disclosure.make', audience: 'staff', docked: true, load: () => import('./WithoutConsent.tsx') },
  { path: '/clients/$clientId/accounting', title: 'Accounting', permission: 'consent.read', audience: 'staff', load: () => import('./Accounting.tsx') },
  { path: '/trail', title: 'Trail', permission: 'audit.read', audience: 'staff', verb: 'Who opened what',
    nav: { label: 'Trail', icon: 'reviews', order: 60, roles: ['privacy_officer', 'director'] }, load: () => import('./Trail.tsx') },
  { path: '/clients/$clientId/trail', title: 'Trail', permission: 'audit.read', audience: 'staff', load: () => import('./ChartTrail.tsx') },
];
export const consentPanels: ChartPanel[] = [
  { tab: 'privacy', label: 'Privacy', under: 'people', order: 80, permission: 'consent.read', load: () => import('./PrivacyPanel.tsx') },
];

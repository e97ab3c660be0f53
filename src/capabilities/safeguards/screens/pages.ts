import type { ChartPanel, Page } from '../../../web/page.ts';

export const safeguardPages: Page[] = [
  { path: '/me/help', title: 'Help', permission: 'portal.self', audience: 'client',
    nav: { label: 'Help now', icon: 'help', order: 2, roles: ['client'] }, load: () => import('./HelpNow.tsx') },
  { path: '/me/safety', title: 'Plan', permission: 'portal.self', audience: 'client', load: () => import('./MySafetyPlan.tsx') },
  { path: '/me/check-in', title: 'Check-in', permission: 'portal.self', audience: 'client', docked: true, load: () => import('./CheckInPage.tsx') },
];

export const safeguardPanels: ChartPanel[] = [
  { tab: 'safety', label: 'Safety', under: 'plan', order: 55, permission: 'safety.read', load: () => import('./SafetyPanel.tsx') },
];

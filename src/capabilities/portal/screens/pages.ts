import type { ChartPanel, Page } from '../../../web/page.ts';

export const portalPages: Page[] = [
  { path: '/me', title: 'Today', permission: 'portal.self', audience: 'client',
    nav: { label: 'Today', icon: 'home', order: 0, roles: ['client'] }, load: () => import('./MyDay.tsx') },
  { path: '/me/week', title: 'My week', permission: 'portal.self', audience: 'client',
    nav: { label: 'My week', icon: 'week', order: 1, roles: ['client'] }, load: () => import('./MyWeek.tsx') },
  { path: '/me/plan', title: 'My plan', permission: 'portal.self', audience: 'client',
    nav: { label: 'My plan', icon: 'plan', order: 3, roles: ['client'] }, load: () => import('./MyPlan.tsx') },
  { path: '/me/messages', title: 'Messages', permission: 'portal.self', audience: 'client',
    nav: { label: 'Messages', icon: 'messages', order: 4, roles: ['client'] }, load: () => import('./MyMessages.tsx') },
  { path: '/me/privacy', title: 'Privacy', permission: 'portal.self', audience: 'client', load: () => import('./MyPrivacy.tsx') },
  { path: '/me/medication', title: 'Medication', permission: 'portal.self', audience: 'client', load: () => import('./MyMedication.tsx') },
  { path: '/me/standing', title: 'My side', permission: 'portal.self', audience: 'client', load: () => import('./MyStanding.tsx') },
  { path: '/me/people/$supporterId', title: 'What they see', permission: 'portal.self', audience: 'client', load: () => import('./MyPersonSees.tsx') },
  { path: '/clients/$clientId/supporter/$supporterId', title: 'Their page', permission: 'supporter.preview', audience: 'staff', load: () => import('./SupporterPreview.tsx') },
  { path: '/me/tell', title: 'Tell my team', permission: 'portal.self', audience: 'client', load: () => import('./TellOfUse.tsx') },
  { path: '/support', title: '', permission: 'portal.supporter', audience: 'supporter', load: () => import('./SupporterPage.tsx') },
];

export const portalPanels: ChartPanel[] = [
  { tab: 'messages', label: 'Messages', under: 'people', order: 58, permission: 'safety.read', load: () => import('./MessagesPanel.tsx') },
];

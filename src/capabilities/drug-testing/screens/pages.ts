import type { ChartPanel, Page } from '../../../web/page.ts';

export const drugTestingPages: Page[] = [
  { path: '/tests', title: 'Tests', permission: 'test.read', audience: 'staff', verb: 'Who tests today',
    nav: { label: 'Tests', icon: 'tests', order: 3, roles: ['technician', 'nurse', 'medical', 'counselor'] }, load: () => import('./TestsToday.tsx') },
  { path: '/clients/$clientId/tests/$testId', title: 'Test', permission: 'test.read', audience: 'staff', docked: true, load: () => import('./TestPage.tsx') },
  { path: '/clients/$clientId/testing-plan', title: 'Testing plan', permission: 'test.order', audience: 'staff', docked: true, load: () => import('./TestingPlanPage.tsx') },
];
export const drugTestingPanels: ChartPanel[] = [
  { tab: 'tests', label: 'Tests', order: 40, permission: 'test.read', load: () => import('./TestsPanel.tsx') },
];

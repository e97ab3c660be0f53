import type { ChartPanel, Page } from '../../../web/page.ts';

export const attendancePages: Page[] = [
  { path: '/sessions/$sessionId', title: 'Session', permission: 'attendance.read', audience: 'staff', docked: true, load: () => import('./SessionPage.tsx') },
  { path: '/wishes', title: 'One to one', permission: 'attendance.read', audience: 'staff', verb: 'Wishes and one to one', load: () => import('./Wishes.tsx') },
];

export const attendancePanels: ChartPanel[] = [
  { tab: 'topics', label: 'Topics', under: 'week', order: 26, permission: 'attendance.read', load: () => import('./TopicsPanel.tsx') },
];

import type { ChartPanel, Page } from '../../../web/page.ts';

export const attendancePages: Page[] = [
  { path: '/sessions/$sessionId', title: 'Session', permission: 'attendance.read', audience: 'staff', docked: true, load: () => import('./SessionPage.tsx') },
];
export const attendancePanels: ChartPanel[] = [
  { tab: 'week', label: 'Week', order: 25, permission: 'attendance.read', load: () => import('./WeekPanel.tsx') },
];

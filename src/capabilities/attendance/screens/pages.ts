import type { Page } from '../../../web/page.ts';

export const attendancePages: Page[] = [
  { path: '/sessions/$sessionId', title: 'Session', permission: 'attendance.read', audience: 'staff', docked: true, load: () => import('./SessionPage.tsx') },
];

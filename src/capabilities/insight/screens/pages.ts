import type { ChartPanel, Page } from '../../../web/page.ts';

export const insightPages: Page[] = [
  {
    path: '/board', title: 'Board', permission: 'board.read', audience: 'staff', load: () => import('./Board.tsx'),
    nav: { label: 'Board', icon: 'board', order: 0, roles: ['director'] },
  },
];

const overview = { tab: 'overview', permission: 'client.read' } as const;
export const insightPanels: ChartPanel[] = [
  { tab: 'head', label: 'Head', order: 0, permission: 'client.read', load: () => import('./HeadLine.tsx') },
  { tab: 'bar', label: 'Safety bar', order: 0, permission: 'client.read', load: () => import('./SafetyBar.tsx') },
  { ...overview, label: 'Path', order: 10, load: () => import('./PathPanel.tsx') },
  { ...overview, label: 'This week', order: 20, place: 'main', permission: 'attendance.read', load: () => import('./ThisWeekPanel.tsx') },
  { ...overview, label: 'Owed', order: 25, place: 'side', load: () => import('../../obligations/screens/OwedPanel.tsx') },
  { ...overview, label: 'Trajectory', order: 50, load: () => import('./TrajectoryPanel.tsx') },
];

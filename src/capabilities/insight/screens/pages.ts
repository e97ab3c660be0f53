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
  { tab: 'safety', label: 'Safety bar', order: 0, permission: 'client.read', load: () => import('./SafetyBar.tsx') },
  { ...overview, label: 'Path', order: 0, load: () => import('./PathPanel.tsx') },
  { ...overview, label: 'This week', order: 1, place: 'main', permission: 'attendance.read', load: () => import('./ThisWeekPanel.tsx') },
  { ...overview, label: 'Owed', order: 2, place: 'side', load: () => import('../../obligations/screens/OwedPanel.tsx') },
  { ...overview, label: 'Own words', order: 3, place: 'side', permission: 'plan.read', load: () => import('./OwnWordsPanel.tsx') },
  { ...overview, label: 'Trajectory', order: 4, load: () => import('./TrajectoryPanel.tsx') },
  { ...overview, label: 'Thread', order: 5, permission: 'plan.read', load: () => import('./ThreadPanel.tsx') },
];

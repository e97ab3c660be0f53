import type { ChartPanel } from '../../../web/page.ts';

export const hoursPanels: ChartPanel[] = [
  { tab: 'week', label: 'Week', order: 25, permission: 'attendance.read', load: () => import('./WeekPanel.tsx') },
];

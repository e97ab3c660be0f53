import type { ChartPanel, Page } from '../../../web/page.ts';

export const planPages: Page[] = [
  { path: '/clients/$clientId/plan/write', title: 'Write the plan', permission: 'plan.write', audience: 'staff', docked: true, load: () => import('./WritePlan.tsx') },
  { path: '/clients/$clientId/plan/sign', title: 'Sign the plan', permission: 'plan.sign', audience: 'staff', load: () => import('./SignPlan.tsx') },
  { path: '/clients/$clientId/plan/$planVersionId', title: 'Plan', permission: 'plan.read', audience: 'staff', load: () => import('./PlanPrint.tsx') },
];
export const planPanels: ChartPanel[] = [
  { tab: 'plan', label: 'Plan', order: 10, permission: 'plan.read', load: () => import('./PlanPanel.tsx') },
  { tab: 'overview', label: 'Own words', order: 26, permission: 'plan.read', place: 'side', load: () => import('./OwnWords.tsx') },
];

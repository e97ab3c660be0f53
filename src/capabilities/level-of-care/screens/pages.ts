import type { ChartPanel, Page } from '../../../web/page.ts';

export const levelOfCarePages: Page[] = [
  { path: '/clients/$clientId/assessment/$assessmentId', title: 'Assessment', permission: 'assessment.read', audience: 'staff',
    docked: true, load: () => import('./Assessment.tsx') },
  { path: '/clients/$clientId/decision/$decisionId', title: 'Level of care', permission: 'assessment.read', audience: 'staff',
    load: () => import('./SignedDecision.tsx') },
  { path: '/level-table', title: 'Level-of-care table', permission: 'rules.change', audience: 'staff', verb: 'Change the level-of-care table',
    load: () => import('./TableEditor.tsx') },
];
export const levelOfCarePanels: ChartPanel[] = [
  { tab: 'level-of-care', label: 'Level of care', under: 'stay', order: 20, permission: 'assessment.read', load: () => import('./LevelPanel.tsx') },
];

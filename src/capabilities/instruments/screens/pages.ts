import type { ChartPanel, Page } from '../../../web/page.ts';

export const instrumentPages: Page[] = [
  { path: '/clients/$clientId/instruments/$code', title: 'Questionnaire', permission: 'instrument.record', audience: 'staff',
    docked: true, load: () => import('./AdministerInstrument.tsx') },
  { path: '/instruments', title: 'Instruments', permission: 'agency.change', audience: 'staff', verb: 'Import a wording',
    load: () => import('./Library.tsx') },
  { path: '/me/questions', title: 'Questions', permission: 'portal.self', audience: 'client',
    load: () => import('./OwnQuestions.tsx') },
];
export const instrumentPanels: ChartPanel[] = [
  { tab: 'instruments', label: 'Scores', under: 'notes', order: 35, permission: 'instrument.read', load: () => import('./ScoresPanel.tsx') },
];

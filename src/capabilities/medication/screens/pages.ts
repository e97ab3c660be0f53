import type { ChartPanel, Page } from '../../../web/page.ts';

export const medicationPages: Page[] = [
  { path: '/medication', title: 'Medication', permission: 'medication.read', audience: 'staff', verb: 'Who waits for a provider',
    nav: { label: 'Medication', icon: 'medication', order: 2, roles: ['medical', 'nurse', 'case_manager'] }, load: () => import('./Linkages.tsx') },
  { path: '/clients/$clientId/medication/check-in', title: 'Medication check-in', permission: 'medication.check', audience: 'staff', docked: true, load: () => import('./CheckInPage.tsx') },
  { path: '/clients/$clientId/medication/add', title: 'Add a medication', permission: 'medication.check', audience: 'staff', docked: true, load: () => import('./AddMedication.tsx') },
];
export const medicationPanels: ChartPanel[] = [
  { tab: 'medication', label: 'Medication', order: 50, permission: 'medication.read', load: () => import('./MedicationPanel.tsx') },
];

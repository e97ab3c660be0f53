import type { ChartPanel, Page } from '../../../web/page.ts';

export const resourceLinkagePages: Page[] = [
  { path: '/resources', title: 'Resources', permission: 'resource.read', audience: 'staff', verb: 'Find a resource',
    nav: { label: 'Resources', icon: 'resources', order: 40, roles: ['case_manager', 'counselor'] }, load: () => import('./Resources.tsx') },
  { path: '/resources/new', title: 'New place', permission: 'resource.change', audience: 'staff', load: () => import('./NewResource.tsx') },
  { path: '/resources/import', title: 'Import', permission: 'resource.change', audience: 'staff', load: () => import('./ImportResources.tsx') },
  { path: '/resources/$resourceId', title: 'Resource', permission: 'resource.read', audience: 'staff', load: () => import('./ResourcePage.tsx') },
  { path: '/needs', title: 'Needs', permission: 'linkage.read', audience: 'staff', verb: 'Needs and referrals',
    nav: { label: 'Needs', icon: 'transitions', order: 1, roles: ['case_manager'] }, load: () => import('./OpenNeeds.tsx') },
];

export const resourceLinkagePanels: ChartPanel[] = [
  { tab: 'resources', label: 'Resources', under: 'plan', order: 70, permission: 'linkage.read', load: () => import('./NeedsPanel.tsx') },
];

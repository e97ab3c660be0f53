import type { Page } from '../../../web/page.ts';

export const admissionPages: Page[] = [
  { path: '/calls', title: 'Calls', permission: 'inquiry.read', audience: 'staff',
    nav: { label: 'Calls', icon: 'calls', order: 1, roles: ['intake', 'supervisor', 'director'] }, load: () => import('./Calls.tsx') },
  { path: '/waiting', title: 'Waiting', permission: 'inquiry.read', audience: 'staff', verb: 'Waiting list',
    nav: { label: 'Waiting', icon: 'waiting', order: 3, roles: ['intake'] }, load: () => import('./WaitingList.tsx') },
  { path: '/calls/new', title: 'New call', permission: 'inquiry.write', audience: 'staff', verb: 'New call', load: () => import('./NewCall.tsx') },
  { path: '/calls/$clientId/$inquiryId', title: 'Call', permission: 'inquiry.read', audience: 'staff', docked: true, load: () => import('./Call.tsx') },
];

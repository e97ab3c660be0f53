import type { ChartPanel, Page } from '../../../web/page.ts';

export const kioskPages: Page[] = [
  { path: '/kiosk', title: '', permission: 'self.read', audience: 'public', load: () => import('./KioskPage.tsx') },
  {
    path: '/kiosks', title: 'Tablets at the door', permission: 'kiosk.manage', audience: 'staff', load: () => import('./Kiosks.tsx'),
    nav: { label: 'Door', icon: 'room', order: 4, roles: ['administrator'] },
  },
  { path: '/me/door', title: '', permission: 'portal.self', audience: 'client', load: () => import('./MyDoor.tsx') },
];
export const kioskPanels: ChartPanel[] = [
  { tab: 'people', label: 'Number for the door', order: 63, permission: 'client.write', load: () => import('./DoorNumberPanel.tsx') },
];

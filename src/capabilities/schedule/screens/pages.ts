import type { Page } from '../../../web/page.ts';

export const schedulePages: Page[] = [
  { path: '/week', title: 'Week', permission: 'schedule.read', audience: 'staff', verb: 'This week',
    nav: { label: 'Week', icon: 'week', order: 20, roles: ['intake', 'counselor', 'facilitator', 'case_manager', 'supervisor', 'director'] },
    load: () => import('./ProgramWeek.tsx') },
  { path: '/week/print', title: 'Print', permission: 'schedule.read', audience: 'staff', verb: 'Print the week', load: () => import('./WeekSheet.tsx') },
  { path: '/my-week', title: 'My week', permission: 'schedule.read', audience: 'staff', verb: 'My week', load: () => import('./MyOwnWeek.tsx') },
  { path: '/week/new-group', title: 'New group', permission: 'schedule.write', audience: 'staff', verb: 'Start a group', docked: true, load: () => import('./StartGroup.tsx') },
  { path: '/program', title: 'Program', permission: 'schedule.read', audience: 'staff', verb: 'Tracks and groups',
    nav: { label: 'Groups', icon: 'groups', order: 30, roles: ['counselor', 'facilitator', 'supervisor', 'director', 'administrator'] },
    load: () => import('./Timetable.tsx') },
  { path: '/program/groups/$groupId', title: 'Group', permission: 'schedule.write', audience: 'staff', docked: true, load: () => import('./ChangeGroup.tsx') },
  { path: '/closures', title: 'Closed days', permission: 'schedule.read', audience: 'staff', verb: 'Closed days', load: () => import('./Closures.tsx') },
  { path: '/availability', title: 'Free times', permission: 'schedule.write', audience: 'staff', verb: 'Free times for one to one', load: () => import('./Availability.tsx') },
  { path: '/program/series/$seriesId', title: 'Group', permission: 'schedule.write', audience: 'staff', docked: true, load: () => import('./ChangeSeries.tsx') },
  { path: '/place/$roomId/close', title: 'Close a room', permission: 'agency.change', audience: 'staff', docked: true, load: () => import('./CloseRoom.tsx') },
  { path: '/staff/$staffId/leaving', title: 'Leaving', permission: 'staff.change', audience: 'staff', docked: true, load: () => import('./Leaving.tsx') },
  { path: '/clients/$clientId/arrange', title: 'A week', permission: 'schedule.write', audience: 'staff', load: () => import('./ArrangeWeek.tsx') },
  { path: '/clients/$clientId/book', title: 'Book a session', permission: 'schedule.write', audience: 'staff', docked: true, load: () => import('./BookSession.tsx') },
];

import type { ChartPanel, Page, PersonVerb } from '../../../web/page.ts';

export const notePages: Page[] = [
  { path: '/sessions/$sessionId/note', title: 'Group note', permission: 'note.write', audience: 'staff', docked: true, load: () => import('./GroupNote.tsx') },
  { path: '/clients/$clientId/notes/new', title: 'New note', permission: 'note.write', audience: 'staff', load: () => import('./NewNote.tsx') },
  { path: '/clients/$clientId/notes/$noteDraftId', title: 'Note', permission: 'note.write', audience: 'staff', docked: true, load: () => import('./WriteNote.tsx') },
  { path: '/to-cosign', title: 'To co-sign', permission: 'note.cosign', audience: 'staff', verb: 'Notes to co-sign',
    nav: { label: 'Co-sign', icon: 'reviews', order: 3, roles: ['supervisor'] }, load: () => import('./ToCosign.tsx') },
];
export const notePanels: ChartPanel[] = [
  { tab: 'notes', label: 'Notes', order: 30, permission: 'note.read', load: () => import('./NotesPanel.tsx') },
  { tab: 'overview', label: 'Thread', order: 60, permission: 'plan.read', load: () => import('./ThreadPanel.tsx') },
];
export const noteVerbs: PersonVerb[] = [
  { word: 'note', label: 'Write note', permission: 'note.write', path: (clientId) => `/clients/${clientId}/notes/new` },
];

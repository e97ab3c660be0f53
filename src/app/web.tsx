import { admissionPages } from '../capabilities/admissions/screens/pages.ts';
import { clientPages, clientPanels } from '../capabilities/clients/screens/pages.ts';
import { agencyPages } from '../capabilities/agency/screens/pages.ts';
import { attendancePages, attendancePanels } from '../capabilities/attendance/screens/pages.ts';
import { kioskPages, kioskPanels } from '../capabilities/kiosk/screens/pages.ts';
import { hoursPanels } from '../capabilities/hours/screens/pages.ts';
import { schedulePages } from '../capabilities/schedule/screens/pages.ts';
import { consentPages, consentPanels } from '../capabilities/consent/screens/pages.ts';
import { notePages, notePanels, noteVerbs } from '../capabilities/notes/screens/pages.ts';
import { planPages, planPanels } from '../capabilities/treatment-plan/screens/pages.ts';
import { searchClients } from '../capabilities/clients/api.ts';
import { call } from '../web/call.ts';
import type { ChartPanel, House, Page } from '../web/page.ts';
import { levelOfCarePages, levelOfCarePanels } from '../capabilities/level-of-care/screens/pages.ts';
import { instrumentPages, instrumentPanels } from '../capabilities/instruments/screens/pages.ts';
import { obligationPages } from '../capabilities/obligations/screens/pages.ts';
import { insightPages, insightPanels } from '../capabilities/insight/screens/pages.ts';
import { portalPages, portalPanels } from '../capabilities/portal/screens/pages.ts';
import { safeguardPages, safeguardPanels } from '../capabilities/safeguards/screens/pages.ts';
import { supportNetworkPages, supportNetworkPanels } from '../capabilities/support-network/screens/pages.ts';
import { medicationPages, medicationPanels } from '../capabilities/medication/screens/pages.ts';
import { drugTestingPages, drugTestingPanels } from '../capabilities/drug-testing/screens/pages.ts';
import { accountabilityPages, accountabilityPanels, accountabilityVerbs } from '../capabilities/accountability/screens/pages.ts';
import { resourceLinkagePages, resourceLinkagePanels } from '../capabilities/resource-linkage/screens/pages.ts';
import { transitionPages, transitionPanels } from '../capabilities/transition/screens/pages.ts';
import { weekBuilderPages } from '../capabilities/week-builder/screens/pages.ts';
import { signInPages } from '../web/sign-in/pages.ts';
import { staffPages } from '../capabilities/staff/screens/pages.ts';
import { startWeb } from '../web/start.tsx';

/** The browser's house: each room's pages and chart panels, one line each. */
const pages: Page[] = [
  ...agencyPages,
  ...clientPages,
  ...consentPages,
  ...schedulePages,
  ...weekBuilderPages,
  ...resourceLinkagePages,
  ...transitionPages,
  ...admissionPages,
  ...attendancePages,
  ...kioskPages,
  ...instrumentPages,
  ...levelOfCarePages,
  ...planPages,
  ...notePages,
  ...safeguardPages,
  ...supportNetworkPages,
  ...obligationPages,
  ...insightPages,
  ...portalPages,
  ...staffPages,
  ...medicationPages,
  ...drugTestingPages,
  ...accountabilityPages,
  ...signInPages,
  { path: '/gallery', title: 'Gallery', permission: 'self.read', audience: 'public', load: () => import('../web/gallery/Gallery.tsx') },
];
const panels: ChartPanel[] = [
  ...resourceLinkagePanels,
  ...transitionPanels,
  ...clientPanels,
  ...hoursPanels,
  ...attendancePanels,
  ...kioskPanels,
  ...instrumentPanels,
  ...levelOfCarePanels,
  ...consentPanels,
  ...planPanels,
  ...notePanels,
  ...safeguardPanels,
  ...supportNetworkPanels,
  ...insightPanels,
  ...portalPanels,
  ...medicationPanels,
  ...drugTestingPanels,
  ...accountabilityPanels,
];

const house: House = { pages, panels, verbs: [...noteVerbs, ...accountabilityVerbs], findPeople: (words) => call(searchClients, { words }) };

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
startWeb(house);

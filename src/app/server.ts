/** Puts the rooms together for the server: handlers, what each derives, its jobs; one line a room, in order. */
import { agencyHandlers } from '../capabilities/agency/handlers.ts';
import { supervisionHandlers } from '../capabilities/staff/supervision-handlers.ts';
import { staffDue } from '../capabilities/staff/due.ts';
import { staffHandlers } from '../capabilities/staff/handlers.ts';
import { caseloadsDue } from '../capabilities/clients/due.ts';
import { clientHandlers } from '../capabilities/clients/handlers.ts';
import { disclosingHandlers, type RecordReader } from '../capabilities/consent/disclosing-handlers.ts';
import { consentDue } from '../capabilities/consent/due.ts';
import { consentHandlers } from '../capabilities/consent/handlers.ts';
import { presenceReader } from '../capabilities/consent/outward-handlers.ts';
import { instrumentsDue } from '../capabilities/instruments/due.ts';
import { instrumentHandlers } from '../capabilities/instruments/handlers.ts';
import { timetableDue, wishesDue } from '../capabilities/schedule/due.ts';
import { scheduleHandlers, scheduleJobs } from '../capabilities/schedule/handlers.ts';
import { directoryDue, resourceLinkageDue } from '../capabilities/resource-linkage/due.ts';
import { resourceLinkageHandlers } from '../capabilities/resource-linkage/handlers.ts';
import { admissionsDue } from '../capabilities/admissions/due.ts';
import { admissionHandlers, admissionJobs } from '../capabilities/admissions/handlers.ts';
import { offersDue, waitingDue } from '../capabilities/admissions/waiting-handlers.ts';
import { levelOfCareDueOf } from '../capabilities/level-of-care/due.ts';
import { levelOfCareHandlers } from '../capabilities/level-of-care/handlers.ts';
import { planDue } from '../capabilities/treatment-plan/due.ts';
import { planHandlers } from '../capabilities/treatment-plan/handlers.ts';
import { planReader } from '../capabilities/treatment-plan/outward-handlers.ts';
import { medicationDue } from '../capabilities/medication/due.ts';
import { medicationHandlers } from '../capabilities/medication/handlers.ts';
import { testDue } from '../capabilities/drug-testing/due.ts';
import { drugTestingHandlers, drugTestingJobs } from '../capabilities/drug-testing/handlers.ts';
import { attendanceDueOf } from '../capabilities/attendance/due.ts';
import { attendanceHandlers } from '../capabilities/attendance/handlers.ts';
import { individualsDue, topicHandlers } from '../capabilities/attendance/topics-handlers.ts';
import { weekBuilderHandlers, weekBuilderWorks } from '../capabilities/week-builder/handlers.ts';
import { safeguardsDue } from '../capabilities/safeguards/due.ts';
import { highRiskMissedDue } from '../capabilities/safeguards/missed-due-of.ts';
import { safeguardHandlers } from '../capabilities/safeguards/handlers.ts';
import { safetyPlanReader } from '../capabilities/safeguards/outward-handlers.ts';
import { supportNetworkDue } from '../capabilities/support-network/due.ts';
import { supportNetworkHandlers } from '../capabilities/support-network/handlers.ts';
import { transitionDueOf } from '../capabilities/transition/due.ts';
import { transitionHandlers } from '../capabilities/transition/handlers.ts';
import { noteDue } from '../capabilities/notes/due.ts';
import { noteHandlers } from '../capabilities/notes/handlers.ts';
import { noteReader } from '../capabilities/notes/outward-handlers.ts';
import { hoursDueOf } from '../capabilities/hours/due.ts';
import { hoursHandlers } from '../capabilities/hours/handlers.ts';
import { kioskHandlers } from '../capabilities/kiosk/handlers.ts';
import { accountabilityDue } from '../capabilities/accountability/due.ts';
import { accountabilityHandlers } from '../capabilities/accountability/handlers.ts';
import { countHandler, previewHandler } from '../capabilities/obligations/preview-handlers.ts';
import { gatherObligations } from '../capabilities/obligations/handlers.ts';
import { insightHandlers } from '../capabilities/insight/handlers.ts';
import { portalDue } from '../capabilities/portal/due.ts';
import { portalHandlers } from '../capabilities/portal/handlers.ts';
import type { LongWork } from '../platform/jobs/long-work.ts';
import type { DueOfAgency, DueOfClient, Handler, Job } from '../platform/serve/handle.ts';

export const DUE_OF_CLIENT: readonly DueOfClient[] = [
  instrumentsDue,
  consentDue,
  resourceLinkageDue,
  wishesDue,
  admissionsDue,
  offersDue,
  levelOfCareDueOf,
  planDue,
  noteDue,
  medicationDue,
  testDue,
  attendanceDueOf,
  hoursDueOf,
  individualsDue,
  safeguardsDue,
  highRiskMissedDue,
  supportNetworkDue,
  transitionDueOf,
  accountabilityDue,
  portalDue,
];

export const DUE_OF_AGENCY: readonly DueOfAgency[] = [
  staffDue,
  caseloadsDue,
  timetableDue,
  directoryDue,
  waitingDue,
];

/** How each room's records read for somebody outside, under consent. */
const RECORD_READERS: readonly RecordReader[] = [
  presenceReader,
  planReader,
  noteReader,
  safetyPlanReader,
];

export const obligations = gatherObligations(DUE_OF_CLIENT, DUE_OF_AGENCY);

export const HANDLERS: readonly Handler[] = [
  ...agencyHandlers,
  ...staffHandlers, ...supervisionHandlers,
  ...clientHandlers,
  ...instrumentHandlers,
  ...consentHandlers,
  ...disclosingHandlers(RECORD_READERS),
  ...scheduleHandlers,
  ...resourceLinkageHandlers,
  ...admissionHandlers,
  ...levelOfCareHandlers,
  ...planHandlers,
  ...noteHandlers,
  ...medicationHandlers,
  ...drugTestingHandlers,
  ...attendanceHandlers,
  ...topicHandlers,
  ...kioskHandlers,
  ...hoursHandlers,
  ...weekBuilderHandlers,
  ...safeguardHandlers,
  ...supportNetworkHandlers,
  ...accountabilityHandlers,
  ...transitionHandlers,
  ...obligations.handlers,
  previewHandler(DUE_OF_CLIENT), countHandler(DUE_OF_CLIENT),
  ...insightHandlers,
  ...portalHandlers,
];

export const JOBS: readonly Job[] = [
  ...scheduleJobs,
  ...admissionJobs,
  ...drugTestingJobs,
  ...obligations.jobs,
];

export const LONG_WORKS: readonly LongWork[] = weekBuilderWorks;

export function handlersByName(list: readonly Handler[] = HANDLERS): ReadonlyMap<string, Handler> {
  const map = new Map<string, Handler>();
  for (const handler of list) {
    if (map.has(handler.op.name)) throw new Error(`two operations are called ${handler.op.name}`);
    map.set(handler.op.name, handler);
  }
  return map;
}

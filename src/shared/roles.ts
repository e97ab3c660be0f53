/**
 * Who may do what: one table (privacy.md §13, SE-09). An operation names one permission; a role holds some.
 * What a permission reaches is a second question: `chart` roles reach the clients they treat, `agency` roles all.
 */
export const ROLES = [
  'intake', 'counselor', 'facilitator', 'medical', 'nurse', 'technician', 'case_manager',
  'supervisor', 'director', 'administrator', 'privacy_officer', 'client', 'supporter', 'kiosk', 'service',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Record<Role, string> = {
  intake: 'Intake', counselor: 'Counselor', facilitator: 'Group facilitator', medical: 'Medical provider',
  nurse: 'Nurse', technician: 'Testing technician', case_manager: 'Case manager', supervisor: 'Clinical supervisor',
  director: 'Program director', administrator: 'Administrator', privacy_officer: 'Privacy officer',
  client: 'Client', supporter: 'Supporter', kiosk: 'Tablet at the door', service: 'Stepwell itself',
};

const EVERY_STAFF: Role[] = [
  'intake', 'counselor', 'facilitator', 'medical', 'nurse', 'technician', 'case_manager', 'supervisor', 'director',
  'administrator', 'privacy_officer',
];
const CLINICAL: Role[] = ['counselor', 'facilitator', 'medical', 'nurse', 'case_manager', 'supervisor', 'director'];
const THERAPY: Role[] = ['counselor', 'supervisor'];

/** Permission → roles that hold it. `service` (jobs) holds only what is written here. */
export const PERMISSIONS = {
  // the house
  'self.read': [...EVERY_STAFF, 'client', 'supporter'],
  'agency.read': EVERY_STAFF,
  'agency.change': ['administrator', 'director'],
  'rules.read': ['administrator', 'director', 'supervisor', 'privacy_officer'],
  'rules.change': ['administrator', 'director'],
  'staff.read': EVERY_STAFF,
  'staff.change': ['administrator'],
  'supervision.read': ['counselor', 'facilitator', 'supervisor', 'director', 'administrator'],
  'supervision.log': ['supervisor', 'director'],
  'audit.read': ['director', 'privacy_officer'],
  'obligation.read': EVERY_STAFF,
  'board.read': ['director', 'supervisor'],
  // front door
  'inquiry.read': ['intake', 'counselor', 'supervisor', 'director'],
  'inquiry.write': ['intake', 'counselor', 'supervisor'],
  'client.search': [...CLINICAL, 'intake', 'technician'],
  'client.read': [...CLINICAL, 'intake'],
  'client.write': ['intake', 'counselor', 'case_manager', 'supervisor'],
  'client.name': [...CLINICAL, 'intake', 'technician'],
  'admission.decide': ['intake', 'counselor', 'supervisor'],
  'assessment.read': ['intake', 'counselor', 'medical', 'nurse', 'supervisor', 'director'],
  'assessment.write': THERAPY,
  'assessment.sign': THERAPY,
  'assessment.cosign': ['supervisor'],
  'instrument.read': [...CLINICAL, 'intake'],
  'instrument.record': ['intake', 'counselor', 'facilitator', 'medical', 'nurse', 'case_manager', 'supervisor'],
  'instrument.answer': ['counselor', 'medical', 'nurse', 'supervisor'],
  'consent.read': ['intake', 'counselor', 'medical', 'nurse', 'case_manager', 'supervisor', 'director', 'privacy_officer'],
  'consent.write': ['intake', 'counselor', 'case_manager', 'supervisor', 'privacy_officer'],
  'disclosure.make': ['intake', 'counselor', 'case_manager', 'supervisor', 'privacy_officer'],
  // the program
  'plan.read': [...CLINICAL],
  'plan.write': THERAPY,
  'plan.sign': THERAPY,
  'schedule.read': EVERY_STAFF,
  'schedule.write': ['intake', 'counselor', 'supervisor', 'director'],
  /** Everybody's week at once, and what a change of the program would do. */
  'weeks.build': ['supervisor', 'director'],
  'attendance.read': [...CLINICAL, 'intake', 'technician'],
  'attendance.write': ['counselor', 'facilitator', 'supervisor', 'intake'],
  'note.read': ['counselor', 'facilitator', 'medical', 'supervisor', 'director'],
  'note.write': ['counselor', 'facilitator', 'supervisor', 'medical'],
  'note.sign': ['counselor', 'facilitator', 'supervisor', 'medical'],
  'note.cosign': ['supervisor'],
  'counseling-note.own': THERAPY,
  // body and chemistry
  'medication.read': [...CLINICAL],
  'medication.link': ['counselor', 'case_manager', 'medical', 'nurse', 'supervisor'],
  'medication.prescribe': ['medical'],
  'medication.check': ['counselor', 'medical', 'nurse', 'supervisor', 'case_manager'],
  'test.read': ['counselor', 'facilitator', 'medical', 'nurse', 'technician', 'supervisor'],
  'test.order': ['counselor', 'medical', 'supervisor'],
  'test.collect': ['nurse', 'technician'],
  'test.result': ['nurse', 'technician', 'medical'],
  'test.review': ['counselor', 'supervisor', 'medical'],
  'test.draw': ['service'],
  // accountability
  'policy.change': ['director'],
  'response.read': ['counselor', 'supervisor', 'director'],
  'response.decide': ['counselor', 'supervisor', 'director'],
  'response.remove': ['director'],
  // around the program
  'safety.read': [...CLINICAL],
  'safety.write': ['counselor', 'facilitator', 'nurse', 'medical', 'supervisor', 'case_manager'],
  'supporter.read': ['intake', 'counselor', 'case_manager', 'supervisor', 'director'],
  'supporter.write': ['intake', 'counselor', 'case_manager', 'supervisor'],
  /** All that a supporter's page shows, goals and safety plan too: for who reads those in the chart. */
  'supporter.preview': ['counselor', 'case_manager', 'supervisor', 'director'],
  'resource.read': EVERY_STAFF,
  'resource.change': ['case_manager', 'administrator', 'supervisor'],
  'linkage.read': ['counselor', 'case_manager', 'medical', 'nurse', 'supervisor', 'director'],
  'linkage.write': ['counselor', 'case_manager', 'supervisor'],
  'transition.read': ['intake', 'counselor', 'case_manager', 'medical', 'supervisor', 'director'],
  'transition.write': ['counselor', 'case_manager', 'supervisor'],
  'transition.sign': THERAPY,
  // the client and their people
  'portal.self': ['client'],
  'portal.supporter': ['supporter'],
  // the tablet at the door: a device of the program, nobody's sign-in
  'kiosk.use': ['kiosk'],
  'kiosk.manage': ['administrator', 'director'],
  // jobs
  'job.run': ['service'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Roles whose need to know is the whole agency; all others reach the charts they treat (PV-04). */
export const AGENCY_WIDE: readonly Role[] = ['intake', 'technician', 'nurse', 'medical', 'supervisor', 'director', 'privacy_officer', 'kiosk', 'service'];

export const rolesHolding = (permission: Permission): readonly Role[] => PERMISSIONS[permission];

/** May a person with these roles use this permission? */
export const mayUse = (roles: readonly Role[], permission: Permission): boolean =>
  roles.some((role) => rolesHolding(permission).includes(role));

/** Of the roles a person holds, does one that grants this permission reach the whole agency? */
export const reachesAgency = (roles: readonly Role[], permission: Permission): boolean =>
  roles.some((role) => rolesHolding(permission).includes(role) && AGENCY_WIDE.includes(role));

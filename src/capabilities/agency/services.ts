import * as z from 'zod';

/**
 * The services a program gives, and the credentials a person may hold. Which credential may give which service, and
 * which service counts to the weekly hours, are settings of the rule book; the words themselves are fixed.
 */
export const SERVICES = [
  'group-therapy', 'skills-group', 'relapse-prevention-group', 'psychoeducation-group', 'social-support-group',
  'individual-therapy', 'individual-counseling', 'family-session', 'family-education', 'crisis-session',
  'assessment', 'plan-meeting', 'medication-visit', 'case-management', 'peer-support', 'recreation', 'mutual-help',
  'specimen-collection',
] as const;
export type Service = (typeof SERVICES)[number];
export const service = z.enum(SERVICES);

export const SERVICE_WORDS: Record<Service, string> = {
  'group-therapy': 'Group therapy', 'skills-group': 'Skills group',
  'relapse-prevention-group': 'Relapse Prevention', 'psychoeducation-group': 'Education group',
  'social-support-group': 'Social Support', 'individual-therapy': 'Individual therapy',
  'individual-counseling': 'Individual counseling', 'family-session': 'Family session',
  'family-education': 'Family Education', 'crisis-session': 'Crisis session', assessment: 'Assessment',
  'plan-meeting': 'Plan meeting', 'medication-visit': 'Medication visit', 'case-management': 'Case management',
  'peer-support': 'Peer support', recreation: 'Social activity', 'mutual-help': 'Mutual-help meeting',
  'specimen-collection': 'Specimen collection',
};

/** Groups whose size is that of a lecture, not of a conversation (PR-23). */
export const EDUCATION: readonly Service[] = ['psychoeducation-group', 'family-education'];

/** Services given to several clients at once. */
export const GROUP_SERVICES: readonly Service[] = [
  'group-therapy', 'skills-group', 'relapse-prevention-group', 'psychoeducation-group', 'social-support-group',
  'family-education', 'recreation', 'mutual-help',
];

/** Credentials as program-rules.md §10 lists them, one row each. */
export const CREDENTIALS = [
  'physician', 'nurse-practitioner', 'physician-assistant',
  'psychologist', 'licensed-clinical-social-worker', 'licensed-counselor', 'marriage-family-therapist',
  'licensed-addiction-counselor', 'certified-addiction-counselor', 'registered-trainee',
  'registered-nurse', 'practical-nurse', 'medical-assistant', 'testing-technician', 'peer-specialist',
  'case-manager',
] as const;
export type CredentialKind = (typeof CREDENTIALS)[number];
export const credentialKind = z.enum(CREDENTIALS);

export const CREDENTIAL_WORDS: Record<CredentialKind, string> = {
  physician: 'Physician', 'nurse-practitioner': 'Nurse practitioner', 'physician-assistant': 'Physician assistant',
  psychologist: 'Psychologist', 'licensed-clinical-social-worker': 'Licensed clinical social worker',
  'licensed-counselor': 'Licensed counselor', 'marriage-family-therapist': 'Marriage and family therapist',
  'licensed-addiction-counselor': 'Licensed addiction counselor',
  'certified-addiction-counselor': 'Certified addiction counselor',
  'registered-trainee': 'Registered trainee or associate', 'registered-nurse': 'Registered nurse',
  'practical-nurse': 'Practical nurse', 'medical-assistant': 'Medical assistant',
  'testing-technician': 'Testing technician', 'peer-specialist': 'Peer specialist', 'case-manager': 'Case manager',
};

/** Counts to the weekly hours (program-rules.md §1, PR-13). Recreation is excluded by 42 CFR 410.44. */
export const COUNTED_BY_DEFAULT: Record<Service, boolean> = {
  'group-therapy': true, 'skills-group': true, 'relapse-prevention-group': true, 'psychoeducation-group': true,
  'social-support-group': true, 'individual-therapy': true, 'individual-counseling': true, 'family-session': true,
  'family-education': true, 'crisis-session': true, assessment: true, 'plan-meeting': true,
  'medication-visit': true, 'case-management': true, 'peer-support': false, recreation: false, 'mutual-help': false,
  'specimen-collection': false,
};

const PRESCRIBERS: CredentialKind[] = ['physician', 'nurse-practitioner', 'physician-assistant'];
const THERAPISTS: CredentialKind[] = [
  'psychologist', 'licensed-clinical-social-worker', 'licensed-counselor', 'marriage-family-therapist',
];
const COUNSELORS: CredentialKind[] = [
  ...THERAPISTS, 'licensed-addiction-counselor', 'certified-addiction-counselor', 'registered-trainee',
];

/** Which credential may give which service (program-rules.md §10; PR-61 keeps therapy and counseling apart). */
export const GIVEN_BY_DEFAULT: Record<Service, CredentialKind[]> = {
  'group-therapy': COUNSELORS, 'skills-group': COUNSELORS, 'relapse-prevention-group': COUNSELORS,
  'psychoeducation-group': [...COUNSELORS, 'registered-nurse'], 'social-support-group': [...COUNSELORS, 'peer-specialist'],
  'individual-therapy': THERAPISTS, 'individual-counseling': COUNSELORS, 'family-session': THERAPISTS,
  'family-education': COUNSELORS, 'crisis-session': COUNSELORS,
  assessment: [...THERAPISTS, 'licensed-addiction-counselor', ...PRESCRIBERS], 'plan-meeting': COUNSELORS,
  'medication-visit': PRESCRIBERS, 'case-management': ['case-manager', ...COUNSELORS],
  'peer-support': ['peer-specialist'],
  recreation: ['peer-specialist', 'case-manager', ...COUNSELORS],
  'mutual-help': ['peer-specialist', 'case-manager', ...COUNSELORS],
  'specimen-collection': ['registered-nurse', 'practical-nurse', 'medical-assistant', 'testing-technician'],
};

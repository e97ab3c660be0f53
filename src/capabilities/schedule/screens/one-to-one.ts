import type { Service } from '../../agency/services.ts';

/** Which kind of session a service for one person is. */
export const KIND_OF: Partial<Record<Service, 'individual' | 'family' | 'medical' | 'assessment' | 'case-management'>> = {
  'individual-counseling': 'individual', 'individual-therapy': 'individual', 'family-session': 'family', 'medication-visit': 'medical', assessment: 'assessment',
  'plan-meeting': 'individual', 'crisis-session': 'individual', 'case-management': 'case-management', 'peer-support': 'individual',
};
export const ONE_TO_ONE = Object.keys(KIND_OF) as Service[];

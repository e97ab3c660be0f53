import type { SupporterSight } from '../model.ts';

/** What a supporter's page may show, in words that fit “lets you see …”. */
export const SIGHT_WORDS: Record<SupporterSight, string> = {
  schedule: 'session times', attendance: 'if they came, yes or no', family_session: 'family session times', plan: 'what they work on',
  safety_plan: 'their safety plan',
};
/** The same, said to the client. */
export const MY_SIGHT_WORDS: Record<SupporterSight, string> = {
  schedule: 'my session times', attendance: 'if I came, yes or no', family_session: 'family session times', plan: 'my goals',
  safety_plan: 'my safety plan',
};

/**
 * The lessons of the 16-week curriculum (program-rules.md §3), in our own words. Every lesson can be a client's first
 * (PR-26): none needs the one before it.
 */
export type Lesson = {
  /** `RP14`: the group's code and the place in its list. */
  code: string;
  title: string;
};

const lessons = (code: string, titles: string[]): Lesson[] =>
  titles.map((title, at) => ({ code: `${code}${at + 1}`, title }));

export const EARLY_RECOVERY = lessons('ERS', [
  'What sets it off', 'Stopping a thought before it becomes a craving', 'Triggers around me, triggers within me',
  'What my body goes through', 'Planning the day by the hour', 'People, places and things to put away',
  'Twelve-step and other meetings nearby', 'What I have learnt so far',
]);

export const RELAPSE_PREVENTION = lessons('RP', [
  'Alcohol, the legal one', 'Being bored', 'How it drifts back before it comes back', 'Work and recovery',
  'Guilt and shame', 'Staying busy', 'Reasons to stay', 'Whom I trust, and who trusts me', 'Being smart, not strong',
  'What I believe in', 'Money', 'Sex and recovery', 'Seeing it coming', 'Twenty-four hours of warning signs',
  'Caring for my body', 'Emotions that come first', 'Illness and being tired', 'When I feel under pressure',
  'The things I say to justify it', 'Others who use', 'Holidays and weekends', 'Living one day', 'Saying what I mean',
  'Making peace', 'Asking for help', 'When anger comes', 'Taking it seriously, taking it easy', 'New friends',
  'Repairing a friendship', 'Serenity and what I cannot change', 'Compulsions in other clothes', 'What comes after',
]);

export const FAMILY_EDUCATION = lessons('FE', [
  'What substances do to the brain', 'Triggers and cravings, explained to the family', 'The road of recovery',
  'Alcohol and the family', 'Methamphetamine and cocaine', 'Opioids, and why medication helps',
  'Families in recovery', 'What helps and what does not', 'Living with recovery', 'Trust after a return to use',
  'Talking so that it is heard', 'Cannabis, pills and other things',
]);

export const SOCIAL_SUPPORT = lessons('SS', [
  'Accepting', 'Anger', 'Being alone', 'Boundaries', 'Calm', 'Change', 'Choosing', 'Codependence', 'Confidence',
  'Control', 'Cravings, still', 'Depression', 'Dreams', 'Faith', 'Families', 'Fear', 'Feeling stuck', 'Forgiving',
  'Friends', 'Fun', 'Gratitude', 'Grief', 'Guilt', 'Happiness', 'Honesty', 'Intimacy', 'Isolation', 'Justifying',
  'Masks', 'Overwhelm', 'Patience', 'Physical health', 'Recovery as a habit', 'Rejection', 'Rest', 'Trust',
]);

/** The shipped lists of lessons, by the code that a group names. */
export const CURRICULA: { code: string; name: string; lessons: Lesson[] }[] = [
  { code: 'early-recovery', name: 'Early recovery', lessons: EARLY_RECOVERY },
  { code: 'relapse-prevention', name: 'Relapse prevention', lessons: RELAPSE_PREVENTION },
  { code: 'family-education', name: 'Family education', lessons: FAMILY_EDUCATION },
  { code: 'social-support', name: 'Social support', lessons: SOCIAL_SUPPORT },
];

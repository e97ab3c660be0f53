import type { WallTime } from '../../shared/dates.ts';
import { EARLY_RECOVERY, FAMILY_EDUCATION, RELAPSE_PREVENTION, SOCIAL_SUPPORT, type Lesson } from './curriculum.ts';
import type { RuleBook } from './rule-book.ts';
import { EDUCATION, type Service } from './services.ts';

/** Program shapes shipped as data: groups, when they meet, and in which weeks of their stay a client sits in them. */
export type TemplateGroup = { code: string; name: string; service: Service; capacity: number; lessons: Lesson[] };

export type TemplateMeeting = {
  group: string;
  /** ISO weekdays, 1 is Monday. */
  weekdays: number[];
  from: WallTime;
  to: WallTime;
  breaks: { from: WallTime; to: WallTime }[];
  /** The client's own weeks in which it is theirs, both included; week 1 is the week of admission. */
  weeks: { first: number; last: number };
  /** Part of the timetable as printed (`core`), or added so that the hours reach the floor (`filler`). */
  part: 'core' | 'filler';
};

export type TemplateTrack = { code: string; name: string; meetings: TemplateMeeting[] };

export type ProgramTemplate = {
  code: string;
  name: string;
  about: string;
  source: string;
  /** What the client's weeks are called, and at which level of care they are held. */
  phases: { name: string; first: number; last: number; levelOfCare: '2.1' | '1' }[];
  groups: TemplateGroup[];
  /** A client joins one track. */
  tracks: TemplateTrack[];
  /** Individual or conjoint sessions, by week of the stay. Empty: weekly or every other week, as the plan says. */
  individuals: { code: string; minutes: number; week: number }[];
};

const EVERY_WEEK = { first: 1, last: 12 };
const evening = (weekday: number, group: string): TemplateMeeting => ({
  group, weekdays: [weekday], from: '18:00', to: '21:15', breaks: [{ from: '19:30', to: '19:45' }], weeks: EVERY_WEEK, part: 'core',
});
const morning = (weekday: number, group: string): TemplateMeeting => ({
  group, weekdays: [weekday], from: '09:00', to: '12:15', breaks: [{ from: '10:30', to: '10:45' }], weeks: EVERY_WEEK, part: 'core',
});

/** Three counted hours on three days, in the evening or in the morning (PR-20, PR-21). */
export const STANDARD_IOP: ProgramTemplate = {
  code: 'standard-iop',
  name: 'Standard IOP',
  about: 'Three evenings or three mornings a week, three counted hours each, for about twelve weeks.',
  source: 'PR-20, PR-21',
  phases: [
    { name: 'Beginning', first: 1, last: 4, levelOfCare: '2.1' },
    { name: 'Building', first: 5, last: 8, levelOfCare: '2.1' },
    { name: 'Going on', first: 9, last: 12, levelOfCare: '2.1' },
  ],
  groups: [
    { code: 'RP', name: 'Relapse Prevention', service: 'relapse-prevention-group', capacity: 12, lessons: RELAPSE_PREVENTION },
    { code: 'GT', name: 'Process group', service: 'group-therapy', capacity: 12, lessons: [] },
    { code: 'SK', name: 'Skills', service: 'skills-group', capacity: 12, lessons: EARLY_RECOVERY },
  ],
  tracks: [
    { code: 'evening', name: 'Evening', meetings: [evening(1, 'RP'), evening(2, 'GT'), evening(4, 'SK')] },
    { code: 'morning', name: 'Morning', meetings: [morning(1, 'RP'), morning(3, 'GT'), morning(5, 'SK')] },
  ],
  individuals: [],
};

const meets = (
  group: string, weekdays: number[], from: WallTime, to: WallTime, first: number, last: number,
  part: TemplateMeeting['part'] = 'core',
): TemplateMeeting => ({ group, weekdays, from, to, breaks: [], weeks: { first, last }, part });

/**
 * The 16-week curriculum with continuing care to week 48 (program-rules.md §3). Its timetable as printed stays under the
 * nine hours of level 2.1 (PR-31); the fillers bring each day to three counted hours.
 */
export const SIXTEEN_WEEKS: ProgramTemplate = {
  code: 'sixteen-weeks',
  name: '16-week curriculum',
  about: 'Early recovery skills, relapse prevention, family education and social support, in a fixed order of lessons '
    + 'that a client may join in any week. As printed it stays under nine hours; added groups bring it there.',
  source: 'SAMHSA treatment manual, CEBC, PR-31',
  phases: [
    { name: 'Early recovery', first: 1, last: 4, levelOfCare: '2.1' },
    { name: 'Relapse prevention', first: 5, last: 16, levelOfCare: '2.1' },
    { name: 'Continuing care', first: 17, last: 48, levelOfCare: '1' },
  ],
  groups: [
    { code: 'ERS', name: 'Early Recovery Skills', service: 'skills-group', capacity: 12, lessons: EARLY_RECOVERY },
    { code: 'RP', name: 'Relapse Prevention', service: 'relapse-prevention-group', capacity: 12, lessons: RELAPSE_PREVENTION },
    { code: 'FE', name: 'Family Education', service: 'family-education', capacity: 24, lessons: FAMILY_EDUCATION },
    { code: 'SS', name: 'Social Support', service: 'social-support-group', capacity: 12, lessons: SOCIAL_SUPPORT },
    { code: 'GT', name: 'Process group', service: 'group-therapy', capacity: 12, lessons: [] },
    { code: 'SP', name: 'Skills practice', service: 'skills-group', capacity: 12, lessons: [] },
  ],
  tracks: [{
    code: 'evening',
    name: 'Evening',
    meetings: [
      meets('ERS', [1, 5], '17:30', '18:20', 1, 4),
      meets('RP', [1, 5], '18:30', '20:00', 1, 16),
      meets('FE', [3], '18:00', '19:30', 1, 12),
      meets('SS', [3], '18:00', '19:30', 13, 48),
      meets('SP', [1, 5], '17:30', '18:20', 5, 16, 'filler'),
      meets('GT', [1, 5], '20:10', '20:50', 1, 16, 'filler'),
      meets('GT', [3], '19:40', '21:10', 1, 16, 'filler'),
    ],
  }],
  individuals: [
    { code: 'IC1', minutes: 50, week: 1 }, { code: 'IC2', minutes: 50, week: 5 }, { code: 'IC3', minutes: 50, week: 16 },
  ],
};

export const TEMPLATES: readonly ProgramTemplate[] = [STANDARD_IOP, SIXTEEN_WEEKS];

const minuteOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Minutes of one meeting without its breaks, which are no service (PR-21). */
export const countedMinutesOf = (meeting: Pick<TemplateMeeting, 'from' | 'to' | 'breaks'>): number =>
  minuteOf(meeting.to) - minuteOf(meeting.from)
  - meeting.breaks.reduce((sum, pause) => sum + minuteOf(pause.to) - minuteOf(pause.from), 0);

export type TemplateWeek = {
  week: number;
  levelOfCare: '2.1' | '1';
  /** Counted minutes of groups, and of individual sessions beside them. */
  groupMinutes: number;
  individualMinutes: number;
  days: number;
};

/**
 * Counted minutes by week of a client's stay in one track.
 * @param parts `core`: the timetable as printed; `all`: with the fillers that an agency adds.
 */
export function templateHours(
  template: ProgramTemplate, rules: RuleBook, { track = 0, parts = 'all' }: { track?: number; parts?: 'core' | 'all' } = {},
): TemplateWeek[] {
  const counts = (code: string) => {
    const group = template.groups.find((one) => one.code === code);
    return group !== undefined && rules['hours.counted'][group.service] === true;
  };
  const last = Math.max(...template.phases.map((phase) => phase.last));
  return Array.from({ length: last }, (_, at) => at + 1).map((week) => {
    const held = template.tracks[track]!.meetings.filter((meeting) =>
      meeting.weeks.first <= week && week <= meeting.weeks.last && counts(meeting.group) && (parts === 'all' || meeting.part === 'core'));
    return {
      week,
      levelOfCare: template.phases.find((phase) => phase.first <= week && week <= phase.last)!.levelOfCare,
      groupMinutes: held.reduce((sum, meeting) => sum + countedMinutesOf(meeting) * meeting.weekdays.length, 0),
      individualMinutes: template.individuals.filter((one) => one.week === week).reduce((sum, one) => sum + one.minutes, 0),
      days: new Set(held.flatMap((meeting) => meeting.weekdays)).size,
    };
  });
}

/** Weeks of level 2.1 whose groups and individual sessions stay under the adult floor (PR-01, PR-31). */
export const weeksUnderFloor = (weeks: readonly TemplateWeek[], rules: RuleBook): TemplateWeek[] =>
  weeks.filter((week) => week.levelOfCare === '2.1'
    && week.groupMinutes + week.individualMinutes < rules['hours.floor.adult'] * 60);

/** The lessons a client meets in one week of the stay if they start with the first, by ISO weekday: `ERS1`, `RP1`. */
export function lessonsOfWeek(template: ProgramTemplate, week: number, track = 0): { weekday: number; codes: string[] }[] {
  const core = template.tracks[track]!.meetings.filter((meeting) => meeting.part === 'core');
  const inWeek = core.filter((meeting) => meeting.weeks.first <= week && week <= meeting.weeks.last);
  const at = (weekday: number) => inWeek.filter((meeting) => meeting.weekdays.includes(weekday))
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .map((meeting) => {
      const lessons = template.groups.find((group) => group.code === meeting.group)!.lessons;
      const place = (week - meeting.weeks.first) * meeting.weekdays.length + meeting.weekdays.indexOf(weekday);
      return lessons[place % lessons.length]?.code ?? meeting.group;
    });
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, codes: at(weekday) })).filter((day) => day.codes.length > 0);
}

/** Groups whose capacity is above what the rule book allows for their kind (PR-22, PR-23). */
export const groupsTooLarge = (template: ProgramTemplate, rules: RuleBook): TemplateGroup[] =>
  template.groups.filter((group) =>
    group.capacity > rules[EDUCATION.includes(group.service) ? 'group.max.education' : 'group.max.therapy']);

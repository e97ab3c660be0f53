import { addDays, addHours, compareInstants, dateIn, endOfDay, type Instant } from '../../shared/dates.ts';
import type { WorkCalendar } from '../../shared/business-days.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { Risk } from './model.ts';

/**
 * Who is admitted first when seats are few: people who are pregnant and inject, who are pregnant, who inject, then
 * everybody else (PR-41, 45 CFR 96.126 and 96.131).
 */
export type PriorityClass = 1 | 2 | 3 | 4;

export const PRIORITY_WORDS: Record<PriorityClass, string> = {
  1: 'pregnant and injects', 2: 'pregnant', 3: 'injects', 4: 'in order of asking',
};

export type PrioritySettings = Pick<RuleBook,
  'priority.pregnantHours' | 'priority.injectionDays' | 'priority.injectionDaysWhenFull' | 'priority.interimHours'>;

/** PR-41. */
export function priorityClass(risks: readonly Risk[]): PriorityClass {
  const pregnant = risks.includes('pregnant');
  const injects = risks.includes('injects');
  if (pregnant) return injects ? 1 : 2;
  return injects ? 3 : 4;
}

export type PriorityClock = { admitBy: Instant | null; interimBy: Instant | null; why: string };

/**
 * PR-41's clocks from the moment of the request. Pregnant: admission, or interim services, within 48 h. Injects:
 * admission within 14 days; where the program is full, within 120 days with interim services within 48 h.
 */
export function priorityClock(
  cls: PriorityClass, requestedAt: Instant, full: boolean, settings: PrioritySettings, { zone }: WorkCalendar,
): PriorityClock {
  const day = dateIn(requestedAt, zone);
  if (cls === 1 || cls === 2) {
    const by = addHours(requestedAt, settings['priority.pregnantHours']);
    const why = `pregnant: within ${settings['priority.pregnantHours']} h`;
    return { admitBy: by, interimBy: full ? by : null, why };
  }
  if (cls === 3) {
    const days = full ? settings['priority.injectionDaysWhenFull'] : settings['priority.injectionDays'];
    return {
      admitBy: endOfDay(addDays(day, days), zone),
      interimBy: full ? addHours(requestedAt, settings['priority.interimHours']) : null,
      why: full ? `injects, and no seat is free: within ${days} days` : `injects: within ${days} days`,
    };
  }
  return { admitBy: null, interimBy: null, why: PRIORITY_WORDS[4] };
}

export type Waiting = { inquiryId: string; risks: readonly Risk[]; requestedAt: Instant };

/** PR-43, PR-41: by class, then by the moment of asking; a tie is broken by id, so that the order never flickers. */
export const waitingOrder = <W extends Waiting>(waiting: readonly W[]): W[] =>
  [...waiting].sort((a, b) =>
    priorityClass(a.risks) - priorityClass(b.risks)
    || compareInstants(a.requestedAt, b.requestedAt)
    || a.inquiryId.localeCompare(b.inquiryId));

import { accept } from '../../shared/decision.ts';
import { addDays, addHours, weekOf } from '../../shared/dates.ts';
import { handle } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { programWeeks } from '../hours/ledger-loading.ts';
import * as api from './api.ts';
import { median, shareOf } from './figures.ts';
import { pathOf } from './path.ts';
import * as store from './store.ts';

export const readPath = handle(api.readPath, async ({ tx, now, today, zone }, { clientId }) => {
  const [facts, rules] = await Promise.all([store.findPathFacts(tx, clientId), findRuleBook(tx, today)]);
  return accept(pathOf(facts, rules, now, zone));
});

const WEEKS = 6;
/** The share of hours owed that the board asks for; the field asks each client's floor, the program nearly all of them. */
const HOURS_FLOOR_PERCENT = 95;
const FUNNEL_DAYS = 30;
const QUARTER_DAYS = 90;
const STAY_DAY = 30;
const FIRST_GROUP_DAYS = 14;

const inHours = (minutes: number): number => Math.round(minutes / 6) / 10;

export const readBoard = handle(api.readBoard, async (act) => {
  const { tx, now, today, weekStart } = act;
  const rules = await findRuleBook(tx, today);
  // Whole weeks only: what is attended of a week that still runs says nothing of it.
  const present = addDays(weekOf(today, weekStart), -7);
  const weeks = Array.from({ length: WEEKS }, (_, i) => addDays(present, (i - WEEKS + 1) * 7));
  const ago = (days: number) => addHours(now, -24 * days);
  const [census, tracks, hours, days, notes, stay, before, funnel, findings] = await Promise.all([
    store.countCensus(tx, ago(7)),
    store.listTrackSeats(tx, today),
    programWeeks(act, weeks),
    store.listDaysToFirstGroup(tx, ago(QUARTER_DAYS)),
    store.countNotesOnTime(tx, ago(30), { group: rules['note.dueHours.group'], individual: rules['note.dueHours.individual'] }),
    store.countStillHere(tx, ago(STAY_DAY + QUARTER_DAYS), ago(STAY_DAY), STAY_DAY),
    store.countStillHere(tx, ago(STAY_DAY + 2 * QUARTER_DAYS), ago(STAY_DAY + QUARTER_DAYS), STAY_DAY),
    store.countFunnel(tx, ago(FUNNEL_DAYS)),
    store.listFindings(tx, now),
  ]);
  return accept({
    today,
    census: { ...census, seats: tracks.length === 0 ? null : tracks.reduce((sum, track) => sum + track.seats, 0) },
    hours: hours.map((week) => ({ weekStart: week.weekStart, attended: inHours(week.attended), owed: inHours(week.owed),
      percent: week.owed === 0 ? null : Math.min(100, Math.round((week.attended / week.owed) * 100)) })),
    hoursFloorPercent: HOURS_FLOOR_PERCENT,
    firstGroup: { days: median(days), people: days.length, floorDays: FIRST_GROUP_DAYS },
    notesOnTime: shareOf(notes.part, notes.whole),
    stillHere: { now: shareOf(stay.part, stay.whole), before: shareOf(before.part, before.whole), day: STAY_DAY },
    tracks,
    waiting: funnel.waiting,
    funnel: [
      { step: 'calls', people: funnel.calls }, { step: 'booked', people: funnel.booked }, { step: 'assessed', people: funnel.assessed },
      { step: 'admitted', people: funnel.admitted }, { step: 'first-group', people: funnel.group },
    ] as const satisfies { step: string; people: number }[],
    findings,
  });
});

export const insightHandlers = [readPath, readBoard];

import type { Job } from '../../platform/serve/handle.ts';
import * as api from './api.ts';
import { bookSession, findOpenings, listAvailability, saveAvailability } from './handlers/appointments.ts';
import { askForSession, answerSessionWish, listMyWishes, listSessionWishes, listWishesOfClient, requestSession } from './handlers/wishes.ts';
import { makeUpSession, skipSeat, swapSeat } from './handlers/seat-changes.ts';
import { addClosure, closeRoom, listClosures, previewClosure, previewLeaving } from './handlers/closures.ts';
import { addSession, cancelSession, changeSessionMode, moveSession, substituteLeader } from './handlers/edits.ts';
import { addMeeting, changeGroup, listCurricula, startGroup } from './handlers/groups.ts';
import { previewSessionChange } from './handlers/preview.ts';
import { changeSeries, endSeries } from './handlers/series.ts';
import { listScheduleChanges, undoClientChange, undoScheduleChange, undoSessionChange } from './handlers/undo.ts';
import { endCalendarFeed, makeCalendarFeed, openCalendarFeed, readCalendarFeed, readMyCalendar } from './handlers/calendar.ts';
import { accept } from '../../shared/decision.ts';
import { handle } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { endKeepApart, endSeat, joinTrack, keepApart, listKeptApart, readSeats, recordHoursException, seatClient } from './handlers/seats.ts';
import { findSession, listRoster } from './sessions-store.ts';
import { applyTemplate, listMySessions, listTimetable, makeSessionsAhead, readProgramWeek, viewSessions } from './handlers/timetable.ts';
import { arrangeWeek, fitClientWeek, previewWeeks } from './handlers/weeks.ts';

export const readSession = handle(api.readSession, async (act, { sessionId }) => {
  const [row, roster, rules] = await Promise.all([findSession(act.tx, sessionId), listRoster(act.tx, sessionId), findRuleBook(act.tx, act.today)]);
  const [view] = await viewSessions(act, [row!], rules);
  return accept({ ...view!, roster });
});

/** Every operation of the schedule; the rooms' parts lie in files by idea. */
export const scheduleHandlers = [
  readProgramWeek, listMySessions, readSession, listTimetable, applyTemplate, startGroup, changeGroup, addMeeting, listCurricula,
  changeSeries, endSeries, addSession, changeSessionMode, previewSessionChange, listScheduleChanges, undoScheduleChange, undoSessionChange,
  undoClientChange, listClosures, previewClosure, addClosure, closeRoom, previewLeaving,
  moveSession, substituteLeader, cancelSession, seatClient, joinTrack, endSeat, bookSession, findOpenings, saveAvailability,
  listAvailability, fitClientWeek, previewWeeks, arrangeWeek, readSeats, recordHoursException, keepApart, endKeepApart,
  listKeptApart, makeCalendarFeed, endCalendarFeed, readCalendarFeed, openCalendarFeed, readMyCalendar,
  makeSessionsAhead, skipSeat, swapSeat, makeUpSession, askForSession, listMyWishes, requestSession, listSessionWishes, listWishesOfClient, answerSessionWish,
];

export const scheduleJobs: Job[] = [{ operation: api.makeSessionsAhead.name, cron: '20 3 * * *' }];

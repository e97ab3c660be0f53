/** Where one person's whole way begins: an agency on the 16-week curriculum, its groups led, its diaries open. */
import { instantOf } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { readAgency } from '../../capabilities/agency/api.ts';
import { applyTemplate, changeSeries, listTimetable, saveAvailability } from '../../capabilities/schedule/api.ts';
import type { House } from '../../platform/serve/house.ts';
import { people, type DemoPerson } from '../demo/cast.ts';
import { DEMO_ZONE, gatherTroupe, type Troupe } from '../demo/troupe.ts';

const FIRST_DAY = '2026-03-02';
/** A Monday morning in Chicago. */
export const WALK_NOW = instantOf(FIRST_DAY, '09:00', DEMO_ZONE);
/** Somebody whose words begin to bite in the evening, and who stays to the end. */
export const PERSON: DemoPerson = { ...people(26)[0]!, substance: 'alcohol', course: 'finishes' };

/** The curriculum as printed with what fills its hours up to the floor (PR-31), led by the first counselor. */
export async function setTheStage(house: House): Promise<Troupe> {
  const troupe = await gatherTroupe(house);
  const administrator = troupe.as('administrator');
  const { rooms } = await administrator.call(readAgency, {});
  await administrator.call(applyTemplate, { template: 'sixteen-weeks', from: FIRST_DAY, fillers: true, roomIds: rooms.map((r) => r.roomId), leaders: {} });
  const { series } = await administrator.call(listTimetable, { on: FIRST_DAY });
  const led = (seriesId: Id, key: string) =>
    troupe.soft(troupe.as('director'), changeSeries, { seriesId, from: FIRST_DAY, facilitatorIds: [troupe.staffId(key)] });
  for (const { seriesId } of series) {
    // two of them meet at once: the second counselor leads what the first cannot
    if (await led(seriesId, 'counselor') === null) await led(seriesId, 'second');
  }
  const hours = (weekday: number, from: string, to: string) => ({ weekday, from, to });
  const diary = (key: string, blocks: ReturnType<typeof hours>[]) => troupe.as('intake').call(saveAvailability, { staffId: troupe.staffId(key), blocks });
  await diary('counselor', [2, 4].flatMap((weekday) => [hours(weekday, '09:00', '12:30'), hours(weekday, '16:00', '18:30')]));
  await diary('supervisor', [hours(5, '09:00', '12:30')]);
  return troupe;
}

/** How stays end in the demo. */
import type { InProgram } from './way-in.ts';
import type { DayOfDemo } from './program-days.ts';
import type { Troupe } from './troupe.ts';

export async function wayOut(_t: Troupe, day: DayOfDemo, everybody: readonly InProgram[]): Promise<void> {
  for (const one of everybody) {
    if (!day.inProgram.has(one.clientId)) continue;
    const week = day.weekOf(one.clientId);
    if (one.person.course === 'leaves' ? week > 7 : week > 12) day.inProgram.delete(one.clientId);
  }
}

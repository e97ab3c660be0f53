/** What a new agency starts with: a site, two rooms, and the program template that was chosen. */
import { newId, type Id } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import { perform } from '../platform/serve/perform.ts';
import type { House } from '../platform/serve/house.ts';
import { saveApprovedAnswer, saveRoom, saveSite } from '../capabilities/agency/api.ts';

export type FirstProgram = { agencyId: Id; staffId: Id; siteName: string; template: 'iop' | 'sixteen-weeks' | 'none' };

/** Questions that nearly every caller asks, answered in words an agency may change. */
const ANSWERS = [
  ['Will my boss find out?', 'No. Not without your signature.', 'work employer job'],
  ['What if I use?', 'You tell us, we meet that week. Nobody is removed for one time.', 'relapse slip return'],
  ['What does it cost?', 'We look at your coverage with you before you start. Nobody starts without knowing.', 'money insurance pay fee'],
  ['How long does it take?', 'About twelve weeks of nine to ten hours, then less.', 'weeks months duration'],
  ['Do I have to stop my medication?', 'No. Medication for addiction is welcome here.', 'methadone buprenorphine suboxone'],
  ['Can I bring somebody?', 'Yes, to family sessions, if you want it and sign for it.', 'family partner'],
] as const;

export async function applyFirstProgram(house: House, p: FirstProgram): Promise<void> {
  const run = async (op: Operation, input: unknown): Promise<void> => {
    const answer = await perform(house, { who: { kind: 'staff', subjectId: p.staffId, agencyId: p.agencyId, accountId: null }, operation: op.name, input });
    if (answer.kind !== 'value') throw new Error(`${op.name}: ${answer.kind}`);
  };
  const siteId = newId();
  await run(saveSite, { siteId, name: p.siteName, address: '', phone: '' });
  for (const [name, places] of [['Room 1', 14], ['Room 2', 24]] as const) await run(saveRoom, { roomId: newId(), siteId, name, places });
  for (const [question, answer, words] of ANSWERS) await run(saveApprovedAnswer, { approvedAnswerId: newId(), question, answer, words });
}

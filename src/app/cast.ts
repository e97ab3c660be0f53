/** Small fictional people for tests, each made by the same operations as the screens call, where there is one. */
import { assignCounselor } from '../capabilities/clients/api.ts';
import { openInquiry } from '../capabilities/admissions/api.ts';
import { newId, type Id } from '../shared/ids.ts';
import type { Stage } from './stage.ts';

/** Somebody who called, whom the stage's counselor treats. */
export async function aClient(stage: Stage, name = 'Rowan Okafor'): Promise<Id> {
  const clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.counselor, part: 'primary' });
  const [first, last] = name.split(' ');
  await stage.owner.query('update live.client set call_them = $3, legal_name = $4, initials = $5 where agency_id = $1 and client_id = $2',
    [stage.agencyId, clientId, first, name, `${first![0]}. ${last![0]}.`]);
  return clientId;
}

/** Somebody in the program since the Monday before the stage opens (2 March 2026, 9 in the morning). */
export async function admitted(stage: Stage, name?: string): Promise<Id> {
  const clientId = await aClient(stage, name);
  await stage.owner.query(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by)
    values ($1, $2, $3, '2026-03-02T15:00:00Z', $4)`, [stage.agencyId, newId(), clientId, stage.staff.counselor]);
  return clientId;
}

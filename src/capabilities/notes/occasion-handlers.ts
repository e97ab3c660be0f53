/** What a note is about, gathered for its text: times, who led it, the objectives in force that day. */
import { dateIn, endOfDay, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Act } from '../../platform/serve/handle.ts';
import type { Tx } from '../../platform/database/tx.ts';
import { CREDENTIAL_WORDS, SERVICE_WORDS } from '../agency/services.ts';
import { holdsOn } from '../staff/credentials.ts';
import { findStaffMember, listCredentials } from '../staff/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import { objectiveText } from '../treatment-plan/text.ts';
import type { SessionRow } from '../schedule/sessions-store.ts';
import type { NoteKind } from './model.ts';

/** "Toni Brandt, Licensed clinical social worker EX-1 (IL)" for each of those who led it, as they were that day. */
export async function leaderWords(tx: Tx, staffIds: readonly Id[], on: LocalDate): Promise<string[]> {
  const found = await Promise.all(staffIds.map(async (staffId) => ({ who: await findStaffMember(tx, staffId), held: await listCredentials(tx, staffId) })));
  return found.filter(({ who }) => who).map(({ who, held }) => {
    const c = held.find((one) => holdsOn(one, on));
    return c ? `${who!.name}, ${CREDENTIAL_WORDS[c.kind]}${c.number ? ` ${c.number}` : ''}${c.state ? ` (${c.state})` : ''}` : who!.name;
  });
}

/** The active objectives of the plan in force on the day of something (PR-56): as they read then, and as a chip says them. */
export async function objectivesOn(act: Pick<Act, 'tx' | 'zone'>, clientId: Id, at: Instant): Promise<{ id: Id; words: string; chip: string }[]> {
  const plan = planInForce(await listVersions(act.tx, clientId), endOfDay(dateIn(at, act.zone), act.zone));
  return (plan?.body.objectives ?? []).filter((o) => o.status === 'active').map((o) => ({ id: o.id, words: objectiveText(o), chip: o.words }));
}

/** For a screen: the short name of each objective. */
export const chipsOf = (objectives: readonly { id: Id; chip: string }[]): { id: Id; words: string }[] =>
  objectives.map(({ id, chip }) => ({ id, words: chip }));

export const sessionTitle = (s: SessionRow): string => s.groupName ?? SERVICE_WORDS[s.service];

/** The kind of note that a session asks for. */
export function noteKindOf(sessionKind: string): NoteKind {
  if (sessionKind === 'group' || sessionKind === 'individual' || sessionKind === 'family' || sessionKind === 'medical') return sessionKind;
  return sessionKind === 'case-management' ? 'case_management' : 'individual';
}

export const sessionDay = (act: Act, s: SessionRow): LocalDate => dateIn(s.startAt, act.zone);

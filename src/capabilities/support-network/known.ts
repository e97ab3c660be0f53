/** How a person around a client is told to staff and to the client: with what they may see today. */
import type { Refusal } from '../../shared/decision.ts';
import type { LocalDate } from '../../shared/dates.ts';
import { lastDayOf } from '../consent/rules.ts';
import type { ConsentFact } from '../consent/model.ts';
import type { EmergencyContact, KnownPerson } from './api.ts';
import type { SupporterFact } from './model.ts';
import { supporterSees } from './rules.ts';

export const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
export const CHANGED: Refusal = { ok: false, reason: 'changed-meanwhile',
  say: 'Somebody saved this person before you. Yours is kept here: look at theirs, then choose.' };

/** A person with what their page shows today, and until when at the latest. */
export function knownPersonOf({ clientId, ...p }: SupporterFact & { version: string; invitedAt: string | null }, consents: ConsentFact[], today: LocalDate): KnownPerson {
  const sees = supporterSees({ ...p, clientId }, consents, today);
  const behind = consents.filter((c) => c.terms.recipient.as === 'named' && c.terms.recipient.id === p.id
    && supporterSees({ ...p, clientId }, [c], today).length > 0);
  return { ...p, sees, seesUntil: behind.map(lastDayOf).filter((day) => day !== null).toSorted().at(-1) ?? null };
}

export const emergencyOf = (row: { supporterId: string | null; declinedReason: string | null; at: string } | undefined): { decision: EmergencyContact; at: string } | null => row === undefined ? null
  : { at: row.at, decision: row.supporterId ? { decision: 'named', supporterId: row.supporterId } : { decision: 'declined', reason: row.declinedReason! } };


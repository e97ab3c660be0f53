import type { LocalDate } from '../../shared/dates.ts';
import { refuse, type Refusal } from '../../shared/decision.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import type { Signer } from '../../shared/signature.ts';
import type { Actor } from '../../platform/serve/handle.ts';
import type { Tx } from '../../platform/database/tx.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { CREDENTIAL_WORDS, type Service } from '../agency/services.ts';
import { decideGiving, holdsOn } from './credentials.ts';
import { findStaffMember, listCredentials } from './store.ts';

/**
 * The signed-in person as a signature binds them: name, role and the credential under which they act that day.
 * With a service, the credential must cover it (PR-100, PR-104); without one, any that holds is named.
 */
export async function signingHand(tx: Tx, actor: Actor, on: LocalDate, service: Service | null, rules: RuleBook): Promise<Signer | Refusal> {
  const [member, credentials] = await Promise.all([findStaffMember(tx, actor.subjectId), listCredentials(tx, actor.subjectId)]);
  if (!member) return refuse('not-staff', 'Only somebody of the staff can sign here.');
  const giving = service === null ? null : decideGiving(credentials, service, on, rules);
  if (giving && !giving.ok) return giving;
  const held = giving ? credentials.find((c) => c.credentialId === giving.value.under.credentialId) : credentials.find((c) => holdsOn(c, on));
  return {
    id: member.staffId, name: member.name, role: actor.roles.map((r) => ROLE_WORDS[r]).join(', '),
    credential: held ? [CREDENTIAL_WORDS[held.kind], held.number, held.state && `(${held.state})`].filter(Boolean).join(' ') : '',
  };
}

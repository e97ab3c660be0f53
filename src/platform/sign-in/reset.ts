/**
 * Whose word may open an account again. An account is one person's, not an agency's: no single agency's
 * administrator can set or reset what belongs to a person who also has a place elsewhere. Pure.
 */
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';

export type ResetAsked =
  | { by: 'person' }
  | { by: 'administrator'; agencyId: Id };

/** How a reset link travels: to the account's own mail, or by hand from an agency to somebody who stands before it. */
export type ResetWay = 'mail' | 'hand-over';

/**
 * Where may a link for a new password go? Where the server sends mail it is always the account's own mail, so that
 * the answer tells an agency nothing about other places; without mail an agency may hand a link only to somebody
 * who belongs to it alone.
 */
export function decideResetLink(
  facts: { asked: ResetAsked; agencyIds: readonly Id[]; mailIsSet: boolean },
): Decision<ResetWay, 'no-mail' | 'not-here' | 'only-the-person'> {
  const { asked, agencyIds } = facts;
  if (asked.by === 'person') {
    return facts.mailIsSet ? accept('mail')
      : refuse('no-mail', 'This server sends no mail. Ask the people who run the program for a new link.');
  }
  if (!agencyIds.includes(asked.agencyId)) {
    return refuse('not-here', 'There is nobody here with this sign-in.');
  }
  if (facts.mailIsSet) return accept('mail');
  if (agencyIds.some((id) => id !== asked.agencyId)) {
    return refuse('only-the-person', 'Only this person can ask for a new password, by their own mail. Set up mail on this server first.');
  }
  return accept('hand-over');
}

/**
 * Is a link enough to set a new password? A second factor once set is never stepped over by mail alone: the link
 * and a recovery code (or a present code of the app) together open the account.
 */
export function decideReset(
  facts: { linkIsGood: boolean; hasAuthenticatorOrPasskey: boolean; secondProof: 'none' | 'wrong' | 'right' },
): Decision<null, 'link-used' | 'second-proof-needed' | 'second-proof-wrong'> {
  if (!facts.linkIsGood) {
    return refuse('link-used', 'This link was used already or is too old. Ask for a new one.');
  }
  if (!facts.hasAuthenticatorOrPasskey || facts.secondProof === 'right') return accept(null);
  return facts.secondProof === 'none'
    ? refuse('second-proof-needed', 'This account has a second step. Give a recovery code, or the code your app shows now.', 'proof')
    : refuse('second-proof-wrong', 'That code does not match. Try another recovery code, or the code your app shows now.', 'proof');
}

/** May an agency take away somebody's lost second factor? Only where that person belongs to it alone. */
export function decideFactorReset(
  facts: { agencyId: Id; agencyIds: readonly Id[] },
): Decision<null, 'not-here' | 'only-the-person'> {
  if (!facts.agencyIds.includes(facts.agencyId)) return refuse('not-here', 'There is nobody here with this sign-in.');
  if (facts.agencyIds.some((id) => id !== facts.agencyId)) {
    return refuse('only-the-person', 'Only this person can do that, with one of their recovery codes.');
  }
  return accept(null);
}

/**
 * What following an invitation does: a person without a password chooses one; somebody who has one gives it, and
 * an invitation can never change it.
 */
export const stepOfInvitation = (account: { hasPassword: boolean } | null): 'choose-password' | 'give-password' =>
  account?.hasPassword ? 'give-password' : 'choose-password';

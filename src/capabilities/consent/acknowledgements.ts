/** What the client signs or is given at the start (PR-46, PR-47, PV-06). The admission gate asks here. */
import { ACKNOWLEDGEMENT_WORDS, type AcknowledgementFact, type AcknowledgementKind } from './model.ts';

/** What the gate of admission needs from this room. Video needs its own only where sessions are held by video (PR-29). */
export const GATE_ACKNOWLEDGEMENTS: readonly AcknowledgementKind[] = ['treatment', 'part2_notice', 'rules_and_rights', 'fee_agreement'];

export type Missing = { kind: AcknowledgementKind; say: string };

/**
 * Which papers are missing. A new version of the text asks for a new signature only where the agency says so.
 * @param versions the text in force by kind; where a kind is absent, whatever was signed will do
 */
export function missingAcknowledgements(
  given: AcknowledgementFact[], needed: readonly AcknowledgementKind[] = GATE_ACKNOWLEDGEMENTS,
  versions: Partial<Record<AcknowledgementKind, string>> = {},
): Missing[] {
  return needed.filter((kind) => !given.some((a) => counts(a, kind, versions[kind])))
    .map((kind) => ({ kind, say: `${ACKNOWLEDGEMENT_WORDS[kind]} is not signed yet.` }));
}

/**
 * The notice counts when it was given, even if the person would not sign for it and the reason is written (PV-06).
 * Consent to treatment, rules and fee need the signature itself.
 */
function counts(a: AcknowledgementFact, kind: AcknowledgementKind, version: string | undefined): boolean {
  if (a.kind !== kind || (version !== undefined && a.version !== version)) return false;
  return kind === 'part2_notice' || a.declinedReason === '';
}

/** The facts of the admission gate, gathered from the rooms that hold them (PR-46…PR-48). */
import { dateIn, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Act } from '../../platform/serve/handle.ts';
import type { GateFacts, GateItem } from '../admissions/admission-gate.ts';
import { listInquiriesOf } from '../admissions/store.ts';
import { listAcknowledgements } from '../consent/store.ts';
import { listStanding } from '../instruments/store.ts';
import { findLevelInForce } from '../level-of-care/store.ts';
import { findEmergencyContact } from '../support-network/store.ts';
import { listIntakeItems } from './store.ts';

const PROGRAM_LEVEL = '2.1';
/** An agency may word it in its own way; these are the ways it is said. */
const NAMES_REMOVAL = /remov|discharg|end(s|ed|ing)? (my|your|the|a) (stay|care|treatment|program)/i;
const OPIOID_WORDS = /opioid|heroin|fentanyl|oxy|hydrocodone|morphine|methadone|buprenorphine/i;

export async function gateFacts(act: Act, clientId: Id): Promise<GateFacts & { levelDecisionId: Id | null }> {
  const { tx, zone } = act;
  const [items, given, level, given2, emergency, inquiries] = await Promise.all([
    listIntakeItems(tx, clientId), listAcknowledgements(tx, clientId), findLevelInForce(tx, clientId),
    listStanding(tx, clientId), findEmergencyContact(tx, clientId), listInquiriesOf(tx, clientId)]);
  const day = (at: string | undefined | null): LocalDate | null => (at ? dateIn(at, zone) : null);
  const signed = (kind: string, declinedCounts = false): LocalDate | null =>
    day(given.findLast((a) => a.kind === kind && (declinedCounts || a.declinedReason === ''))?.signedAt);
  const rules = given.findLast((a) => a.kind === 'rules_and_rights' && a.declinedReason === '');
  const done: GateFacts['done'] = {
    consent_to_treatment: signed('treatment'), part2_notice: signed('part2_notice', true), fee_agreement: signed('fee_agreement'),
    rules_acknowledged: day(rules?.signedAt), rights_acknowledged: day(rules?.signedAt),
    level_of_care_signed: day(level?.signedAt), diagnosis: level && level.diagnoses.length > 0 ? day(level.signedAt) : null,
    suicide_screen: day(given2.find((i) => i.code === 'C-SSRS')?.at), emergency_contact_decision: day(emergency?.at),
  };
  for (const { item, at } of items) done[item as GateItem] = day(at);
  const substances = [...inquiries.flatMap((i) => i.details.substances), ...(level?.diagnoses ?? []).map((d) => d.substance)];
  return {
    done, acceptedLevel: level?.acceptedLevel ?? null, programLevel: PROGRAM_LEVEL, levelDecisionId: level?.decisionId ?? null,
    usesOpioids: substances.some((s) => OPIOID_WORDS.test(s)) || (level?.diagnoses ?? []).some((d) => d.code.startsWith('F11')),
    // PR-47: the text that was signed must name what can lead to removal
    rulesText: rules ? { version: rules.version, namesRemoval: NAMES_REMOVAL.test(rules.text) } : null,
  };
}

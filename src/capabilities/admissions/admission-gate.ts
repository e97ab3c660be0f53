import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { daysBetween, type LocalDate } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';

/**
 * What must be true before somebody is admitted (PR-46, PR-47, PR-48). A missing item stops the admission; a named
 * person may override it with a reason, which stays readable beside the admission.
 */
export const GATE_ITEMS = [
  'identity', 'consent_to_treatment', 'part2_notice', 'fee_agreement', 'level_of_care_signed', 'diagnosis',
  'emergency_contact_decision', 'rules_acknowledged', 'rights_acknowledged', 'suicide_screen', 'overdose_screen',
  'tb_screen', 'hiv_hcv_screen', 'naloxone_offered', 'overdose_plan',
] as const;
export type GateItem = (typeof GATE_ITEMS)[number];

export const GATE_WORDS: Record<GateItem, string> = {
  identity: 'Identity checked', consent_to_treatment: 'Consent to treatment signed',
  part2_notice: 'Privacy notice for SUD records given (42 CFR 2.22)', fee_agreement: 'Fee agreement signed',
  level_of_care_signed: 'Level-of-care decision signed', diagnosis: 'Diagnosis recorded',
  emergency_contact_decision: 'Emergency contact named, or declined', rules_acknowledged: 'Program rules signed',
  rights_acknowledged: 'Rights acknowledged', suicide_screen: 'Suicide screen done',
  overdose_screen: 'Overdose screen done',
  tb_screen: 'TB screen done', hiv_hcv_screen: 'HIV and hepatitis C risk screen done',
  naloxone_offered: 'Naloxone offered or linked', overdose_plan: 'Overdose plan recorded',
};

/** The day on which each item came true, or `null`. */
export type GateFacts = {
  done: Partial<Record<GateItem, LocalDate | null>>;
  /** Opioids are among the substances: naloxone and an overdose plan join the gate (PR-48). */
  usesOpioids: boolean;
  /** What the signed program rules say; they must name what can lead to removal (PR-47). */
  rulesText: { version: string; namesRemoval: boolean } | null;
  /** The level accepted at the assessment, and the one this program offers. */
  acceptedLevel: string | null;
  programLevel: string;
};

export type GateLine = {
  item: GateItem;
  words: string;
  rule: 'PR-46' | 'PR-47' | 'PR-48';
  met: boolean;
  since: LocalDate | null;
  /** What to do about it, where it is not met. */
  say: string | null;
};

const OPIOID_ITEMS: readonly GateItem[] = ['naloxone_offered', 'overdose_plan'];

/** Every item with what is missing; nothing unknown counts as done. */
export function admissionGate(facts: GateFacts): GateLine[] {
  return GATE_ITEMS.filter((item) => facts.usesOpioids || !OPIOID_ITEMS.includes(item)).map((item) => {
    const since = facts.done[item] ?? null;
    const rule = OPIOID_ITEMS.includes(item) ? 'PR-48' : 'PR-46';
    const line = { item, words: GATE_WORDS[item], since };
    if (since === null) return { ...line, rule, met: false, say: `Still missing: ${GATE_WORDS[item].toLowerCase()}.` };
    if (item === 'rules_acknowledged' && !facts.rulesText?.namesRemoval) {
      return { ...line, rule: 'PR-47', met: false,
        say: 'The signed program rules do not say what can lead to removal. Have the current text signed.' };
    }
    if (item === 'level_of_care_signed' && facts.acceptedLevel !== facts.programLevel) {
      const level = facts.acceptedLevel ?? 'not stated';
      return { ...line, rule, met: false,
        say: `The signed level is ${level}; this program offers ${facts.programLevel}. Refer, or decide again.` };
    }
    return { ...line, rule, met: true, say: null };
  });
}

export type Override = { item: GateItem; reason: string; byName: string; mayOverride: boolean };
export type Admission = { met: GateItem[]; overridden: { item: GateItem; reason: string; byName: string }[] };

/** PR-46: admit, or say everything that still stands in the way. An override needs a reason and somebody entitled. */
export function decideAdmission(
  facts: GateFacts, overrides: readonly Override[],
): Decision<Admission, 'gate-not-met' | 'override-without-reason' | 'may-not-override'> {
  for (const [at, override] of overrides.entries()) {
    if (!override.mayOverride) {
      return refuse('may-not-override', 'Ask a supervisor to override a step of the admission.', `overrides.${at}`);
    }
    if (override.reason.trim().length < 10) {
      return refuse('override-without-reason', 'Say why this step is passed over, in a sentence.',
        `overrides.${at}.reason`);
    }
  }
  const gate = admissionGate(facts);
  const passed = (item: GateItem): boolean => overrides.some((override) => override.item === item);
  const open = gate.filter((line) => !line.met && !passed(line.item));
  if (open.length > 0) return refuse('gate-not-met', open.map((line) => line.say).join(' '));
  const overridden = overrides.filter((override) => gate.some((line) => line.item === override.item && !line.met))
    .map(({ item, reason, byName }) => ({ item, reason: reason.trim(), byName }));
  return accept({ met: gate.filter((line) => line.met).map((line) => line.item), overridden });
}

/** PR-45: an assessment made elsewhere or before may serve again while it is young, with an addendum. */
export function mayReuseAssessment(
  assessedOn: LocalDate, today: LocalDate, hasAddendum: boolean, settings: Pick<RuleBook, 'assessment.reuseDays'>,
): Decision<{ ageDays: number }, 'assessment-too-old' | 'addendum-missing' | 'assessment-in-the-future'> {
  const ageDays = daysBetween(assessedOn, today);
  if (ageDays < 0) {
    return refuse('assessment-in-the-future', 'That assessment lies in the future. Check its date.', 'assessedOn');
  }
  if (ageDays > settings['assessment.reuseDays']) {
    return refuse('assessment-too-old',
      `It is ${ageDays} days old; ${settings['assessment.reuseDays']} is the most. Make a new one.`, 'assessedOn');
  }
  return hasAddendum ? accept({ ageDays })
    : refuse('addendum-missing', 'Write what has changed since then.', 'addendum');
}

import type { GateItem } from '../../admissions/admission-gate.ts';
import type { INTAKE_ITEMS } from '../api.ts';

type IntakeItem = (typeof INTAKE_ITEMS)[number];
/** What mends a missing step: an act right here, or the place where it is done. */
export type Way = { here: IntakeItem; verb: string } | { path: string; verb: string };

const paper: Way = { path: 'papers', verb: 'Sign' };
export const WAYS: Record<GateItem, Way> = {
  identity: { here: 'identity', verb: 'Checked' }, consent_to_treatment: paper, part2_notice: paper, fee_agreement: paper,
  level_of_care_signed: { path: 'level-of-care', verb: 'Decide' }, diagnosis: { path: 'level-of-care', verb: 'Record' },
  emergency_contact_decision: { path: 'people', verb: 'Ask' }, rules_acknowledged: paper, rights_acknowledged: paper,
  suicide_screen: { path: 'instruments/C-SSRS', verb: 'Ask' }, overdose_screen: { here: 'overdose_screen', verb: 'Done' },
  tb_screen: { here: 'tb_screen', verb: 'Done' }, hiv_hcv_screen: { here: 'hiv_hcv_screen', verb: 'Done' },
  naloxone_offered: { here: 'naloxone_offered', verb: 'Offered' }, overdose_plan: { here: 'overdose_plan', verb: 'Recorded' },
};

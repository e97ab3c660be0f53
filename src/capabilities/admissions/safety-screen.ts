import type { DangerAnswer, DangerKind, Inquiry, Risk } from './model.ts';

/**
 * The question that may not be missed, and what follows from each answer (PR-40).
 * The steps name who to reach; the machine never decides that somebody is safe.
 */

export type CrisisStep = {
  id: 'call-911' | 'call-988' | 'stay-on-line' | 'clinician-now' | 'naloxone' | 'safe-place' | 'hospital';
  say: string;
  /** What to dial, where there is a number to dial. */
  dial: string | null;
};

const CALL_911: CrisisStep = {
  id: 'call-911', dial: '911',
  say: 'Call 911 if anybody is hurt, cannot be woken, has trouble breathing, or is about to act. Ask where they are.',
};
const CALL_988: CrisisStep = {
  id: 'call-988', dial: '988',
  say: 'Call or text 988 together with the caller: free, day and night, for suicide or a crisis with substances.',
};
const STAY: CrisisStep = { id: 'stay-on-line', dial: null, say: 'Stay on the line until somebody else is with them.' };
const CLINICIAN: CrisisStep = { id: 'clinician-now', dial: null, say: 'Bring a clinician into the call now.' };
const NALOXONE: CrisisStep = {
  id: 'naloxone', dial: '911',
  say: 'Overdose: call 911, give naloxone if there is any, rescue breaths, lay them on their side, stay.',
};
const SAFE_PLACE: CrisisStep = {
  id: 'safe-place', dial: '1-800-799-7233',
  say: 'Ask whether they can speak freely. Domestic Violence Hotline: 1-800-799-7233. In danger now: 911.',
};
const HOSPITAL: CrisisStep = {
  id: 'hospital', dial: '911',
  say: 'Seizure, confusion, seeing things, chest pain, heavy bleeding: hospital now, by 911. Do not wait for us.',
};

const STEPS: Record<DangerKind, CrisisStep[]> = {
  suicide: [CALL_988, CALL_911], overdose: [NALOXONE], withdrawal: [HOSPITAL], violence: [SAFE_PLACE],
  pregnancy: [HOSPITAL], other: [CALL_911, CALL_988],
};

/** `unasked` until somebody asked; the call screen shows a berry band as long as it is. */
export type DangerState = 'unasked' | 'no' | 'yes' | 'yes-and-steps-taken';

export function dangerState(facts: Pick<Inquiry, 'danger' | 'crisisSteps'>): DangerState {
  if (!facts.danger) return 'unasked';
  if (facts.danger.answer === 'no') return 'no';
  return facts.crisisSteps.length > 0 ? 'yes-and-steps-taken' : 'yes';
}

/** PR-40: the named steps for a danger, the most urgent first, each once; 911, 988 and a clinician always. */
export function crisisPath(danger: Pick<DangerAnswer, 'answer' | 'kinds'> | null): CrisisStep[] {
  if (danger?.answer !== 'yes') return [];
  const steps = [...danger.kinds.flatMap((kind) => STEPS[kind]), CALL_911, CALL_988, CLINICIAN, STAY];
  return steps.filter((step, at) => steps.findIndex((other) => other.id === step.id) === at);
}

export type NextQuestion = { risk: Risk; ask: string; why: string; questions: string[] };

const NEXT: Record<Risk, Omit<NextQuestion, 'risk'>> = {
  pregnant: {
    ask: 'Pregnant: first in line, admitted or cared for within 48 hours.',
    why: 'PR-41',
    questions: ['How far along are you?', 'Do you have prenatal care?', 'Any bleeding, pain or contractions now?',
      'Which substances, and when last?', 'Are you taking a medication for opioid use?'],
  },
  injects: {
    ask: 'Injects: second in line. Offer interim services within 48 hours if we are full.',
    why: 'PR-41',
    questions: ['When did you last inject?', 'Do you have naloxone with you?', 'Any overdose in the last 3 months?',
      'Would a place for safer-use supplies and testing for HIV and hepatitis C help now?'],
  },
  used_last_72h: {
    ask: 'Used in last 72 h: ask about withdrawal before booking.',
    why: 'PR-40',
    questions: ['What, how much, and when last?', 'Shaking, sweating, vomiting, or a racing heart now?',
      'Seeing or hearing things that others do not?', 'Do you drink, or take pills to sleep or calm down, every day?'],
  },
  past_seizures: {
    ask: 'Past seizures: stopping alcohol or sedatives alone can be dangerous.',
    why: 'level-of-care G3',
    questions: ['When was the last seizure, and was it while stopping?', 'What are you using now, and how often?',
      'Ever confused or seeing things while stopping?', 'Is somebody with you today?'],
  },
  nowhere_safe: {
    ask: 'Nowhere safe tonight: find a place before anything else.',
    why: 'level-of-care G8',
    questions: ['Can you speak freely now?', 'Where did you sleep last night?',
      'Is somebody hurting or threatening you?', 'Are children with you?'],
  },
};

/** The questions that each chip puts directly below it, in the order of the chips chosen. */
export const nextQuestions = (risks: readonly Risk[]): NextQuestion[] => risks.map((risk) => ({ risk, ...NEXT[risk] }));

/** Risks that ask for a medical look before an assessment slot is promised (level-of-care G3, G4). */
export const withdrawalFirst = (risks: readonly Risk[]): boolean =>
  risks.includes('used_last_72h') && risks.includes('past_seizures');

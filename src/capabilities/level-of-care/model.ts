import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';

/**
 * Which intensity of care fits: six dimensions rated with evidence, a proposal that explains itself, and the decision
 * of a named clinician. The logic is publicly known and told in our own words; it is not the copyrighted criteria, nor
 * endorsed by whoever publishes them (level-of-care.md).
 */
export const LEVELS = ['1.0', '1.5', '1.7', '2.1', '2.5', '2.7', '3.1', '3.5', '3.7', '4'] as const;
export const level = z.enum(LEVELS);
export type Level = z.infer<typeof level>;

export const LEVEL_WORDS: Record<Level, string> = {
  '1.0': 'Remission monitoring', '1.5': 'Outpatient', '1.7': 'Medically managed outpatient', '2.1': 'Intensive outpatient',
  '2.5': 'High-intensity outpatient', '2.7': 'Medically managed intensive outpatient',
  '3.1': 'Low-intensity residential', '3.5': 'High-intensity residential', '3.7': 'Medically managed residential',
  '4': 'Medically managed inpatient',
};

/** LOC-02's order. */
export const rank = (one: Level): number => LEVELS.indexOf(one);
export const higher = (a: Level, b: Level): Level => (rank(a) >= rank(b) ? a : b);

export const DIMENSIONS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6'] as const;
export const dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof dimension>;

/** Both editions, because states and payers move at different times; each decision keeps its own. */
export const edition = z.enum(['3', '4']);
export type Edition = z.infer<typeof edition>;

export const DIMENSION_WORDS: Record<Edition, Record<Dimension, string>> = {
  '3': {
    D1: 'Intoxication and withdrawal', D2: 'Physical health', D3: 'Emotions, behavior, thinking', D4: 'Readiness to change',
    D5: 'Return to use', D6: 'Recovery environment',
  },
  '4': {
    D1: 'Intoxication, withdrawal, medication', D2: 'Physical health', D3: 'Psychiatric and cognitive', D4: 'Risks of use',
    D5: 'Environment', D6: 'The person’s own wishes',
  },
};

/** 0 none or stable · 1 mild, copes · 2 moderate, structure helps · 3 serious, poor coping · 4 severe or in danger. */
export const rating = z.number().int().min(0).max(4);
export type Rating = 0 | 1 | 2 | 3 | 4;
export const RATING_WORDS = ['none or stable', 'mild, copes', 'moderate, needs structure', 'serious, copes poorly', 'severe or in danger'];
export type Ratings = Record<Dimension, number | null>;

/** A fact that a rating rests on: where it came from, so that it can be opened. */
export const evidence = z.object({
  kind: z.enum(['instrument', 'inquiry', 'interview', 'record', 'collateral', 'medical']),
  id: id.nullable(),
  say: z.string().trim().min(1, 'Say what was found.').max(300),
  on: localDate,
});
export type Evidence = z.infer<typeof evidence>;

/** One dimension as rated: number, evidence, history and now, strengths, what is needed (level-of-care.md §3). */
export const dimensionRating = z.object({
  dimension,
  rating: rating.nullable(),
  evidence: z.array(evidence).max(30),
  history: z.string().trim().max(2000),
  hereAndNow: z.string().trim().max(2000),
  strengths: z.string().trim().max(1000),
  neededService: z.string().trim().max(500),
  ratedOn: localDate,
});
export type DimensionRating = z.infer<typeof dimensionRating>;

export const GATES = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9'] as const;
export const gateName = z.enum(GATES);
export type GateName = z.infer<typeof gateName>;

const asked = z.boolean().nullable();
export const recentUse = z.enum(['alcohol', 'sedatives', 'opioids', 'other']);

/** What the gates and the rules ask beside the ratings. `null` means not asked yet, never "no" (LOC-08). */
export const assessmentFacts = z.object({
  // G1, G2
  emergencyNow: asked,
  suicideTriage: z.enum(['none', 'low', 'moderate', 'high']).nullable(),
  suicidePlanIntentMeans: asked,
  homicidalIntent: asked,
  // G3 to G5
  usedLast72h: z.array(recentUse).nullable(),
  ciwa: z.number().int().min(0).max(67).nullable(),
  cows: z.number().int().min(0).max(48).nullable(),
  pawss: z.number().int().min(0).max(10).nullable(),
  priorSeizureOrDelirium: asked,
  heavyAlcoholOrSedativeUse: asked,
  dailySedativeStopped: asked,
  canTakeOralMedication: asked,
  soberAdultAtHome: asked,
  canBeSeenDaily: asked,
  medicallyUnstable: asked,
  // G6 to G8
  pregnant: asked,
  usesOpioidAlcoholOrSedative: asked,
  cannotTakePartInGroup: asked,
  unsafeHomeNow: asked,
  // the rules
  criteriaMet: z.number().int().min(0).max(11).nullable(),
  emotionalDistraction: asked,
  withdrawalSupport: asked,
  /** A named prescriber for withdrawal care or medication, and the hours until the appointment (LOC-07). */
  prescriberInHours: z.number().min(0).nullable(),
  safeHousingConfirmed: asked,
  daysSinceLevelOneFailed: z.number().int().min(0).nullable(),
  steppedDownFrom: level.nullable(),
  daysSinceSteppedDown: z.number().int().min(0).nullable(),
  // the program's own cautions (level-of-care.md §5)
  failedIopWithin90Days: asked,
  dailyUse: asked,
  overdoseWithin90Days: asked,
  lacksSupport: asked,
  safeBetweenSessions: asked,
  /** Gates that a clinician has cleared, and how. */
  cleared: z.array(z.object({
    gate: gateName, how: z.string().trim().min(10, 'Say how it was cleared, in a sentence.').max(500),
  })).max(9),
});
export type AssessmentFacts = z.infer<typeof assessmentFacts>;

export const NOT_ASKED: AssessmentFacts = {
  emergencyNow: null, suicideTriage: null, suicidePlanIntentMeans: null, homicidalIntent: null, usedLast72h: null,
  ciwa: null, cows: null, pawss: null, priorSeizureOrDelirium: null, heavyAlcoholOrSedativeUse: null,
  dailySedativeStopped: null, canTakeOralMedication: null, soberAdultAtHome: null, canBeSeenDaily: null,
  medicallyUnstable: null, pregnant: null, usesOpioidAlcoholOrSedative: null, cannotTakePartInGroup: null,
  unsafeHomeNow: null, criteriaMet: null, emotionalDistraction: null, withdrawalSupport: null, prescriberInHours: null,
  safeHousingConfirmed: null, daysSinceLevelOneFailed: null, steppedDownFrom: null, daysSinceSteppedDown: null,
  failedIopWithin90Days: null, dailyUse: null, overdoseWithin90Days: null, lacksSupport: null, safeBetweenSessions: null,
  cleared: [],
};

/** What a safety gate found (level-of-care.md §4). */
export type Gate = {
  gate: GateName;
  /** `cleared`: it fired, and a named person has done what it asks for. */
  state: 'fired' | 'clear' | 'cleared' | 'not-checked';
  /** Does it stop the offer of an intensive outpatient program? G6 and G8 never do. */
  stops: boolean;
  say: string;
  /** What happens now, if it fired. */
  route: string | null;
  /** The least level that the route means; `null` where it stays as it is. */
  routeLevel: Level | null;
  /** What to ask, if it could not be checked. */
  missing: string[];
};

/** The level that one dimension asks for at least. */
export type Minimum = { dimension: Dimension; level: Level; coe: boolean; beside: string[]; say: string };

export type FiredRule = { rule: string; say: string };

/** The explanation object: same input and same ruleset give the same output, word for word. */
export type Recommendation = {
  edition: Edition;
  ruleset: string;
  outcome: 'recommended' | 'gate' | 'cannot-recommend';
  /** The highest minimum; `null` if something is missing. */
  level: Level | null;
  coe: boolean;
  /** What goes beside the level, such as `1.7` or `recovery residence`. */
  beside: string[];
  /** `2.1 + recovery residence` */
  words: string;
  /** What the gate asks for now, and the level to go on with once it is cleared. */
  now: string[];
  after: Level | null;
  mayOfferIop: boolean;
  drivers: Dimension[];
  minimums: Minimum[];
  fired: FiredRule[];
  gates: Gate[];
  missing: string[];
  contradictions: string[];
  cautions: string[];
  actions: string[];
  whyNotLower: string[];
  whyNotHigher: string[];
  /** The nearest alternatives: what would have to be otherwise, and what would then be recommended. */
  wouldChange: { say: string; level: string }[];
};

export const reasonCode = z.enum([
  'patient_preference', 'waitlist', 'payer_denial', 'no_bed', 'legal', 'clinical_override',
]);
export type ReasonCode = z.infer<typeof reasonCode>;
export const REASON_WORDS: Record<ReasonCode, string> = {
  patient_preference: 'The person prefers it', waitlist: 'Waiting list', payer_denial: 'Payer denied',
  no_bed: 'No bed available', legal: 'Legal requirement', clinical_override: 'Clinical judgement',
};

/** What the clinician decides beside the proposal (LOC-09). */
export const placement = z.object({
  acceptedLevel: level,
  reasonCode: reasonCode.nullable(),
  reason: z.string().trim().max(1000),
  riskPlan: z.string().trim().max(2000),
  personPrefers: z.string().trim().max(500),
  barriers: z.string().trim().max(500),
});
export type Placement = z.infer<typeof placement>;

export const signedDecision = placement.extend({
  id, clientId: id, edition, ruleset: z.string(), recommendedLevel: level.nullable(), signedBy: id, signedAt: instant,
  needsCosign: z.boolean(), cosignedBy: id.nullable(), cosignedAt: instant.nullable(),
});
export type SignedDecision = z.infer<typeof signedDecision>;

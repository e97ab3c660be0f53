/**
 * Sobriety checks as facts: the plan, the day's draw, the specimen, the results and the talk about them.
 * What a test's standing is (missed, resulted, closed …) is never stored: `status.ts` derives it (drug-testing.md §8).
 */
import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime, weekday } from '../../shared/dates.ts';

/** What is looked for: the codes of drug-testing.md §4 and the words people read. */
export const ANALYTES = {
  THC: 'Cannabis', COC: 'Cocaine', AMP: 'Amphetamine', MET: 'Methamphetamine', MDMA: 'MDMA', OPI: 'Opiates',
  '6MAM': '6-acetylmorphine', HYD: 'Hydrocodone', OXY: 'Oxycodone', FEN: 'Fentanyl', PCP: 'Phencyclidine',
  BZO: 'Benzodiazepines', BAR: 'Barbiturates', BUP: 'Buprenorphine', MTD: 'Methadone', EDDP: 'Methadone metabolite',
  TRA: 'Tramadol', TCA: 'Tricyclic antidepressants', ETG: 'Alcohol marker (EtG)', BRAC: 'Breath alcohol',
} as const;
export type Analyte = keyof typeof ANALYTES;
/** Its words inside a sentence: `alcohol marker (EtG)`, `MDMA`. */
export const analyteWords = (code: Analyte): string => ANALYTES[code].replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
export const analyte = z.enum(Object.keys(ANALYTES) as [Analyte, ...Analyte[]]);

/** DT-20; `random` is drawn, all others are asked for and leave the odds alone (DT-08, DT-09). */
export const TEST_REASONS = {
  random: 'Random day', scheduled: 'Planned day', cm: 'Incentive program', for_cause: 'Asked for, with a reason',
  intake: 'At intake', follow_up: 'Test again',
} as const;
export type TestReason = keyof typeof TEST_REASONS;
export const testReason = z.enum(Object.keys(TEST_REASONS) as [TestReason, ...TestReason[]]);

export const MATRICES = { urine: 'Urine', oral_fluid: 'Oral fluid', breath: 'Breath' } as const;
export type Matrix = keyof typeof MATRICES;
export const matrix = z.enum(Object.keys(MATRICES) as [Matrix, ...Matrix[]]);

const words = (max: number) => z.string().trim().min(1, 'Write this in a few words.').max(max);

/** Hours of another day than the usual ones, for work, children, disability or travel (§1, call-in). */
export const exceptionWindow = z.object({
  from: localDate, to: localDate, opensAt: wallTime, closesAt: wallTime, why: words(200),
});
export type ExceptionWindow = z.infer<typeof exceptionWindow>;

/** What the client and the team agreed about testing, from a day on. A change is a new plan, never an edit. */
export const testingPlan = z.object({
  id, clientId: id,
  effectiveFrom: localDate,
  /** The last day, for a plan that ends; null while it stands. */
  endsOn: localDate.nullable(),
  testsPerWeek: z.number().min(0, 'Write a number of tests a week, like 2.').max(7),
  collectionWeekdays: z.array(weekday).min(1, 'Choose at least one collection day.').max(7),
  /** DT-07 b: the longest time from one draw to the next. A plan below one a week names its own. */
  longestGapDays: z.number().int().min(1).max(120),
  matrix, panel: z.array(analyte).min(1, 'Choose what the test looks for.'),
  place: words(120), opensAt: wallTime, closesAt: wallTime,
  exceptions: z.array(exceptionWindow).max(20),
  /** Why this differs from the usual rate, where it does (DT-02). */
  reason: z.string().trim().max(500).nullable(),
  decidedBy: id, decidedAt: instant,
});
export type TestingPlan = z.infer<typeof testingPlan>;

/** One agency's day of drawing: promised by `commitment` before `releasesAt`, opened at `releasedAt` (DT-11). */
export type DrawDay = {
  date: string; algorithm: number;
  commitment: string; committedAt: string; releasesAt: string;
  /** Null until release: nobody can know the outcome before, because half of it does not exist yet. */
  releasedAt: string | null; releaseValue: string | null; secret: string | null;
};
export type OddsReason = 'even' | 'week' | 'gap';
export type Draw = {
  clientId: string; date: string; planId: string; odds: number; oddsReason: OddsReason; score: string; selected: boolean;
};

export const CALL_CHANNELS = ['portal', 'text', 'phone', 'staff'] as const;
export const callChannel = z.enum(CALL_CHANNELS);
export type CallInCheck = { clientId: string; date: string; at: string; channel: (typeof CALL_CHANNELS)[number] };

/** A test that is asked of a client on a day, however it came about. */
export type DrugTest = {
  id: string; clientId: string; date: string; reason: TestReason; matrix: Matrix; panel: Analyte[];
  place: string; opensAt: string; closesAt: string;
  orderedBy: string | null; orderedAt: string; why: string | null; retestOf: string | null;
};

export const OBSERVED = { none: 'Not observed', monitored_outside: 'Staff outside the door', direct: 'Directly observed' } as const;
export const observed = z.enum(['none', 'monitored_outside', 'direct']);
export const IDENTIFIED_BY = { photo: 'Photo ID', known: 'Known to me', birth_date: 'Name and birth date' } as const;
export const identifiedBy = z.enum(['photo', 'known', 'birth_date']);

/** DT-20: one collection. Temperature in °F, minutes since voiding, volume in mL. */
export const specimen = z.object({
  id, testId: id, clientId: id, matrix,
  identifiedBy, collectedBy: id, collectedAt: instant, place: words(120),
  observed, observedReason: z.enum(['earlier_tamper', 'temperature_out_of_range']).nullable(),
  /** How the client asked to be observed, if ever (DT-22). */
  observerPreference: z.string().trim().max(120).nullable(),
  temperatureF: z.number().min(30).max(130).nullable(), minutesSinceVoid: z.number().int().min(0).max(240).nullable(),
  volumeMl: z.number().min(0).max(500).nullable(), colour: z.string().trim().max(40).nullable(),
  strip: z.enum(['normal', 'abnormal', 'not_used']),
  split: z.boolean(), sealNumber: z.string().trim().max(40).nullable(), sealNumberB: z.string().trim().max(40).nullable(),
  clientInitials: z.string().trim().max(6).nullable(),
  declaredMedications: z.array(z.string().trim().min(1).max(80)).max(30),
  device: z.object({
    name: words(80), lot: words(40), expiresOn: localDate, controlLine: z.boolean(), readAfterMinutes: z.number().int().min(0).max(120),
  }).nullable(),
  lab: z.string().trim().max(80).nullable(), accession: z.string().trim().max(40).nullable(),
});
export type Specimen = z.infer<typeof specimen>;

/** DT-23: one hand-over. The first is from the client; the last to the laboratory or to disposal. */
export const HOLDERS = ['client', 'collector', 'storage', 'courier', 'laboratory', 'disposal'] as const;
export const custodyEvent = z.object({
  id, specimenId: id, no: z.number().int().min(1),
  from: z.enum(HOLDERS), to: z.enum(HOLDERS), at: instant,
  purpose: words(120), sealIntact: z.boolean(), condition: words(120), recordedBy: id,
});
export type CustodyEvent = z.infer<typeof custodyEvent>;

/** Laboratory measures of the specimen itself (§3): creatinine mg/dL, specific gravity, pH, nitrite mcg/mL. */
export const validityMeasures = z.object({
  creatinine: z.number().min(0).max(1000).nullable(), specificGravity: z.number().min(1).max(1.2).nullable(),
  ph: z.number().min(0).max(14).nullable(), nitrite: z.number().min(0).max(20000).nullable(),
  foreignSubstance: z.boolean(), interference: z.boolean(),
});
export type ValidityMeasures = z.infer<typeof validityMeasures>;
export const VALIDITY = {
  acceptable: 'Acceptable', dilute: 'Dilute', invalid: 'Invalid', adulterated: 'Adulterated', substituted: 'Substituted',
} as const;
export type Validity = keyof typeof VALIDITY;

/** One presumptive reading: DT-30, its own cut-off with it (ng/mL; breath g/210 L). */
export const presumptiveReading = z.object({
  analyte, positive: z.boolean(), cutoff: z.number().positive(), value: z.number().min(0).nullable(),
});
export type PresumptiveReading = z.infer<typeof presumptiveReading>;
/** One compound of a definitive (GC/LC-MS) report, ng/mL. */
export const definitiveReading = z.object({
  analyte, compound: words(60), value: z.number().min(0), cutoff: z.number().positive(),
});
export type DefinitiveReading = z.infer<typeof definitiveReading>;

export const REVIEW_OUTCOMES = {
  expected: 'As expected, we talked', acknowledged: 'They told me about the use', disputed: 'They see it differently',
  explained: 'Explained by something else',
} as const;
export const reviewOutcome = z.enum(['expected', 'acknowledged', 'disputed', 'explained']);

export type Interpretation = 'expected_positive' | 'unexpected_positive' | 'unexpected_negative' | 'expected_negative' | 'pending';

/** Everything recorded about one test; `status.ts` and `interpretation.ts` read nothing else. */
export type TestFacts = {
  test: DrugTest;
  checks: CallInCheck[];
  specimen: Specimen | null;
  outcomes: { kind: 'refused' | 'unable_to_provide' | 'invalid_device' | 'cancelled_by_program'; at: string; why: string }[];
  excuse: { at: string; by: string; why: string } | null;
  result: { at: string; by: string; readings: PresumptiveReading[]; measures: ValidityMeasures | null; validity: Validity } | null;
  confirmation: { orderedAt: string; analytes: Analyte[]; why: string } | null;
  definitive: { at: string; by: string; readings: DefinitiveReading[] } | null;
  reviews: { at: string; by: string; outcome: z.infer<typeof reviewOutcome>; clientSaid: string }[];
  /** Use the client told of before the test was collected (§8, §9: honesty is credited). */
  selfReports: { at: string; analytes: Analyte[]; said: string }[];
};

import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime, weekday } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import {
  analyte, callChannel, custodyEvent, definitiveReading, exceptionWindow, HOLDERS, matrix, presumptiveReading, reviewOutcome, specimen,
  testingPlan, testReason, validityMeasures,
} from './model.ts';

const ofClient = z.object({ clientId: id });
const ofTest = ofClient.extend({ testId: id });
const why = z.string().trim().min(1, 'Write why.').max(500);
const status = z.enum(['scheduled', 'notified', 'collected', 'resulted', 'sent_for_confirmation', 'confirmed', 'reviewed_with_client', 'closed',
  'missed_excused', 'missed_unexcused', 'refused', 'unable_to_provide', 'invalid', 'cancelled_by_program']);
const validity = z.enum(['acceptable', 'dilute', 'invalid', 'adulterated', 'substituted']);

export const read = z.object({
  analyte, verdict: z.enum(['expected_positive', 'unexpected_positive', 'unexpected_negative', 'expected_negative', 'pending']),
  because: z.array(z.string()), crossReactors: z.array(z.string()), flags: z.array(z.string()), source: z.enum(['presumptive', 'definitive']),
  screened: z.enum(['expected_positive', 'unexpected_positive', 'unexpected_negative', 'expected_negative', 'pending']).nullable(),
  /** What anybody may read aloud: DT-31, *presumptive* stands with it. */
  words: z.string(), confirmBecause: z.array(z.string()),
});
export const shownTest = z.object({
  testId: id, date: localDate, reason: testReason, matrix, panel: z.array(analyte), place: z.string(), opensAt: instant, collectBy: instant,
  why: z.string().nullable(), retestOf: id.nullable(), status, statusWords: z.string(), validity: validity.nullable(), reads: z.array(read),
  mayRespond: z.boolean(),
});
export type ShownTest = z.output<typeof shownTest>;
export type ShownRead = z.output<typeof read>;

export const saveTestingPlan = operation({
  name: 'saveTestingPlan', kind: 'act', permission: 'test.order', reach: 'chart',
  about: 'Puts a testing plan in force from a day that has not been drawn (DT-01 to DT-07).',
  input: ofClient.extend({
    effectiveFrom: localDate, endsOn: localDate.nullable().default(null), testsPerWeek: testingPlan.shape.testsPerWeek,
    collectionWeekdays: z.array(weekday).min(1, 'Choose at least one collection day.').max(7), longestGapDays: testingPlan.shape.longestGapDays,
    matrix, panel: testingPlan.shape.panel, place: testingPlan.shape.place, opensAt: wallTime, closesAt: wallTime,
    exceptions: z.array(exceptionWindow).max(20).default([]), reason: testingPlan.shape.reason.default(null),
  }),
  output: z.object({ planId: id }),
});

export const readTests = operation({
  name: 'readTests', kind: 'read', permission: 'test.read', reach: 'chart',
  about: 'A client’s testing plan and tests, each with where it stands and how it reads.',
  input: ofClient,
  output: z.object({
    plan: testingPlan.nullable(), usualPerWeek: z.number().nullable(), nextPlanFrom: localDate, tests: z.array(shownTest),
    /** What the client told of, newest first; for whoever may talk about it. */
    told: z.array(z.object({ id, at: instant, analytes: z.array(analyte), said: z.string(), own: z.boolean() })),
    /** What a panel is proposed to look for beside the usual, with its reason (DT-10); for whoever may order. */
    proposed: z.array(z.object({ analyte, matrix, why: z.string() })),
    usual: z.object({
      collectionWeekdays: z.array(weekday), longestGapDays: z.number(), opensAt: wallTime, closesAt: wallTime,
    }),
  }),
});

export const readTest = operation({
  name: 'readTest', kind: 'read', permission: 'test.read', reach: 'chart',
  about: 'One test: collection, custody, validity, each substance read against the regimen of that day.',
  input: ofTest,
  output: shownTest.extend({
    specimen: specimen.nullable(), findings: z.array(z.string()), custody: z.array(custodyEvent), custodyWhole: z.boolean(),
    result: z.object({ at: instant, readings: z.array(presumptiveReading), measures: validityMeasures.nullable(), validity }).nullable(),
    confirmation: z.object({ orderedAt: instant, analytes: z.array(analyte), why: z.string() }).nullable(),
    definitive: z.object({ at: instant, readings: z.array(definitiveReading) }).nullable(),
    reviews: z.array(z.object({ at: instant, outcome: reviewOutcome, clientSaid: z.string() })),
    excuse: z.object({ at: instant, why: z.string() }).nullable(),
    cannot: z.array(z.object({ at: instant, why: z.string() })),
    selfReports: z.array(z.object({ at: instant, analytes: z.array(analyte), said: z.string() })),
    /** The regimen on the collection date, for whoever may read medication; null for others. */
    regimen: z.array(z.object({ name: z.string(), strength: z.string(), ingredients: z.array(z.string()) })).nullable(),
    /** The agency's numbers for an answer while typing; the server decides again. */
    limits: z.object({
      'udt.temperatureLowF': z.number(), 'udt.temperatureHighF': z.number(), 'udt.temperatureWithinMinutes': z.number(), 'udt.minVolumeMl': z.number(),
      'udt.minSplitVolumeMl': z.number(), 'udt.readMinutes': z.number(), 'udt.directObservation': z.boolean(), 'udt.shyBladderHours': z.number(),
      'validity.phLow': z.number(), 'validity.phHigh': z.number(), 'validity.phInvalidLow': z.number(), 'validity.phInvalidHigh': z.number(),
      'validity.creatinineDiluteMgDl': z.number(),
    }),
    drawn: z.object({ odds: z.number(), oddsReason: z.enum(['even', 'week', 'gap']) }).nullable(),
  }),
});

const queued = z.object({
  clientId: id, testId: id, number: z.string(), reason: testReason, matrix, opensAt: instant, collectBy: instant, status, statusWords: z.string(),
  asked: z.boolean(), cannot: z.string().nullable(),
});
export const listTestsToday = operation({
  name: 'listTestsToday', kind: 'read', permission: 'test.read', reach: 'caseload',
  about: 'Who tests today, by number: to come, here, done, missed. Nothing before the release.',
  input: z.object({}), output: z.object({
    releasesAt: instant.nullable(), released: z.boolean(), tests: z.array(queued),
    /** Specimens of earlier days that wait for a reading or for the laboratory. */
    waiting: z.array(queued.extend({ date: localDate })),
  }),
});

export const drawTests = operation({
  name: 'drawTests', kind: 'act', permission: 'test.draw', reach: 'agency',
  about: 'Releases today’s draw once its time has come, and promises the days ahead (DT-11). Done twice, it does nothing more.',
  input: z.object({}), output: z.object({ released: z.boolean(), drawn: z.number(), selected: z.number(), promised: z.number() }),
});

const callAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('too-early'), from: instant }),
  z.object({ state: z.literal('not-drawn-yet') }),
  z.object({ state: z.literal('no-test-today') }),
  z.object({ state: z.literal('test-today'), testId: id, place: z.string(), opensAt: instant, collectBy: instant, done: z.boolean() }),
]);
export const askTestToday = operation({
  name: 'askTestToday', kind: 'act', permission: 'portal.self', reach: 'self',
  about: '*Do I test today?* Answers test today or no test today, with place and hours, and keeps that it was asked.',
  input: z.object({}), output: callAnswer,
});
export const readTestToday = operation({
  name: 'readTestToday', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'The answer that the client has asked for today; null while they have not asked.',
  input: z.object({}), output: z.object({ answer: callAnswer.nullable(), mayAsk: z.boolean() }),
});
export const sayCannotTest = operation({
  name: 'sayCannotTest', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client tells that they cannot come today, and why; staff look at it.',
  input: z.object({ testId: id, why }), output: z.object({}),
});
export const tellOfUse = operation({
  name: 'tellOfUse', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client tells of use. Told before a test it never counts against them.',
  input: z.object({ analytes: z.array(analyte).max(20), said: z.string().trim().min(1, 'Write a few words.').max(1000) }), output: z.object({}),
});
export const answerCallIn = operation({
  name: 'answerCallIn', kind: 'act', permission: 'test.read', reach: 'chart',
  about: 'Answers a client on the phone or at the desk whether they test today, and keeps that they asked.',
  input: ofClient.extend({ channel: callChannel }), output: callAnswer,
});

export const orderTest = operation({
  name: 'orderTest', kind: 'act', permission: 'test.order', reach: 'chart',
  about: 'Orders a test outside the draw: asked for with a reason, at intake, or again (DT-08). The odds stay as they are.',
  input: ofClient.extend({
    testId: id, date: localDate, reason: testReason, matrix, panel: testingPlan.shape.panel, why: z.string().trim().max(500).nullable(), retestOf: id.nullable(),
  }),
  output: z.object({}),
});
export const excuseTest = operation({
  name: 'excuseTest', kind: 'act', permission: 'test.order', reach: 'chart',
  about: 'Excuses a test, with a reason. Nobody is drawn again for it (DT-11).',
  input: ofTest.extend({ why }), output: z.object({}),
});
export const recordSelfReport = operation({
  name: 'recordSelfReport', kind: 'act', permission: 'test.review', reach: 'chart',
  about: 'Keeps that the client told of use, and when. Before a test it is credited (§8).',
  input: ofClient.extend({ analytes: z.array(analyte).max(20), said: z.string().trim().min(1, 'Write what they said.').max(1000) }), output: z.object({}),
});

export const recordSpecimen = operation({
  name: 'recordSpecimen', kind: 'act', permission: 'test.collect', reach: 'chart',
  about: 'Records a collection (DT-20 to DT-24) and answers what is noteworthy about it.',
  input: ofTest.extend({
    ...specimen.omit({ testId: true, clientId: true, collectedBy: true }).shape,
    /** Null: now. A device that was offline names the moment. */
    collectedAt: instant.nullable(),
  }),
  output: z.object({ findings: z.array(z.string()) }),
});
export const recordTestOutcome = operation({
  name: 'recordTestOutcome', kind: 'act', permission: 'test.collect', reach: 'chart',
  about: 'Records why there is no specimen to read: refused, unable (DT-25), a device that did not work, cancelled by us.',
  input: ofTest.extend({
    kind: z.enum(['refused', 'unable_to_provide', 'invalid_device', 'cancelled_by_program']), why,
    /** DT-25: since when they tried, and whether they would rather give oral fluid. */
    triedSince: instant.nullable().default(null), choosesOralFluid: z.boolean().default(false),
  }),
  output: z.object({}),
});
export const handOverSpecimen = operation({
  name: 'handOverSpecimen', kind: 'act', permission: 'test.collect', reach: 'chart',
  about: 'Records one hand-over of a specimen: no gap, no overlap, to the laboratory or disposal (DT-23).',
  input: ofTest.extend({ to: z.enum(HOLDERS), at: instant.nullable(), purpose: custodyEvent.shape.purpose, condition: custodyEvent.shape.condition, sealIntact: z.boolean() }),
  output: z.object({}),
});
export const recordResult = operation({
  name: 'recordResult', kind: 'act', permission: 'test.result', reach: 'chart',
  about: 'Records a screen, each reading with its cut-off, and judges whether the specimen can be read (§3, DT-30 to DT-32).',
  input: ofTest.extend({ readings: z.array(presumptiveReading).max(30), measures: validityMeasures.nullable() }),
  output: z.object({ validity, reads: z.array(read) }),
});
export const orderConfirmation = operation({
  name: 'orderConfirmation', kind: 'act', permission: 'test.review', reach: 'chart',
  about: 'Asks the laboratory (DT-41). Until it answers nothing adverse is decided (DT-42).',
  input: ofTest.extend({ analytes: z.array(analyte).max(20), why }), output: z.object({}),
});
export const recordConfirmation = operation({
  name: 'recordConfirmation', kind: 'act', permission: 'test.result', reach: 'chart',
  about: 'Records the laboratory’s report, compound by compound, with its cut-offs.',
  input: ofTest.extend({ readings: z.array(definitiveReading).max(60) }), output: z.object({ reads: z.array(read) }),
});
export const reviewTestWithClient = operation({
  name: 'reviewTestWithClient', kind: 'act', permission: 'test.review', reach: 'chart',
  about: 'Keeps the talk about a test and what the client said. A dispute asks for a confirmation.',
  input: ofTest.extend({ outcome: reviewOutcome, clientSaid: z.string().trim().max(2000) }), output: z.object({}),
});
export type WholeTest = z.output<typeof readTest.output>;

import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate } from '../../shared/dates.ts';

/** Between sessions: a safety plan in the client's own words, and a check-in of half a minute. */
const words = z.string().trim().max(500, 'Shorten this to 500 characters.');
const lines = z.array(words.min(1)).max(20).default([]);

/** Somebody to call: a tap on the phone. */
export const helper = z.object({
  name: words.min(1, 'Write how you call them.'), relation: words.default(''), phone: words.default(''),
});
export type Helper = z.infer<typeof helper>;

/** The six parts, in the order in which one uses them at two in the morning. */
export const safetyPlan = z.object({
  signs: lines,
  alone: lines,
  places: lines,
  people: z.array(helper).max(10).default([]),
  professionals: z.array(helper).max(10).default([]),
  safer: lines,
  /** PR-48: what to do in an overdose, where the naloxone lies. Needed for clients who use opioids. */
  overdoseSteps: lines,
  naloxonePlace: words.default(''),
  reasons: lines,
});
export type SafetyPlan = z.infer<typeof safetyPlan>;
export const emptySafetyPlan = (): SafetyPlan => safetyPlan.parse({});

export const PARTS: { key: 'signs' | 'alone' | 'places' | 'people' | 'professionals' | 'safer'; title: string }[] = [
  { key: 'signs', title: 'I notice' }, { key: 'alone', title: 'I can do alone' }, { key: 'places', title: 'Places with people' },
  { key: 'people', title: 'People I ask' }, { key: 'professionals', title: 'Who helps professionally' },
  { key: 'safer', title: 'I’ve made safer' },
];


/** The daily check-in. Every answer may be left out: a short answer is better than none. */
export const checkIn = z.object({
  id,
  on: localDate,
  craving: z.number().int().min(0).max(10).nullable().default(null),
  mood: z.number().int().min(1).max(5).nullable().default(null),
  sleepHours: z.number().min(0).max(24).nullable().default(null),
  medication: z.enum(['taken', 'missed', 'none']).nullable().default(null),
  used: z.enum(['no', 'yes', 'rather_not_say']).nullable().default(null),
  /** "I don't feel safe": always brings help now, whatever else is answered. */
  safe: z.boolean().nullable().default(null),
  words: words.default(''),
});
export type CheckIn = z.infer<typeof checkIn>;
export type CheckInFact = CheckIn & { clientId: string; at: string };

export type SafetyPlanFact = { id: string; clientId: string; version: number; plan: SafetyPlan; madeWith: string; madeAt: string };

import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime, weekday } from '../../shared/dates.ts';

/** A stretch of somebody's own week. `to` is later than `from`; a night is two blocks. */
export const LIFE_KINDS = ['work', 'children', 'school', 'travel', 'other'] as const;
export const lifeKind = z.enum(LIFE_KINDS);
export type LifeKind = z.infer<typeof lifeKind>;
export const routineBlock = z.object({ weekday, from: wallTime, to: wallTime, kind: lifeKind })
  .refine((block) => block.from < block.to, { path: ['to'], error: 'Let it end after it starts, like 7:00 to 15:30.' });
export type RoutineBlock = z.infer<typeof routineBlock>;

/** What staff may know and change of a person, beside care itself. */
export const clientDetails = z.object({
  callThem: z.string().trim().max(80),
  initials: z.string().trim().max(12),
  legalName: z.string().trim().max(200),
  pronouns: z.string().trim().max(40),
  bornOn: localDate.nullable(),
  sex: z.enum(['female', 'male', 'other', 'unsaid']).nullable(),
  language: z.string().trim().max(40),
  phone: z.string().trim().max(40),
  email: z.union([z.email('Write an email address, like r.o@example.org.'), z.literal('')]),
  postalCode: z.string().trim().max(12),
  address: z.string().trim().max(200),
  voicemail: z.enum(['no_message', 'neutral_words', 'own_words']),
  voicemailWords: z.string().trim().max(200),
  routine: z.array(routineBlock).max(80),
  travelMinutes: z.number().int().min(0).max(360).nullable(),
  travelMode: z.string().nullable(),
  allergies: z.string().trim().max(300),
});
export type ClientDetails = z.infer<typeof clientDetails>;

export const episode = z.object({
  episodeId: id, clientId: id, admittedAt: instant, levelOfCare: z.string(), adolescent: z.boolean(), endedAt: instant.nullable(),
});
export type Episode = z.infer<typeof episode>;

/** Initials from a name somebody is called by: `R. O.`; what is already initials stays. */
export function initialsOf(name: string): string {
  const words = name.replaceAll('.', ' ').split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((w) => `${w[0]!.toUpperCase()}.`).join(' ');
}

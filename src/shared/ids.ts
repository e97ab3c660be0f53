import * as z from 'zod';

/** A row's id: a UUID version 7, so that ids sort by the moment they were made and leak no volume. */
export const id = z.uuid({ error: 'This is not an id that Stepwell made.' });
export type Id = string;

/** The id that belongs to nothing. Settings that do not apply hold it (see `serve`). */
export const NIL_ID: Id = '00000000-0000-0000-0000-000000000000';

/**
 * Makes a UUID version 7 anywhere: on the server, in the browser, offline.
 * @param atMs milliseconds since 1970 that the id should carry; the real clock if left out.
 */
export function newId(atMs: number = Date.now()): Id {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(atMs / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

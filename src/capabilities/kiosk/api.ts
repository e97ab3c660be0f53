import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { dayRoster, doorNumber, doorRecord, doorToken, kioskName } from './model.ts';

export const makeKiosk = operation({
  name: 'makeKiosk', kind: 'act', permission: 'kiosk.manage', reach: 'none',
  about: 'Makes a place for a tablet at the door, and a code that pairs it once within ten minutes.',
  input: z.object({ kioskId: id, name: kioskName }), output: z.object({ code: z.string(), until: instant }),
});
export const listKiosks = operation({
  name: 'listKiosks', kind: 'read', permission: 'kiosk.manage', reach: 'none',
  about: 'Tablets at the door: where, since when, last heard of, wrong numbers typed this week.', input: z.object({}),
  output: z.array(z.object({
    kioskId: id, name: z.string(), state: z.enum(['waiting', 'paired', 'ended', 'expired']), madeAt: instant, pairedAt: instant.nullable(), endedAt: instant.nullable(),
    seenAt: instant.nullable(), wrongTries: z.number(), clockOffMinutes: z.number(),
  })),
});
export const endKiosk = operation({
  name: 'endKiosk', kind: 'act', permission: 'kiosk.manage', reach: 'none',
  about: 'Takes a tablet back: from this moment it reads and sends nothing any more.', input: z.object({ kioskId: id }), output: z.object({}),
});
/** For the tablet's own route, once its code was found. */
export const pairKiosk = operation({
  name: 'pairKiosk', kind: 'act', permission: 'job.run', reach: 'none',
  about: 'Pairs a tablet that typed its code; the secret it will use is kept as a hash.', input: z.object({ kioskId: id, secretHash: z.string().length(64) }), output: z.object({}),
});

export const readKioskDay = operation({
  name: 'readKioskDay', kind: 'read', permission: 'kiosk.use', reach: 'agency',
  about: 'Who is expected today, each entry sealed so that only that person’s number or code opens it.', input: z.object({}), output: dayRoster,
});
export const syncKiosk = operation({
  name: 'syncKiosk', kind: 'act', permission: 'kiosk.use', reach: 'agency',
  about: 'Brings who came and left at the door; each word has an id of the tablet, so that sent again it is the same.',
  input: z.object({ deviceNow: instant, wrongTries: z.number().int().min(0).max(100_000), records: z.array(doorRecord).max(200) }),
  output: z.object({ kept: z.array(id), refused: z.array(z.object({ id, reason: z.string(), say: z.string() })) }),
});

const key = { doorKeyId: id, number: doorNumber, token: doorToken };
export const setMyDoorKey = operation({
  name: 'setMyDoorKey', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'Keeps the number and code that my phone made for the door; only their hashes stay here.', input: z.object(key), output: z.object({}),
});
export const setDoorKey = operation({
  name: 'setDoorKey', kind: 'act', permission: 'client.write', reach: 'chart',
  about: 'Gives a client another number for the door, made where it is handed over; only its hash stays here.', input: z.object({ clientId: id, ...key }), output: z.object({}),
});
export const readDoorKey = operation({
  name: 'readDoorKey', kind: 'read', permission: 'client.read', reach: 'chart',
  about: 'Whether a client has a number for the door, and since when.', input: z.object({ clientId: id }), output: z.object({ since: instant.nullable() }),
});

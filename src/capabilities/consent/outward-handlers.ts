import { listEpisodes } from '../clients/store.ts';
import type { RecordReader } from './disclosing-handlers.ts';

/** "That you come here": the least there is to say of anybody, and already a disclosure (PV-01). */
export const presenceReader: RecordReader = {
  record: 'presence',
  read: async (tx, clientId) => (await listEpisodes(tx, clientId)).map((e) => ({
    title: 'In the program',
    text: `Since ${e.admittedAt.slice(0, 10)}${e.endedAt ? `, until ${e.endedAt.slice(0, 10)}` : ''}.`,
  })),
};

import type { RecordReader } from '../consent/disclosing-handlers.ts';
import { listOutward } from './store.ts';

/** Signed progress notes with their addenda. Counseling notes kept apart, drafts and private items never leave. */
export const noteReader: RecordReader = {
  record: 'progress_note',
  read: async (tx, clientId) => (await listOutward(tx, clientId)).map((n) => ({
    title: n.title,
    text: [n.text, `Signed by ${n.signerName}${n.credential ? `, ${n.credential}` : ''}.`,
      ...n.addenda.map((a) => `Added by ${a.byName}: ${a.words} (${a.reason})`)].join('\n'),
  })),
};

import type { RecordReader } from '../consent/disclosing-handlers.ts';
import { completedAt } from './rules.ts';
import { listVersions } from './store.ts';

/** The plan in force as it was signed; drafts never leave. */
export const planReader: RecordReader = {
  record: 'plan',
  read: async (tx, clientId) => {
    const version = (await listVersions(tx, clientId)).findLast((v) => completedAt(v) !== null);
    return version ? [{ title: `Plan, version ${version.number}`, text: version.signatures[0]!.text }] : [];
  },
};

import type { OutputOf } from '../../../web/call.ts';
import type { readAccountability } from '../api.ts';

/** Everything that the screens of one client's ladder show. */
export type Account = OutputOf<typeof readAccountability>;

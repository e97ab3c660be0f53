import type * as z from 'zod';
import type { readTransition } from '../api.ts';

/** Where somebody is on the way, as the screens read it. */
export type Transition = z.output<typeof readTransition.output>;

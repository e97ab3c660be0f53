import type * as z from 'zod';
import type { readInquiry } from '../api.ts';

/** One inquiry as the screens read it. */
export type FoundCall = z.output<typeof readInquiry.output>;

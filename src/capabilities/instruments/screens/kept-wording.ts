import type * as z from 'zod';
import type { wording } from '../api.ts';

export type KeptWording = z.infer<typeof wording>;

import type { CheckIn } from '../model.ts';

/** What a check-in asks; the id and the moment are made when it is sent. */
export type Answers = Omit<CheckIn, 'id' | 'on'>;

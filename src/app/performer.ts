/** People who act, for tests, the demo and measurements: each call goes through `perform` as a request from a screen does. */
import type * as z from 'zod';
import type { Operation } from '../shared/operation.ts';
import type { Answer } from '../platform/serve/answer.ts';
import type { House } from '../platform/serve/house.ts';
import { perform, type Request } from '../platform/serve/perform.ts';

export type Performer = {
  who: Request['who'];
  /** Performs and answers whatever comes. */
  try(op: Operation, input: unknown, more?: Pick<Request, 'operationId' | 'asOf'>): Promise<Answer>;
  /** Performs and expects a value. */
  call<I extends z.ZodType, O extends z.ZodType>(op: Operation<I, O>, input: z.input<I>, more?: Pick<Request, 'operationId' | 'asOf'>): Promise<z.output<O>>;
  /** Performs and expects a refusal; tells its reason. */
  refused<I extends z.ZodType, O extends z.ZodType>(op: Operation<I, O>, input: z.input<I>): Promise<string>;
};

/** Somebody who acts: what the screens do over HTTP, done in this process. */
export function performerOf(house: House, who: Request['who']): Performer {
  const run = (op: Operation, input: unknown, more = {}): Promise<Answer> =>
    perform(house, { who, operation: op.name, input, ...more });
  return {
    who,
    try: run,
    call: async (op, input, more) => {
      const answer = await run(op as unknown as Operation, input, more);
      if (answer.kind !== 'value') throw new Error(`${op.name} answered ${JSON.stringify(answer)}`);
      return answer.value as never;
    },
    refused: async (op, input) => {
      const answer = await run(op as unknown as Operation, input);
      if (!('refusal' in answer)) throw new Error(`${op.name} was not refused: ${JSON.stringify(answer)}`);
      return answer.refusal.reason;
    },
  };
}

/**
 * What a rule answers: a value, or a named refusal that a person can act on.
 * A refusal is an answer, never an exception; `say` is one plain sentence that tells what to do about it.
 */
export type Refusal<R extends string = string> = {
  ok: false;
  /** A stable kebab-case fact, such as `more-minutes-than-session`. Tests assert it. */
  reason: R;
  /** One or two plain sentences for the person: what, and the way out. Never another person's data. */
  say: string;
  /** Where in the input the fault lies, as a dotted path (`members.2.leftAt`), if it lies in one place. */
  field?: string;
};

export type Decision<T, R extends string = string> = { ok: true; value: T } | Refusal<R>;

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <R extends string>(reason: R, say: string, field?: string): Refusal<R> =>
  field === undefined ? { ok: false, reason, say } : { ok: false, reason, say, field };

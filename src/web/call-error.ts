/**
 * Why an operation gave no value. Each kind asks for something else of the person, so each is named:
 * `refusal` the rules say no and what to do · `invalid` fields to mend · `forbidden` not theirs to see ·
 * `signed-out` sign in first · `busy` too many tries · `offline` nothing reached the server ·
 * `fault` our mistake, with a number to tell us.
 */
export type CallFailure =
  | { kind: 'refusal'; reason: string; say: string; field?: string }
  | { kind: 'invalid'; fields: { field: string; say: string }[] }
  | { kind: 'forbidden'; reason: string; say: string }
  | { kind: 'signed-out' }
  | { kind: 'busy' }
  | { kind: 'offline' }
  | { kind: 'fault'; id: string };

export class CallError extends Error {
  override name = 'CallError';
  failure: CallFailure;
  constructor(failure: CallFailure) {
    super(sayFailure(failure));
    this.failure = failure;
  }
}

/** One or two sentences for the person, with the way out. */
export function sayFailure(failure: CallFailure): string {
  switch (failure.kind) {
    case 'refusal':
    case 'forbidden': return failure.say;
    case 'invalid': return failure.fields.length === 1 ? failure.fields[0]!.say : 'Some answers need another look.';
    case 'signed-out': return 'You were signed out. Sign in, and it goes on where you were.';
    case 'busy': return 'Too many tries in a short time. Wait a minute, then try again.';
    case 'offline': return 'No connection. We keep it here and try again.';
    case 'fault': return `That was our mistake, not yours. Nothing was lost. Try again; if it stays, tell us ${failure.id}.`;
  }
}

type Body = {
  refusal?: { reason?: string; say?: string; field?: string };
  invalid?: { field: string; say: string }[];
  fault?: string;
};

/** Reads an answer's status and body as a failure. Answers that no one of ours wrote count as faults. */
export function failureOf(status: number, body: unknown): CallFailure {
  const { refusal, invalid, fault } = (body ?? {}) as Body;
  const reason = refusal?.reason ?? 'refused';
  const say = refusal?.say ?? 'This is not open to you. Ask whoever runs the program.';
  if (status === 401) return { kind: 'signed-out' };
  if (status === 403 || status === 404) return { kind: 'forbidden', reason, say };
  if (status === 409 && refusal) {
    return refusal.field === undefined ? { kind: 'refusal', reason, say } : { kind: 'refusal', reason, say, field: refusal.field };
  }
  if (status === 422) return { kind: 'invalid', fields: invalid ?? [] };
  if (status === 429) return { kind: 'busy' };
  // 502–504 come from whatever stands before a server that is being restarted: the act may or may not have happened.
  if (status >= 502 && status <= 504) return { kind: 'offline' };
  return { kind: 'fault', id: fault ?? `http-${status}` };
}

import type { GapKind } from './model.ts';

/** `45 min`, `2 h`, `1.5 h`, `8 h 15`: minutes as people say them. */
export function sayLength(minutes: number): string {
  const whole = Math.abs(minutes);
  if (whole < 90 && whole !== 60) return `${whole}\u00a0min`;
  return whole % 30 === 0 ? `${whole / 60}\u00a0h` : `${Math.floor(whole / 60)}\u00a0h ${whole % 60}`;
}

const WORDS: Record<GapKind, string> = {
  'not-placed': 'of the plan not in the timetable', 'session-cancelled': 'cancelled with the session', 'beyond-plan': 'not asked for by the plan',
  'to-come': 'still to come', unrecorded: 'not recorded yet', missed: 'missed', excused: 'excused', 'cancelled-by-client': 'called off by the client',
  'cancelled-by-program': 'called off by the program', 'held-shorter': 'ended sooner than planned', 'came-late': 'came late', 'left-early': 'left early',
  unscheduled: 'there without a seat', 'no-note': 'without a note', 'note-not-signed': 'note not signed', 'under-minimum': 'too short to count',
  'too-few-present': 'too few there for a group', 'awaits-cosign': 'waits for the co-signature', 'serves-nothing': 'serves no objective of the plan',
};
const MORE: Partial<Record<GapKind, string>> = { 'beyond-plan': 'more than the plan asks for', 'held-shorter': 'held longer than planned' };

/** A gap in words: `45 min came late`; one below nought adds: `+ 1 h there without a seat`. */
export function sayGap(kind: GapKind, minutes: number): string {
  const words = minutes < 0 ? MORE[kind] ?? WORDS[kind] : WORDS[kind];
  return `${minutes < 0 ? '+ ' : ''}${sayLength(minutes)} ${words}`;
}

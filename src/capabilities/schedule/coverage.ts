import { compareInstants, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';

/** What a client has had of a curriculum, what not, and which coming session fills each gap (PR-30). */
export type Topic = { code: string; title: string };
export type Coming = {
  sessionId: Id; seriesId: Id; lesson: string; startAt: Instant; date: LocalDate;
  /** Theirs already, free for a visit, or full. */
  seat: 'own' | 'free' | 'full';
};
export type TopicLine = Topic & { had: LocalDate | null; next: Coming | null };

/**
 * Each topic with the day on which it was last had, or else the session to come that would fill it: first one in which
 * they have a seat already, then the earliest with a free one.
 * @param attended lessons of sessions that were credited, with their days; a session left too early is not one of them
 */
export function coverage(topics: readonly Topic[], attended: readonly { lesson: string; date: LocalDate }[], coming: readonly Coming[], now: Instant): TopicLine[] {
  const order = { own: 0, free: 1, full: 2 };
  const open = coming.filter((one) => compareInstants(now, one.startAt) < 0 && one.seat !== 'full')
    .toSorted((a, b) => order[a.seat] - order[b.seat] || compareInstants(a.startAt, b.startAt));
  return topics.map((topic) => {
    const had = attended.filter((one) => one.lesson === topic.code).map((one) => one.date).toSorted().at(-1) ?? null;
    return { ...topic, had, next: had === null ? open.find((one) => one.lesson === topic.code) ?? null : null };
  });
}

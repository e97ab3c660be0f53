/**
 * The golden thread as a graph (PR-56): need → goal → objective → what serves it → how far it has come; and the gaps
 * both ways: objectives that nobody serves, services that serve nothing.
 */
import { addDays, dateIn, daysBetween, endOfDay, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { Dimension } from '../level-of-care/model.ts';
import type { Intervention, Objective, PlanVersion } from './model.ts';

/** One delivered service with the objectives it was noted for: a session's note, a test, a referral. */
export type Served = {
  id: string;
  kind: 'group' | 'individual' | 'family' | 'medical' | 'test' | 'referral' | 'other';
  on: LocalDate;
  objectiveIds: string[];
  progress: string;
};

export type ThreadRow = {
  need: { id: string; words: string; dimension: Dimension };
  goal: { id: string; words: string } | null;
  objective: { id: string; words: string; targetDate: LocalDate | null; status: Objective['status'] } | null;
  planned: Intervention[];
  served: { kind: Served['kind']; count: number }[];
  soFar: { words: string; on: LocalDate } | null;
  /** Where the thread breaks, if it does. */
  gap: 'no-goal' | 'no-objective' | 'nobody-planned' | 'not-served' | null;
};

export type Thread = { rows: ThreadRow[]; serveNothing: Served[] };

/**
 * Builds the thread of a plan from the services delivered under it.
 * @param gapDays after how many days without a service an objective counts as not served
 */
export function threadOf(version: PlanVersion, services: Served[], today: LocalDate, gapDays = 14, since: LocalDate = today): Thread {
  const { problems, goals, objectives, interventions } = version.body;
  const rows = problems.flatMap((problem): ThreadRow[] => {
    const need = { id: problem.id, words: problem.words, dimension: problem.dimension };
    const bare = { need, planned: [], served: [], soFar: null };
    const its = goals.filter((g) => g.problemIds.includes(problem.id));
    if (its.length === 0) return problem.deferredReason ? [] : [{ ...bare, goal: null, objective: null, gap: 'no-goal' }];
    return its.flatMap((goal): ThreadRow[] => {
      const those = objectives.filter((o) => o.goalId === goal.id && o.status !== 'closed' && o.status !== 'modified');
      const head = { need, goal: { id: goal.id, words: goal.words } };
      if (those.length === 0) return [{ ...bare, ...head, objective: null, gap: 'no-objective' }];
      return those.map((objective) => objectiveRow(head, objective, interventions, services, today, gapDays, since));
    });
  });
  const known = new Set(objectives.map((o) => o.id));
  return { rows, serveNothing: services.filter((s) => !s.objectiveIds.some((o) => known.has(o))) };
}

function objectiveRow(
  head: Pick<ThreadRow, 'need' | 'goal'>, objective: Objective, interventions: Intervention[], services: Served[],
  today: LocalDate, gapDays: number, since: LocalDate,
): ThreadRow {
  const planned = interventions.filter((i) => i.objectiveIds.includes(objective.id));
  const mine = services.filter((s) => s.objectiveIds.includes(objective.id)).toSorted((a, b) => (a.on < b.on ? 1 : -1));
  const last = mine.find((s) => s.progress !== '');
  const quiet = daysBetween(mine[0]?.on ?? since, today) > gapDays;
  return {
    ...head,
    objective: { id: objective.id, words: objective.words, targetDate: objective.targetDate, status: objective.status },
    planned,
    served: countByKind(mine),
    soFar: last ? { words: last.progress, on: last.on } : null,
    gap: objective.status !== 'active' ? null : planned.length === 0 && mine.length === 0 ? 'nobody-planned' : quiet ? 'not-served' : null,
  };
}

function countByKind(services: Served[]): ThreadRow['served'] {
  const counts = new Map<Served['kind'], number>();
  for (const s of services) counts.set(s.kind, (counts.get(s.kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

const GAP_WORDS: Record<NonNullable<ThreadRow['gap']>, string> = {
  'no-goal': 'a need in the plan has no goal', 'no-objective': 'a goal in the plan has no objective',
  'nobody-planned': 'nobody serves an objective yet', 'not-served': 'an objective was not served lately',
};

/** A line for each break in the thread (PR-56), owed a week after the plan was signed or the last service was. */
export function threadDue(
  facts: { clientId: string; primaryCounselorId: string | null; inForce: PlanVersion | null; inForceSince: Instant | null; services: Served[] },
  gapDays: number, now: Instant, zone: string,
): Obligation[] {
  if (facts.inForce === null || facts.inForceSince === null) return [];
  const since = dateIn(facts.inForceSince, zone);
  const thread = threadOf(facts.inForce, facts.services, dateIn(now, zone), gapDays, since);
  const line = (about: string, what: string, why: string, on: LocalDate, evidence: { kind: string; id: string }): Obligation => ({
    rule: 'PR-56', about, clientId: facts.clientId,
    owedBy: facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'supervisor' },
    what, why, since: endOfDay(on, zone), due: endOfDay(addDays(on, 7), zone), weight: 'paper',
    evidence: [evidence], remedy: { verb: 'Assign', path: `/clients/${facts.clientId}/plan` },
  });
  const gaps = thread.rows.flatMap((row) => (row.gap === null ? [] : [line(
    row.objective?.id ?? row.goal?.id ?? row.need.id, 'a gap in the plan', GAP_WORDS[row.gap],
    row.gap === 'not-served' ? addDays(latest(facts.services, row.objective!.id) ?? since, gapDays + 1) : since,
    { kind: 'plan_version', id: facts.inForce!.id },
  )]));
  const loose = thread.serveNothing.filter((s) => s.on >= since && s.kind !== 'test').map((s) => line(
    s.id, 'a note that serves nothing', 'no objective of the plan is named in it', s.on, { kind: 'note', id: s.id },
  ));
  return [...gaps, ...loose];
}

const latest = (services: Served[], objectiveId: string): LocalDate | undefined =>
  services.filter((s) => s.objectiveIds.includes(objectiveId)).map((s) => s.on).toSorted().at(-1);

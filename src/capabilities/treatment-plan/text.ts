/** The plan as it is read aloud, printed and signed: plain sentences, the same every time for the same plan. */
import { SERVICE_WORDS } from '../agency/services.ts';
import type { Dimension } from '../level-of-care/model.ts';
import { RESPONSIBLE_WORDS, type Intervention, type Objective, type PlanBody } from './model.ts';

const KIND_WORDS = { initial: 'First plan', full: 'Plan', review: 'Plan review' } as const;

/**
 * The exact text of a version. Nothing here depends on the clock, so the text that was shown is the text that is
 * signed and hashed.
 * @param dimensionWords names of the six dimensions in the edition the agency uses
 */
export function planText(
  plan: { number: number; kind: keyof typeof KIND_WORDS; body: PlanBody }, clientName: string, dimensionWords: Record<Dimension, string>,
): string {
  const { body } = plan;
  const lines = [`${KIND_WORDS[plan.kind]}, version ${plan.number}, for ${clientName}`];
  if (body.ownWords) lines.push('', `“${body.ownWords}”`);
  body.problems.forEach((problem, p) => {
    lines.push('', `Need ${p + 1} (${dimensionWords[problem.dimension]}): ${problem.words}`);
    if (problem.deferredReason) lines.push(`  Waits, because: ${problem.deferredReason}`);
    for (const goal of body.goals.filter((g) => g.problemIds[0] === problem.id)) {
      lines.push(`  Goal: “${goal.words}”`);
      for (const objective of body.objectives.filter((o) => o.goalId === goal.id)) {
        lines.push(`    ${objectiveText(objective)}`);
        for (const it of body.interventions.filter((i) => i.objectiveIds[0] === objective.id)) {
          lines.push(`      ${interventionText(it)}`);
        }
      }
    }
  });
  const rest: [string, string][] = [
    ['Strengths', body.strengths], ['What is in the way', body.barriers], ['Times that suit', body.preferredSchedule],
    ['Medication', body.medicationLinkage], ['Sobriety checks', body.testsPerWeek === null ? '' : `${body.testsPerWeek} a week`],
    ['Family and supporters', body.supportInvolvement], ['Services nearby', body.communityResources],
    ['What the next step asks', body.stepDownCriteria], ['If use returns', body.relapsePlan],
    ['Diagnosis', body.diagnoses.map((d) => `${d.code} ${d.words}`.trim()).join('; ')], ['Looked at again', body.nextReviewOn ?? ''],
  ];
  const said = rest.filter(([, words]) => words !== '');
  if (said.length > 0) lines.push('', ...said.map(([label, words]) => `${label}: ${words}`));
  return lines.join('\n');
}

/** "Call sponsor: at least 2 calls a week by 2026-12-04". Also what a note names when it serves it. */
export function objectiveText(o: Objective): string {
  const amount = o.target === null ? '' : `: ${o.direction === 'at_most' ? 'at most' : 'at least'} ${o.target} ${o.measure}`;
  const view = o.view === 'disagree' ? ` (the client disagrees${o.clientSays ? `: ${o.clientSays}` : ''})` : '';
  const progress = o.progress ? ` So far: ${o.progress}` : '';
  const status = o.status === 'active' ? '' : ` [${o.status}]`;
  return `Objective: ${o.words}${amount}${o.targetDate ? ` by ${o.targetDate}` : ''}${status}${view}.${progress}`;
}

/** "Individual counseling, 50 minutes, 1 time a week for 12 weeks, by the counselor". */
export function interventionText(it: Intervention): string {
  const what = [it.service ? SERVICE_WORDS[it.service] : '', it.words].filter(Boolean).join(', ');
  const often = it.per === 'once' ? `${it.times} ${it.times === 1 ? 'time' : 'times'} in all`
    : `${it.times} ${it.times === 1 ? 'time' : 'times'} a ${it.per} for ${it.weeks} weeks`;
  const view = it.view === 'disagree' ? ` (the client disagrees${it.clientSays ? `: ${it.clientSays}` : ''})` : '';
  return `${what}${it.minutes ? `, ${it.minutes} minutes` : ''}, ${often}, by ${it.responsibleName || RESPONSIBLE_WORDS[it.responsible]}${view}`;
}

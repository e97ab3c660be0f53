import { DIMENSION_WORDS } from '../../level-of-care/model.ts';
import { Facts, Quote, Tag } from '../../../web/parts/index.ts';
import { sayDate } from '../../../web/words.ts';
import { SERVICE_WORDS } from '../../agency/services.ts';
import { RESPONSIBLE_WORDS, type Intervention, type Objective, type PlanBody } from '../model.ts';
import css from './Plan.module.css';

/** A plan as it reads: needs, goals in the client's words, objectives with what is done for them. Also on paper. */
export function PlanShown({ body, edition = '3' }: { body: PlanBody; edition?: '3' | '4' }) {
  return (
    <div className={css.shown}>
      {body.ownWords && <Quote>{body.ownWords}</Quote>}
      {body.problems.map((problem) => (
        <section key={problem.id} className={css.need}>
          <h3>{problem.words}</h3>
          <p className={css.quiet}>{DIMENSION_WORDS[edition][problem.dimension]}{problem.deferredReason && `. Waits: ${problem.deferredReason}`}</p>
          {body.goals.filter((g) => g.problemIds[0] === problem.id).map((goal) => (
            <div key={goal.id} className={css.goal}>
              <p className={css.own}>“{goal.words}”</p>
              {body.objectives.filter((o) => o.goalId === goal.id).map((objective) => (
                <div key={objective.id} className={css.objective}>
                  <ObjectiveLine objective={objective} />
                  <ul>
                    {body.interventions.filter((i) => i.objectiveIds.includes(objective.id)).map((it) => <li key={it.id}><InterventionLine it={it} /></li>)}
                  </ul>
                </div>
              ))}
            </div>
          ))}
        </section>
      ))}
      <Facts facts={[
        { label: 'Strengths', value: body.strengths }, { label: 'What is in the way', value: body.barriers },
        { label: 'Times that suit', value: body.preferredSchedule }, { label: 'Medication', value: body.medicationLinkage },
        { label: 'Sobriety checks', value: body.testsPerWeek === null ? '' : `${body.testsPerWeek} a week` },
        { label: 'Family and supporters', value: body.supportInvolvement }, { label: 'Services nearby', value: body.communityResources },
        { label: 'What the next step asks', value: body.stepDownCriteria }, { label: 'If use returns', value: body.relapsePlan },
        { label: 'Diagnosis', value: body.diagnoses.map((d) => `${d.code} ${d.words}`).join('; ') },
        { label: 'Looked at again', value: body.nextReviewOn === null ? '' : sayDate(body.nextReviewOn) },
      ]} />
    </div>
  );
}

export function ObjectiveLine({ objective: o }: { objective: Objective }) {
  const amount = o.target === null || o.measure === '' ? '' : `${o.direction === 'at_most' ? 'at most' : 'at least'} ${o.target} ${o.measure}`;
  return (
    <p className={css.line}>
      <b>{o.words || 'Not said yet'}</b>{amount && `, ${amount}`}{o.targetDate && <span className={css.quiet}> by {sayDate(o.targetDate)}</span>}{' '}
      {o.status !== 'active' && <Tag>{o.status}</Tag>}
      {o.view === 'disagree' && <Tag tone="clay">the client disagrees{o.clientSays && `: “${o.clientSays}”`}</Tag>}
      {o.progress && <span className={css.progress}>{o.progress}</span>}
    </p>
  );
}

export function InterventionLine({ it }: { it: Intervention }) {
  const what = [it.service ? SERVICE_WORDS[it.service] : '', it.words].filter(Boolean).join(', ') || 'Not said yet';
  const often = it.per === 'once' ? `${it.times} in all` : `${it.times} a ${it.per}, ${it.weeks} weeks`;
  return (
    <>
      {what}{it.minutes > 0 && `, ${it.minutes} min`}, {often}, {it.responsibleName || RESPONSIBLE_WORDS[it.responsible]}{' '}
      {it.view === 'disagree' && <Tag tone="clay">the client disagrees{it.clientSays && `: “${it.clientSays}”`}</Tag>}
    </>
  );
}

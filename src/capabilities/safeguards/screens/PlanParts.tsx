import type { SafetyPlan } from '../model.ts';
import { PARTS } from '../model.ts';
import css from './plan-parts.module.css';

/** The six parts in the order in which one uses them, then overdose steps and reasons where there are some. */
export function PlanParts(props: { plan: SafetyPlan }) {
  const { plan } = props;
  return (
    <>
      <ol className={css.parts}>
        {PARTS.map(({ key, title }) => (
          <li key={key} className={css.part}>
            <div>
              <h2 className={css.title}>{title}</h2>
              <Lines lines={plan[key]} />
            </div>
          </li>
        ))}
      </ol>
      {(plan.overdoseSteps.length > 0 || plan.naloxonePlace !== '') && (
        <div className={css.part} data-extra>
          <div>
            <h2 className={css.title}>In an overdose</h2>
            <Lines lines={[...plan.overdoseSteps, ...(plan.naloxonePlace ? [`Naloxone: ${plan.naloxonePlace}`] : [])]} />
          </div>
        </div>
      )}
      {plan.reasons.length > 0 && (
        <div className={css.part} data-extra>
          <div>
            <h2 className={css.title}>Why it’s worth it</h2>
            <Lines lines={plan.reasons} />
          </div>
        </div>
      )}
    </>
  );
}

type Line = SafetyPlan['signs'][number] | SafetyPlan['people'][number];

const sayHelper = (line: SafetyPlan['people'][number]): string => `${line.name}${line.relation ? `, ${line.relation}` : ''}`;

function Lines(props: { lines: readonly Line[] }) {
  if (props.lines.length === 0) return <p className={css.empty}>Nothing yet.</p>;
  return (
    <ul className={css.lines}>
      {props.lines.map((line) => (typeof line === 'string' ? <li key={line}>{line}</li> : (
        <li key={`${line.name}${line.phone}`}>
          {line.phone ? <a href={`tel:${line.phone.replaceAll(/[^\d+]/g, '')}`}>{sayHelper(line)}</a> : sayHelper(line)}
        </li>
      )))}
    </ul>
  );
}

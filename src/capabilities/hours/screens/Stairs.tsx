import { round } from '../../../web/words.ts';
import { STEPS, STEP_WORDS, type Gap, type Steps } from '../model.ts';
import { gapsAt, sayStairs } from './stairs-words.ts';
import css from './Ledger.module.css';

/**
 * A week of hours as a staircase that goes down: each bar is what is left, each gap stands beside the step that lost it. The floor
 * is an ink line through all of them; bars below it are open, so that it shows without colour.
 */
export function Stairs({ steps, gaps, floor }: { steps: Steps; gaps: readonly Gap[]; floor: number }) {
  const most = Math.max(...STEPS.map((step) => steps[step]), floor, 1) * 1.04;
  const part = (minutes: number) => `${(minutes / most) * 100}%`;
  return (
    <figure className={css.stairs} aria-label={sayStairs(steps, gaps)}>
      <ol className={css.steps} aria-hidden>
        {STEPS.map((step) => (
          <li key={step} className={css.step}>
            <span className={css.name}>{STEP_WORDS[step]}</span>
            <span className={css.track}>
              {steps[step] > 0 && <i className={css.bar} style={{ width: part(steps[step]) }} data-below={steps[step] < floor} />}
              <i className={css.floor} style={{ left: part(floor) }} />
            </span>
            <span className={css.figure}>{round(steps[step] / 60, 2)}{'\u00a0'}h</span>
            {gapsAt(step, gaps).length > 0 && <span className={css.why}>{gapsAt(step, gaps).map((one) => one.words).join(' · ')}</span>}
          </li>
        ))}
      </ol>
      <figcaption className={css.quiet} aria-hidden>The line is the floor of {round(floor / 60)}{'\u00a0'}h.</figcaption>
    </figure>
  );
}

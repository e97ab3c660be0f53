import type { CSSProperties } from 'react';
import { Go } from '../go.tsx';
import css from './Path.module.css';

export type PathStep = {
  name: string;
  /** Under the name: `12 Oct`, `since 19 Oct`, `about 11 Jan`. */
  when: string;
  /** Hours a week that it asks; null where it asks none to speak of. */
  demand: number | null;
  /** Within the step: `9 h a week`, `a call`. */
  demandWords?: string;
  state: 'past' | 'here' | 'next';
  /** Of the step one is in: `week 6 of 12`. */
  here?: string;
  /** How wide beside the others; 1 if left out. About its length. */
  weight?: number;
};

const TOP = 94;
const LOWEST = 30;
const HIGHEST = 80;

/** Heights in px: by weekly demand; the way in stands at the top, so that it descends like a stepwell. */
export function heightsOf(steps: readonly PathStep[]): number[] {
  const most = Math.max(1, ...steps.map((step) => step.demand ?? 0));
  const own = steps.map((step) => LOWEST + (HIGHEST - LOWEST) * ((step.demand ?? 0) / most));
  return own.map((height, i) => (steps[i]!.state === 'past' && own.slice(i + 1).some((later) => later > height) ? TOP : height));
}

/** Where somebody is in the program: one step filled, what was behind it soft, what comes outlined. */
export function Path(props: { steps: readonly PathStep[] }) {
  const heights = heightsOf(props.steps);
  return (
    <div className={css.place}>
      <ol className={css.path}>
        {props.steps.map((step, i) => (
          <li
            key={`${step.name}${i}`} className={css.step} data-state={step.state} {...(step.state === 'here' ? { 'aria-current': 'step' as const } : {})}
            style={{ '--weight': step.weight ?? 1, '--height': `${heights[i]}px`, '--length': `${(heights[i]! / TOP) * 100}%` } as CSSProperties}
          >
            <div className={css.block}>
              {step.demandWords !== undefined && <span>{step.demandWords}</span>}
              {step.here !== undefined && <b>{step.here}</b>}
            </div>
            <div className={css.words}>
              <span className={css.name}>{step.name}</span>
              <span className={css.when}>{step.when || '\u00a0'}</span>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Right above the path: `Next step asks 5 things, 3 are met. See them`. */
export const NextStep = (props: { asks: number; met: number; path: string }) => (
  <span>
    Next step asks {props.asks} {props.asks === 1 ? 'thing' : 'things'}, <b className={css.met}>{props.met} {props.met === 1 ? 'is' : 'are'} met</b> <Go to={props.path}>See them</Go>
  </span>
);

import { DECIDERS, type Rung } from '../model.ts';
import css from './Ladder.module.css';

/**
 * The policy as steps, each a little higher than the one before: held, here, proposed, and those that lie ahead.
 * `level` 0 is the ground, where everybody begins and comes back to.
 */
export function Ladder(props: { rungs: readonly Rung[]; level: number; proposed: number | null; words?: readonly string[] }) {
  const { rungs, level, proposed } = props;
  return (
    <ol className={css.ladder} aria-label={level === 0 ? 'No step is held' : `Step ${level} of ${rungs.length}: ${rungs[level - 1]?.name ?? ''}`}>
      {rungs.map((rung, i) => {
        const n = i + 1;
        const state = n === proposed ? 'proposed' : n === level ? 'here' : n < level ? 'held' : 'ahead';
        const said = props.words?.[i] ?? (state === 'proposed' ? 'proposed' : state === 'here' ? 'here' : state === 'held' ? 'done' : '');
        return (
          <li key={rung.name} className={css.rung} data-state={state} aria-current={state === 'here' ? 'step' : undefined}>
            <div className={css.bar} style={{ height: 34 + i * 20, ['--reach' as string]: `${40 + (60 * n) / rungs.length}%` }}>{n}{said && ` · ${said}`}</div>
            <span className={css.name}>{rung.name}</span>
            <span className={css.who}>{DECIDERS[rung.decidedBy]}</span>
          </li>
        );
      })}
    </ol>
  );
}

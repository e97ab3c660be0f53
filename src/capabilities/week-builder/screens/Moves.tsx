import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { capital } from '../../../shared/words.ts';
import { Go } from '../../../web/go.tsx';
import { Empty, Section } from '../../../web/parts/index.ts';
import { WeekMiniature } from '../../../web/pictures/index.ts';
import { initialsOf } from '../../../web/words.ts';
import { moves } from '../accepting.ts';
import { blocksOf, noTicks, people, sayHoursChange, sayMoves, sortMoves, withTick, type Build, type Line, type Ticks } from './everyone.ts';
import css from './Everyone.module.css';

type Ticking = { ticks: Ticks; onTick: (ticks: Ticks) => void };

/** Who would move and how, each with a tick; those whose week would still not be whole apart, and not ticked. */
export function Moves({ build, ticks, onTick }: Ticking & { build: Build }) {
  const { move, left, whole, short } = sortMoves(build, ticks);
  const same = build.lines.filter((line) => line.placed && !moves(line)).length;
  const stay = same === 0 ? 'Nobody stays exactly as now.' : `${capital(people(same))} ${same === 1 ? 'stays' : 'stay'} exactly as now.`;
  if (build.taken) {
    return (
      <>
        <Section title={build.taken.undone ? 'Who had moved, and how' : 'Who moved, and how'} count={move.length}>
          <Lines build={build} lines={move} />
          <p className={css.same}>{stay}</p>
        </Section>
        {left.length > 0 && <Section title="Left out" count={left.length}><p className={css.same}>Their week stayed as it was.</p><Lines build={build} lines={left} /></Section>}
      </>
    );
  }
  const out = whole.filter((line) => left.includes(line)).length;
  return (
    <>
      <Section title="Who would move, and how" count={whole.length}>
        {whole.length === 0 ? <Empty>Nobody. Every week stays as it is.</Empty> : (
          <>
            <p className={css.same} role="status">{out === 0 ? 'Take the tick away from whoever is to stay as they are.' : `${capital(people(out))} left out: ${out === 1 ? 'their week stays' : 'their weeks stay'} as ${out === 1 ? 'it is' : 'they are'}.`}</p>
            <Lines build={build} lines={whole} ticking={{ ticks, onTick }} />
          </>
        )}
        <p className={css.same}>{stay}</p>
      </Section>
      {short.length > 0 && (
        <Section title="Would move, and still have no whole week" count={short.length}>
          <p className={css.same}>They stay as they are unless you tick them.</p>
          <Lines build={build} lines={short} ticking={{ ticks, onTick }} />
        </Section>
      )}
    </>
  );
}

const FIRST = 12;

function Lines({ build, lines, ticking }: { build: Build; lines: readonly Line[]; ticking?: Ticking }) {
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, FIRST);
  return (
    <>
      <ul className={css.lines}>
        {shown.map((line) => {
          const who = initialsOf(line.initials || 'New');
          const on = sortMoves(build, ticking?.ticks ?? noTicks).move.includes(line);
          return (
            <li key={line.clientId} className={ticking ? `${css.line} ${css.ticked}` : css.line}>
              {ticking && <Checkbox aria-label={`Move ${who}`} checked={on} onChange={(event) => ticking.onTick(withTick(ticking.ticks, line, event.currentTarget.checked))} />}
              <div className={css.words}><Go to={`/clients/${line.clientId}`}>{who}</Go><span>{sayMoves(line)}</span></div>
              <WeekMiniature start={build.from} blocks={blocksOf(line, build.from)} />
              <span className={css.hours}>{sayHoursChange(line)}</span>
            </li>
          );
        })}
      </ul>
      {lines.length > shown.length && <Button mt="sm" onClick={() => setAll(true)}>Show all {lines.length}</Button>}
    </>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn, weekOf, type LocalDate } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { DateBox } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Empty, ErrorBox, Hint, PageHead, Reasons, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, round, sayDay, sayWhen } from '../../../web/words.ts';
import { acceptBuild, buildWeeks, readBuild, stopBuild, undoBuild } from '../api.ts';
import { alike, noTicks, people, sayAnswer, sayBuild, sayClosed, sayGap, sortMoves, type Build, type Line, type Ticks } from './everyone.ts';
import { Moves } from './Moves.tsx';
import css from './Everyone.module.css';

/** Weeks for everyone at a term start: how far the search is, who would move and how, who has no week and why. */
export default function Everyone() {
  const read = useRead(readBuild, { buildId: null });
  return <Shown read={read} rows={8}>{({ build }) => <Term build={build} />}</Shown>;
}

function Term({ build }: { build: Build | null }) {
  const zone = useZone();
  const { weekStart } = useSelf();
  const accept = useAct(acceptBuild);
  const undo = useAct(undoBuild);
  const stop = useAct(stopBuild);
  const ask = useAct(buildWeeks);
  const [from, setFrom] = useState<LocalDate | null>(addDays(weekOf(dateIn(now(), zone), weekStart), 7));
  const searching = build !== null && build.answer === null;
  const [ticked, setTicked] = useState<Ticks & { buildId: string | null }>({ ...noTicks, buildId: null });
  // ticks are of one build: another one begins without
  const ticks: Ticks = build !== null && ticked.buildId === build.buildId ? ticked : noTicks;
  const change = build === null ? null : sortMoves(build, ticks);
  const mayTake = build !== null && build.answer?.built === true && build.taken === null && change!.move.length + change!.left.length > 0;
  const mayUndo = build?.taken != null && !build.taken.undone && now() < build.taken.undoUntil;
  return (
    <>
      <PageHead title={sayBuild(build)} tab="Weeks for everyone" over={build ? `Weeks from ${sayDay(build.from)}` : 'Weeks for everyone'}
        {...(build?.answer ? { under: sayAnswer(build.answer) } : {})}
        action={mayTake ? <Button variant="filled" loading={accept.busy} disabled={change!.move.length === 0}
          onClick={() => void accept.send({ buildId: build.buildId, leftOut: ticks.leftOut, alsoShort: ticks.alsoShort })}>{change!.move.length === 0 ? 'Nobody is ticked' : `Move ${people(change!.move.length)}`}</Button>
          : mayUndo ? <Button loading={undo.busy} onClick={() => void undo.send({ buildId: build.buildId })}>Take it back</Button> : undefined} />
      <ErrorBox error={accept.error ?? undo.error ?? stop.error ?? ask.error} />
      <Stacked>
        {searching && <Searching build={build} busy={stop.busy} onStop={() => void stop.send({ buildId: build.buildId })} />}
        {build?.taken && <Hint kind="done">{build.taken.undone ? 'It was taken back.' : `${leftOutWords(build.taken.leftOut.length)}Taken by ${build.taken.by} on ${sayWhen(build.taken.at, zone)}. It can be taken back until ${sayWhen(build.taken.undoUntil, zone)}.`}</Hint>}
        {(!searching || build.silent) && (
          <form className={css.ask} onSubmit={(event) => {
            event.preventDefault();
            if (from) void ask.send({ from });
          }}>
            <DateBox label="Weeks from" value={from} onChange={setFrom} />
            <Button type="submit" variant={build === null ? 'filled' : 'default'} loading={ask.busy} disabled={from === null}>{build === null ? 'Build weeks for everyone' : 'Build again'}</Button>
            <Go to="/week/what-if">What if a group changed</Go>
          </form>
        )}
        {build === null && <Empty>A build looks at every client, group and opening at once, and moves as few as it can. It moves nobody until you take it.</Empty>}
        {build?.answer?.built && sayClosed(build.closed) && <Hint>{sayClosed(build.closed)}</Hint>}
        {build?.answer?.built && <Proposal build={build} ticks={ticks} onTick={(next) => setTicked({ ...next, buildId: build.buildId })} />}
      </Stacked>
    </>
  );
}

/** How far the search is, as a bar and in words. */
function Searching({ build, busy, onStop }: { build: Build; busy: boolean; onStop: () => void }) {
  const progress = build.progress;
  const share = progress && progress.people > 0 ? progress.placed / progress.people : 0;
  return (
    <Card>
      <div className={css.bar} role="progressbar" aria-label="Clients with a week" aria-valuemin={0} aria-valuemax={progress?.people ?? 1} aria-valuenow={progress?.placed ?? 0}>
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
      <p className={css.far} role="status">
        {build.silent ? 'No word from the search for a minute. It is tried again by itself; you may also build again.'
          : progress === null ? 'Reading what everybody has now.' : `${round(progress.seconds)} seconds, ${sayGap(progress.gap)}.`}
      </p>
      <Button loading={busy} disabled={build.stopping} onClick={onStop}>{build.stopping ? 'It ends in a moment' : 'End with what it has'}</Button>
    </Card>
  );
}

function Proposal({ build, ticks, onTick }: { build: Build; ticks: Ticks; onTick: (ticks: Ticks) => void }) {
  const without = build.lines.filter((line) => !line.placed);
  const { short } = sortMoves(build, ticks);
  return (
    <>
      {without.length > 0 && (
        <Section title="Without a whole week" count={without.length}>
          <p className={css.same}>{short.length > 0 ? 'Who of these would move stands below, apart.' : 'Nobody of these is moved.'} Each name leads to their own week.</p>
          <ul className={css.lines}>{alike(without).map((lines) => <Without key={lines[0]!.clientId} lines={lines} start={build.from} />)}</ul>
        </Section>
      )}
      {build.answer!.suggestions.length > 0 && (
        <Section title="What would help most">
          <Rows>{build.answer!.suggestions.map((one) => <Row key={one.say} lead={<Mark kind="info" label={null} />} title={one.say} />)}</Rows>
        </Section>
      )}
      <Moves build={build} ticks={ticks} onTick={onTick} />
    </>
  );
}

const leftOutWords = (n: number): string => (n === 0 ? '' : `${n === 1 ? 'One client was' : `${n} clients were`} left out and ${n === 1 ? 'stays' : 'stay'} as before. `);

/** People without a whole week for one reason, named together: why, numbered, and the cheapest change that would make one. */
function Without({ lines, start }: { lines: readonly Line[]; start: LocalDate }) {
  const [{ why }] = lines as [Line];
  return (
    <li className={css.without}>
      <div className={css.names}>
        {lines.map((line) => (
          <span key={line.clientId}>
            <Go to={`/clients/${line.clientId}/arrange?from=${start}`}>{initialsOf(line.initials || 'New')}</Go>
            {line.minutesAfter > 0 && <small> {round(line.minutesAfter / 60)} of {round(line.floor / 60)}&nbsp;h</small>}
          </span>
        ))}
      </div>
      <div className={css.words}>
        <span>{why?.asked || 'No whole week was found for them together with all others.'}</span>
        {why && why.reasons.length > 0 && <Reasons reasons={why.reasons} />}
        {why?.change && <Hint>{why.change.title}: {why.change.say} Ask {why.change.who}.</Hint>}
      </div>
    </li>
  );
}

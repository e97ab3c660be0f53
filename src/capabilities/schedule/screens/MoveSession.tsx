import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { weekdayOf } from '../../../shared/dates.ts';
import { reachesAgency } from '../../../shared/roles.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceBox, DateBox, FieldGrid, TimeBox } from '../../../web/fields/index.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { sayCount, sayDay, sayTime, sentence } from '../../../web/words.ts';
import { changeSeries, moveSession, substituteLeader } from '../api.ts';
import { Clashes } from './CarryBar.tsx';
import { clashesAt, isSame, sayLanding, whereIs, type Landing } from './landing.ts';
import type { Done } from './UndoBar.tsx';
import { usePreview, type Preview, type Scope } from './use-preview.ts';
import { leadersOf, lessonNo, type ProgramWeek, type Shown } from './week-grid.ts';
import css from './Panel.module.css';

const SCOPES = [
  { value: 'this-one', label: 'Only this one' }, { value: 'from-here-on', label: 'From here on' }, { value: 'all-not-held', label: 'All not yet held' },
] as const;

/** Where a session goes and for how many: with what is in the way, before it is done. */
export default function MoveSession(props: { week: ProgramWeek; one: Shown; landing: Landing; onClose: () => void; onDone: (done: Done) => void }) {
  const { week, one } = props;
  const zone = useZone();
  const now = useMinute();
  const self = useSelf();
  const [landing, setLanding] = useState(props.landing);
  const [scope, setScope] = useState<Scope>('this-one');
  const { preview, clashes } = usePreview(one, landing, scope);
  const shown = clashes ?? clashesAt(week, one, landing, now, zone);
  const move = useMove(one, landing, scope);
  const same = isSame(landing, whereIs(one));
  const patch = (part: Partial<Landing>) => setLanding({ ...landing, ...part });
  const initials = (ids: readonly string[]) => ids.map((staffId) => leadersOf(week).find((leader) => leader.staffId === staffId)?.initials ?? '?').join(', ');
  const newLeader = landing.leaderIds.join() !== whereIs(one).leaderIds.join();
  const elsewhere = !isSame({ ...landing, leaderIds: whereIs(one).leaderIds }, whereIs(one));
  const send = async () => {
    const changeIds = await move.send();
    if (changeIds === null) return;
    props.onDone({ say: `${one.name}: ${scope === 'this-one' ? '' : `${SCOPES.find(({ value }) => value === scope)!.label.toLowerCase()} `}${sayLanding(week, landing)}.`, sessionId: one.sessionId, changeIds });
    props.onClose();
  };
  return (
    <Modal opened onClose={props.onClose} title={`${one.name}${lessonNo(one.lesson)}`} size={680}>
      <Stacked>
        <div>
          <p className={css.was}>Now {sayLanding(week, whereIs(one))}{one.leaders.length > 0 && `, ${initials(whereIs(one).leaderIds)}`}</p>
          <FieldGrid>
            <DateBox label="Day" value={landing.date} onChange={(date) => date && patch({ date })} />
            <Select label="Room" value={landing.roomId ?? ''} allowDeselect={false} onChange={(roomId) => patch({ roomId: roomId || null })}
              data={[...week.rooms.map((room) => ({ value: room.roomId, label: room.name })), { value: '', label: 'No room' }]} />
            <TimeBox label="From" value={landing.from} onChange={(from) => from && patch({ from })} />
            <TimeBox label="To" value={landing.to} onChange={(to) => to && patch({ to })} />
          </FieldGrid>
          {one.kind !== 'group' ? (
            <Select label="With" value={landing.leaderIds[0] ?? null} allowDeselect={false} onChange={(staffId) => staffId && patch({ leaderIds: [staffId] })}
              data={leadersOf(week).map((leader) => ({ value: leader.staffId, label: leader.initials }))} mt="sm" />
          ) : newLeader && <p className={css.line}>Led by {initials(landing.leaderIds)}.</p>}
        </div>
        {reachesAgency(self.roles, 'schedule.write') && (
          <ChoiceBox label="Which sessions" options={SCOPES} value={scope} onChange={(value) => setScope(value === '' ? 'this-one' : value)} />
        )}
        {!same && <div><Clashes of={shown} /><Extent preview={preview} scope={scope} /></div>}
        <ErrorBox error={move.error} />
        <div className={css.acts}>
          <Button variant="filled" data-autofocus loading={move.busy} disabled={same || shown.some((clash) => clash.blocks)} onClick={() => void send()}>
            {newLeader && !elsewhere ? `Give it to ${initials(landing.leaderIds)}` : `Move to ${sayDay(landing.date)}, ${sayTime(landing.from)}${newLeader ? `, with ${initials(landing.leaderIds)}` : ''}`}
          </Button>
          <Button onClick={props.onClose}>Leave it</Button>
        </div>
      </Stacked>
    </Modal>
  );
}

/** How many sessions a change reaches, and how many stay as they are. */
function Extent({ preview, scope }: { preview: Preview | null; scope: Scope }) {
  if (preview === null || scope === 'this-one') return null;
  return (
    <p className={css.line}>
      {sentence(sayCount(preview.changes, 'session'))} would change.{preview.stays > 0 && ` ${sentence(sayCount(preview.stays, 'session'))} held or changed by themselves stay.`}
      {preview.more > 0 && ` ${preview.more} more things are in the way.`}
    </p>
  );
}

/** Sends what a landing means: one session moved or given to another, or its whole series. Answers what can be taken back. */
function useMove(one: Shown, landing: Landing, scope: Scope) {
  const move = useAct(moveSession);
  const give = useAct(substituteLeader);
  const series = useAct(changeSeries);
  const here = whereIs(one);
  const send = async (): Promise<string[] | null> => {
    const leaders = landing.leaderIds.join() === here.leaderIds.join() ? null : [...landing.leaderIds];
    if (scope !== 'this-one') {
      const [from, to] = [weekdayOf(one.date), weekdayOf(landing.date)];
      const changed = await series.send({ seriesId: one.seriesId, from: one.date, scope, startsAt: landing.from, endsAt: landing.to, roomId: landing.roomId,
        ...(from === to ? {} : { moveWeekday: { from, to } }), ...(leaders ? { facilitatorIds: leaders } : {}) });
      return changed ? [changed.changeId] : null;
    }
    // another time and another person are one act: both or neither
    const done = leaders && isSame({ ...landing, leaderIds: here.leaderIds }, here) ? await give.send({ sessionId: one.sessionId, staffIds: leaders })
      : await move.send({ sessionId: one.sessionId, date: landing.date, startsAt: landing.from, endsAt: landing.to, roomId: landing.roomId, ...(leaders ? { staffIds: leaders } : {}) });
    return done ? [done.changeId] : null;
  };
  return { send, busy: move.busy || give.busy || series.busy, error: move.error ?? give.error ?? series.error };
}

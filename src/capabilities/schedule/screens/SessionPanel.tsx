import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import type { Instant } from '../../../shared/dates.ts';
import { reachesAgency } from '../../../shared/roles.ts';
import { useGo } from '../../../web/go.tsx';
import { Hint } from '../../../web/parts/index.ts';
import { useMay, useSelf } from '../../../web/self.ts';
import { listWords, sayDay, sayTimes } from '../../../web/words.ts';
import { whereIs, whyNot, type Landing } from './landing.ts';
import { AddForm, CancelForm, GiveForm, JoinForm } from './SessionForms.tsx';
import type { Done } from './UndoBar.tsx';
import { concernOf, lessonNo, type ProgramWeek, type Shown } from './week-grid.ts';
import css from './Panel.module.css';

type Open = 'give' | 'join' | 'cancel' | 'add' | null;

/** One session of the calendar, with what can be done about it from here. */
export default function SessionPanel(props: {
  one: Shown; week: ProgramWeek; may: boolean; now: Instant; onMove: (landing: Landing) => void; onClose: () => void; onDone: (done: Done) => void;
}) {
  const { one } = props;
  const go = useGo();
  const self = useSelf();
  const mayOpen = useMay('attendance.read');
  const wide = reachesAgency(self.roles, 'schedule.write');
  const [open, setOpen] = useState<Open>(null);
  const concern = concernOf(one);
  const stays = whyNot(one, props.now);
  const act = props.may && one.cancelled === null;
  const done = (done: Done) => {
    props.onDone(done);
    props.onClose();
  };
  const form = { one, week: props.week, onDone: done };
  const toggle = (which: Open, label: string) => <Button variant="default" aria-expanded={open === which} onClick={() => setOpen(open === which ? null : which)}>{label}</Button>;
  return (
    <Drawer opened onClose={props.onClose} position="right" size={440} title={`${one.name}${lessonNo(one.lesson)}`} classNames={{ title: css.title! }}>
      <div className={css.facts}>
        <p><b>{sayDay(one.date)}, {sayTimes(one.from, one.to)}</b></p>
        <p>{one.mode === 'telehealth' ? 'By video' : one.room ?? 'No room'}{one.mode === 'hybrid' && ', or by video'}{one.leaders.length > 0 && ` · ${listWords(one.leaders.map((leader) => leader.initials))}`}</p>
        {one.kind === 'group' && <p><span>{one.seated} of {one.capacity} seats taken{one.seated < one.capacity ? `, ${one.capacity - one.seated} free` : ''}</span></p>}
        {concern && <Hint kind={concern.kind}>{`${concern.words.charAt(0).toUpperCase()}${concern.words.slice(1)}.`}</Hint>}
        {one.cancelled !== null && <Hint kind="soon">Cancelled: {one.cancelled}</Hint>}
        {act && stays !== null && <Hint>{stays}</Hint>}
      </div>
      <div className={css.list}>
        {mayOpen && <Button variant="filled" onClick={() => go(`/sessions/${one.sessionId}`)}>Open the session</Button>}
        {act && stays === null && <Button onClick={() => { props.onMove(whereIs(one)); props.onClose(); }}>Move it, or change its room</Button>}
        {act && toggle('give', 'Give it to somebody else')}
        {open === 'give' && <GiveForm {...form} />}
        {act && toggle('join', one.link === '' ? 'Hold it by video' : 'Video link')}
        {open === 'join' && <JoinForm {...form} />}
        {wide && one.groupId !== null && toggle('add', 'Add one more session of this group')}
        {open === 'add' && <AddForm {...form} />}
        {act && stays === null && toggle('cancel', 'Cancel it')}
        {open === 'cancel' && <CancelForm {...form} />}
        {wide && one.groupId !== null && <Button variant="subtle" onClick={() => go(`/program/series/${one.seriesId}`)}>The group and its times</Button>}
      </div>
    </Drawer>
  );
}

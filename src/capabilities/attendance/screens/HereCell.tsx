import { Button, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { TimeBox } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { AttendanceMark } from '../../../web/pictures/index.ts';
import { initialsOf, sentence } from '../../../web/words.ts';
import { recordAttendance } from '../api.ts';
import { MISSED_REASONS, MISSED_WORDS, type MissedReason } from '../model.ts';
import { markOf, sayMember, timesOf, type Entry, type Member, type Sheet } from './sheet.ts';
import css from './AttendanceSheet.module.css';

/**
 * One person's mark on the sheet, with what a tap can say of it. The group note puts it in its rows; a later word corrects
 * the earlier one and asks why.
 */
export function HereCell({ sheet, member, disabled = false }: { sheet: Sheet; member: Member; disabled?: boolean }) {
  const [open, setOpen] = useState(false);
  const kind = markOf(member);
  const words = sayMember(member);
  const name = initialsOf(member.initials || 'New');
  if (disabled) return <span className={css.here}><AttendanceMark kind={kind} label={null} /> {words}</span>;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className={css.here} aria-label={`${name}: ${words}. Change`} aria-expanded={open} onClick={() => setOpen(!open)}>
          <AttendanceMark kind={kind} label={null} /> <span>{words}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>{open && <Choose sheet={sheet} member={member} onDone={() => setOpen(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function Choose({ sheet, member, onDone }: { sheet: Sheet; member: Member; onDone: () => void }) {
  const { from, to } = timesOf(sheet);
  const [came, setCame] = useState<string | null>(member.fact?.from ?? from);
  const [left, setLeft] = useState<string | null>(member.fact?.to ?? to);
  const [reason, setReason] = useState('');
  const [place, setPlace] = useState('');
  const [video, setVideo] = useState(false);
  const act = useAct(recordAttendance, { onDone });
  const replaces = member.fact?.id ?? null;
  const say = (entry: Pick<Entry, 'status' | 'from' | 'to'>) => void act.send({ sessionId: sheet.session.sessionId, entries: [{
    clientId: member.clientId, replaces, reason, ...(video && entry.status === 'present' ? { mode: 'telehealth' as const, place } : {}), ...entry }] });
  // the second of two taps: the reason says by itself whether it excuses (PR-80)
  const away = (why: MissedReason) => void act.send({ sessionId: sheet.session.sessionId, entries: [{ clientId: member.clientId, replaces, from: null, to: null,
    reason: [MISSED_WORDS[why].staff, reason].filter(Boolean).join(': '), status: sheet.excusing.includes(why) ? 'excused' : 'no_show' }] });
  return (
    <div className={css.choose}>
      {sheet.started && <Button fullWidth loading={act.busy} onClick={() => say({ status: 'present', from, to })}>Here, the whole time</Button>}
      {sheet.started && (
        <div className={css.times}>
          <TimeBox label="Came" value={came} onChange={setCame} />
          <TimeBox label="Left" value={left} onChange={setLeft} />
          <Button loading={act.busy} onClick={() => say({ status: 'present', from: came, to: left })}>Keep</Button>
        </div>
      )}
      {sheet.started && (video
        ? <TextInput label="By video, from where" placeholder="for help in an emergency" value={place} onChange={(event) => setPlace(event.currentTarget.value)} />
        : <Button fullWidth variant="subtle" onClick={() => setVideo(true)}>They came by video</Button>)}
      <TextInput label={replaces === null ? 'Reason, if excused' : 'Why this is corrected'} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      <div className={css.away} role="group" aria-label="Not here">
        {sheet.started && <Button size="compact-md" loading={act.busy} onClick={() => say({ status: 'no_show', from: null, to: null })}>Not here</Button>}
        {MISSED_REASONS.map((why) => (
          <Button key={why} size="compact-md" loading={act.busy} disabled={!sheet.started && !sheet.excusing.includes(why)} onClick={() => away(why)}>{sentence(MISSED_WORDS[why].staff)}</Button>
        ))}
      </div>
      <div className={css.away}>
        <Button size="compact-md" variant="subtle" loading={act.busy} onClick={() => say({ status: 'excused', from: null, to: null })}>Excused otherwise</Button>
        <Button size="compact-md" variant="subtle" loading={act.busy} onClick={() => say({ status: 'cancelled_by_client', from: null, to: null })}>Cancelled</Button>
      </div>
      {member.said?.words && <p className={css.said}>They wrote: “{member.said.words}”</p>}
      <ErrorBox error={act.error} />
    </div>
  );
}

/** What an absent row owes: a call, with the way to it. */
export const CallOwed = ({ member }: { member: Member }) => (
  <span className={css.owed}>A call is owed. <Go to={`/clients/${member.clientId}/week`}>Call now</Go></span>
);

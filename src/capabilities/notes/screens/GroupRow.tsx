import { Button, Menu, Modal, Textarea } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { timeIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useServerDraft } from '../../../web/keep/use-server-draft.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Meanwhile } from '../../../web/parts/index.ts';
import { AttendanceMark, Mark, PartScale, type Part } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { initialsOf, sayTimesShort, sayWhen } from '../../../web/words.ts';
import { saveGroupPart, type readGroupNote } from '../api.ts';
import { namesOthers, type Alike, type RosterName, type RowState } from '../group-page.ts';
import { RISK_WORDS, RISKS, type ClientPart } from '../model.ts';
import css from './GroupNote.module.css';

type Row = OutputOf<typeof readGroupNote>['rows'][number];
type Props = {
  sessionId: string; row: Row; roster: RosterName[]; alike: Alike | null; nameOf: (clientId: string) => string; state: RowState | null; blocks: boolean;
  tell: (clientId: string, part: ClientPart, settle: () => Promise<string | null>) => void;
};

/** One member, one line. Enter goes down the column; Shift and Enter begin a new line. */
export function GroupRow(props: Props) {
  const { row } = props;
  const who = initialsOf(row.initials);
  return (
    <div className={css.row} role="listitem" aria-label={who}>
      <div className={css.who}>{who} {row.isNew && <small>new</small>}</div>
      <Here row={row} />
      {row.signed ? <Signed row={row} />
        : row.attendance?.kind === 'absent' ? <p className={css.wide}>Not here. <Go to={`/clients/${row.clientId}/week`}>A call is owed</Go></p>
        : <WrittenRow {...props} />}
    </div>
  );
}

function Here({ row }: { row: Row }) {
  const zone = useZone();
  const { attendance } = row;
  if (attendance === null) return <div className={css.here}><AttendanceMark kind="unknown" /> not yet</div>;
  const times = attendance.arrivedAt && attendance.leftAt ? sayTimesShort(timeIn(attendance.arrivedAt, zone), timeIn(attendance.leftAt, zone)) : attendance.words;
  return <div className={css.here}><AttendanceMark kind={attendance.kind} label={attendance.words} /> {times}</div>;
}

function Signed({ row }: { row: Row }) {
  const zone = useZone();
  return (
    <p className={css.wide}>
      <Mark kind="done" label={null} /> <Go to={`/clients/${row.clientId}/notes`}>Signed by {row.signed!.signerName}</Go>, {sayWhen(row.signed!.signedAt, zone)}
      {row.signed!.needsCosign && ', waits for co-signature'}
    </p>
  );
}

function WrittenRow({ sessionId, row, roster, alike, nameOf, state, blocks, tell }: Props) {
  const held = { part: row.part, toIndividual: row.toIndividual };
  const form = useKeptForm(`group-part:${sessionId}:${row.clientId}`, held);
  const act = useAct(saveGroupPart, { form: { showErrors: form.showErrors, done: () => {} } });
  const draft = useServerDraft({ form, held: { values: held, version: row.version }, act,
    save: ({ part, toIndividual }, version) => act.send({ sessionId, version, part, toIndividual }) });
  const { part, toIndividual } = form.values;
  const put = (change: Partial<ClientPart>) => form.change((v) => ({ ...v, part: { ...v.part, ...change } }));
  useEffect(() => {
    tell(row.clientId, part, draft.settle);
  });
  const [aside, setAside] = useState(false);
  const who = initialsOf(row.initials);
  const leak = namesOthers([part.words, part.progress, part.plan].join('\n'), roster, row.clientId)[0];
  return (
    <>
      <div className={css.part}><PartScale who={who} value={part.participation === 0 ? null : part.participation as Part} onChange={(participation) => put({ participation })} /></div>
      <div className={css.words}>
        <Textarea aria-label={`What ${who} did and took from it`} placeholder="Write one or two lines" variant="unstyled" autosize minRows={1} maxLength={8000}
          value={part.words} onChange={(event) => put({ words: event.currentTarget.value })} onKeyDown={downTheColumn} data-group-words />
        <Meanwhile draft={draft} />
        <ErrorBox error={draft.error} />
        {leak && <p className={css.leak}><Mark kind="late" label={null} /> “{leak.found}” names somebody else. It would stand in this chart.</p>}
        {!leak && alike && (
          <p className={css.alike}><Mark kind="soon" label={null} /> {alike.like === 'previous-note' ? 'reads like last time' : `reads like ${initialsOf(nameOf(alike.otherClientId ?? ''))}`}</p>
        )}
        {part.risk !== 'none' && <p className={css.leak}><Mark kind={part.risk === 'high' ? 'danger' : 'soon'} label={null} /> {RISK_WORDS[part.risk]}. <Go to={`/clients/${row.clientId}/safety`}>Safety plan</Go></p>}
      </div>
      <Serves row={row} part={part} put={put} missing={state !== null && part.words !== '' && part.objectiveIds.length === 0} blocks={blocks} />
      <button type="button" className={css.lock} data-on={toIndividual !== ''} onClick={() => setAside(true)} aria-label={toIndividual === '' ? `Something ${who} wants to take up alone` : `private, ${who} takes it to the individual session`}>
        <IconLock size={16} aria-hidden /> {toIndividual === '' ? '' : 'private'}
      </button>
      <Modal opened={aside} onClose={() => setAside(false)} title={`${who}: more about today`}>
        <div className={css.aside}>
          <Textarea label="To take up alone" description="Goes to their own counselor, not into the group’s note." autosize minRows={2} maxLength={4000}
            value={toIndividual} onChange={(event) => form.set('toIndividual', event.currentTarget.value)} />
          <Textarea label="Progress" autosize minRows={1} maxLength={2000} value={part.progress} onChange={(event) => put({ progress: event.currentTarget.value })} />
          <Textarea label="Mood and manner" autosize minRows={1} maxLength={2000} value={part.affect} onChange={(event) => put({ affect: event.currentTarget.value })} />
          <Textarea label="Plan" autosize minRows={1} maxLength={2000} value={part.plan} onChange={(event) => put({ plan: event.currentTarget.value })} />
          <div className={css.chips}>
            {RISKS.map((r) => <Button key={r} size="compact-md" variant={part.risk === r ? 'light' : 'default'} aria-pressed={part.risk === r} onClick={() => put({ risk: r })}>{RISK_WORDS[r]}</Button>)}
          </div>
        </div>
      </Modal>
    </>
  );
}

function Serves(props: { row: Row; part: ClientPart; put: (change: Partial<ClientPart>) => void; missing: boolean; blocks: boolean }) {
  const { row, part, put } = props;
  const chosen = row.objectives.filter((o) => part.objectiveIds.includes(o.id));
  const toggle = (id: string) => put({ objectiveIds: part.objectiveIds.includes(id) ? part.objectiveIds.filter((one) => one !== id) : [...part.objectiveIds, id] });
  if (row.objectives.length === 0) return <div className={css.serves}><small>no plan in force</small></div>;
  return (
    <div className={css.serves}>
      <Menu closeOnItemClick={false}>
        <Menu.Target>
          <button type="button" className={css.chip} data-missing={props.missing}>{chosen.length === 0 ? 'Choose objective' : chosen.map((o) => o.words).join(', ')}</button>
        </Menu.Target>
        <Menu.Dropdown>
          {row.objectives.map((o) => (
            <Menu.CheckboxItem key={o.id} checked={part.objectiveIds.includes(o.id)} onChange={() => toggle(o.id)}>{o.words}</Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** Enter moves to the next member's line; at the last one it stays. */
function downTheColumn(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLTextAreaElement>('[data-group-words]')];
  all[all.indexOf(event.currentTarget) + 1]?.focus();
}

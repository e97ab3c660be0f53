import { Button, TextInput, Textarea } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { dateIn, timeIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { Go, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useServerDraft } from '../../../web/keep/use-server-draft.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Card, Dock, ErrorBox, Hint, Meanwhile, PageHead, SavedState, Shown } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDay, sayTimes } from '../../../web/words.ts';
import { recordAttendance } from '../../attendance/api.ts';
import { lessonNo } from '../../schedule/screens/week-grid.ts';
import { readGroupNote, saveGroupShared, signGroupNote } from '../api.ts';
import { namesOthers, readAlike, rowState, type RosterName } from '../group-page.ts';
import type { ClientPart, SharedPart } from '../model.ts';
import { GroupRow } from './GroupRow.tsx';
import css from './GroupNote.module.css';

type Page = OutputOf<typeof readGroupNote>;

/** One page documents the whole group: the shared part once, one line a member, one signature for all that are ready. */
export default function GroupNote() {
  const sessionId = useParam('sessionId');
  const read = useRead(readGroupNote, { sessionId });
  return (
    <Shown read={read} rows={10}>
      {(page) => page.mayStart ? <Writing key={page.sessionId} page={page} />
        : <PageHead title="The group has not begun." under={<>Its note can be written from then on. <Go to={`/sessions/${sessionId}`}>Open the session</Go></>} tab="Group note" />}
    </Shown>
  );
}

/** What each row tells the page: its part as typed, and how to send what is not sent yet. */
type Live = { part: ClientPart; settle: () => Promise<string | null> };

function Writing({ page }: { page: Page }) {
  const zone = useZone();
  const { sessionId } = page;
  const maySign = useMay('note.sign');
  const shared = useShared(page);
  const live = useRef(new Map<string, Live>());
  const [parts, setParts] = useState<Record<string, ClientPart>>(() => Object.fromEntries(page.rows.map((r) => [r.clientId, r.part])));
  const tell = useCallback((clientId: string, part: ClientPart, settle: Live['settle']) => {
    live.current.set(clientId, { part, settle });
    setParts((all) => (all[clientId] === part ? all : { ...all, [clientId]: part }));
  }, []);
  const roster: RosterName[] = useMemo(() => page.rows.map((r) => ({ clientId: r.clientId, preferredName: r.callThem, legalName: '', initials: r.initials })), [page.rows]);
  const open = page.rows.filter((r) => r.signed === null && r.attendance !== null && r.attendance.kind !== 'absent');
  const rules = { 'plan.objectiveMissing': page.objectiveBlocks ? 'block-signing' as const : 'hold-bill' as const };
  const typed = page.rows.map((r) => parts[r.clientId] ?? r.part);
  const alike = readAlike(typed, Object.fromEntries(page.rows.map((r) => [r.clientId, r.previousWords])), page.alikePercent);
  const states = new Map(open.map((r) => [r.clientId, rowState(parts[r.clientId] ?? r.part, roster, alike.some((a) => a.clientId === r.clientId), rules)]));
  const ready = open.filter((r) => states.get(r.clientId)?.ready);
  const leak = namesOthers(Object.values(shared.form.values).join('\n'), roster, null)[0];
  const complete = shared.form.values.topic.trim() !== '' && shared.form.values.activity.trim() !== '' && leak === undefined;
  const sign = useAct(signGroupNote);
  const send = async (): Promise<void> => {
    const sharedVersion = await shared.draft.settle();
    const chosen: { clientId: string; version: string }[] = [];
    for (const row of ready) {
      const version = await live.current.get(row.clientId)!.settle();
      if (version === null) return;
      chosen.push({ clientId: row.clientId, version });
    }
    if (sharedVersion !== null) await sign.send({ sessionId, sharedVersion, parts: chosen });
  };
  const unrecorded = page.rows.filter((r) => r.attendance === null);
  const signed = page.rows.filter((r) => r.signed !== null).length;
  const bare = open.filter((r) => r.objectives.length > 0 && (parts[r.clientId] ?? r.part).words !== '' && (parts[r.clientId] ?? r.part).objectiveIds.length === 0).length;
  const written = open.filter((r) => (parts[r.clientId] ?? r.part).words.trim() !== '').length;
  return (
    <div className={css.page}>
      <PageHead title={`${page.title}${lessonNo(page.lesson)}`} tab="Group note"
        under={[`${sayDay(page.date)}, ${sayTimes(timeIn(page.startAt, zone), timeIn(page.endAt, zone))}`, ...page.leaders.map((l) => l.split(',')[0]!)].join(' · ')}
        action={<SavedState kept={shared.form.kept} restoredAt={shared.form.restoredAt} />} />
      <Shared page={page} shared={shared} leak={leak?.found} />
      {unrecorded.length > 0 && <AllHere page={page} clientIds={unrecorded.map((r) => r.clientId)} />}
      <div className={css.rows} role="list" aria-label="Members">
        <div className={css.heads} aria-hidden>
          <span>Member</span><span>Here</span><span>Part, 1–4</span><span>What they did and took from it</span><span>Serves</span><span>To individual</span>
        </div>
        {page.rows.map((row) => (
          <GroupRow key={row.clientId} sessionId={sessionId} row={row} roster={roster} alike={alike.find((a) => a.clientId === row.clientId) ?? null}
            nameOf={(id) => page.rows.find((r) => r.clientId === id)?.initials ?? ''} state={states.get(row.clientId) ?? null} blocks={page.objectiveBlocks} tell={tell} />
        ))}
      </div>
      <Dock words={(
        <>
          <span><b>{written + signed}</b> of {open.length + signed} parts written</span>
          {alike.length > 0 && <span><Mark kind="soon" label={null} /> {alike.length} read alike</span>}
          {bare > 0 && <span><Mark kind="late" label={null} /> {bare} without an objective</span>}
          <ErrorBox error={sign.error} />
        </>
      )}>
        {maySign && (
          <Button variant="filled" loading={sign.busy} disabled={!complete || ready.length === 0} onClick={() => void send()}>
            {open.length === 0 && signed > 0 ? 'All signed' : ready.length === 0 ? 'No row is ready yet' : ready.length === open.length ? (ready.length === 1 ? 'Sign it' : `Sign all ${ready.length}`) : `Sign ${ready.length} that ${ready.length === 1 ? 'is' : 'are'} ready`}
          </Button>
        )}
      </Dock>
    </div>
  );
}

function useShared(page: Page) {
  const form = useKeptForm<SharedPart>(`group-shared:${page.sessionId}`, page.shared);
  const act = useAct(saveGroupShared, { form: { showErrors: form.showErrors, done: () => {} } });
  const draft = useServerDraft({ form, held: { values: page.shared, version: page.version }, act,
    save: (shared, version) => act.send({ sessionId: page.sessionId, version, shared }) });
  return { form, draft };
}

function Shared(props: { page: Page; shared: ReturnType<typeof useShared>; leak: string | undefined }) {
  const { form, draft } = props.shared;
  const set = (field: keyof SharedPart) => (event: { currentTarget: { value: string } }) => form.set(field, event.currentTarget.value);
  return (
    <Card>
      <p className={css.once}><b>For everyone</b> <span>written once, in each chart without names</span></p>
      <Meanwhile draft={draft} />
      <ErrorBox error={draft.error} />
      <div className={css.shared}>
        <TextInput label="Topic" value={form.values.topic} maxLength={400} onChange={set('topic')} />
        <Textarea label="What we did" autosize minRows={1} maxLength={8000} value={form.values.activity} onChange={set('activity')}
          error={props.leak === undefined ? undefined : `“${props.leak}” would stand in everyone’s chart. Write it in that person’s line.`} />
        <Textarea label="About the group" autosize minRows={1} maxLength={8000} value={form.values.observations} onChange={set('observations')} />
      </div>
    </Card>
  );
}

/** Everybody for the full time in one press; the exceptions are then changed on the attendance sheet. */
function AllHere({ page, clientIds }: { page: Page; clientIds: string[] }) {
  const zone = useZone();
  const may = useMay('attendance.write');
  const record = useAct(recordAttendance);
  const times = { from: timeIn(page.startAt, zone), to: timeIn(page.endAt, zone) };
  return (
    <div className={css.here}>
      <Hint kind="soon">{`Nobody said yet who was here on ${sayDay(dateIn(page.startAt, zone))}.`}</Hint>
      {may && <Button loading={record.busy} onClick={() => void record.send({ sessionId: page.sessionId, entries: clientIds.map((clientId) => ({ clientId, status: 'present' as const, ...times })) })}>All here</Button>}
      <Go to={`/sessions/${page.sessionId}`}>Take attendance</Go>
      <ErrorBox error={record.error} />
    </div>
  );
}

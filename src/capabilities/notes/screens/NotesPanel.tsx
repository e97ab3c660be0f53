import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { Go } from '../../../web/go.tsx';
import { TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Empty, ErrorBox, Hint, Row, Rows, Section, Shown, Stacked, Tag } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { addAddendum, readNotes, takeUpPrivateItem } from '../api.ts';
import { NOTE_KIND_WORDS } from '../model.ts';
import { STATE_WORDS } from './note-words.ts';
import css from './Notes.module.css';

type Notes = OutputOf<typeof readNotes>;

/** What was written about this client, newest first; at the side what still waits. */
export default function NotesPanel({ clientId }: { clientId: string }) {
  const read = useRead(readNotes, { clientId });
  return (
    <Shown read={read} rows={8}>
      {({ notes, drafts, without, privateItems }) => (
        <Columns>
          <Section title="Notes" count={notes.length || undefined}>
            {notes.length === 0 ? <Empty>Nothing is written yet.</Empty> : <div>{notes.map((n) => <Note key={n.noteId} clientId={clientId} note={n} />)}</div>}
          </Section>
          <Stacked>
            {drafts.length > 0 && <Drafts clientId={clientId} drafts={drafts} />}
            {without.length > 0 && <Without clientId={clientId} sessions={without} />}
            <Private clientId={clientId} items={privateItems} />
          </Stacked>
        </Columns>
      )}
    </Shown>
  );
}

function Note({ clientId, note }: { clientId: string; note: Notes['notes'][number] }) {
  const zone = useZone();
  const [adding, setAdding] = useState(false);
  const may = useMay('note.write');
  return (
    <article className={css.note}>
      <header className={css.head}>
        <h3>{note.title}</h3>
        <span className={css.quiet}>{sayWhen(note.startedAt, zone)}</span>
        {note.state !== 'signed' && <Tag tone={note.state === 'returned' ? 'clay' : 'quiet'}>{STATE_WORDS[note.state]}</Tag>}
        {note.late && <Tag>late entry</Tag>}
        {note.risk === 'high' && <Hint kind="danger">high risk</Hint>}
      </header>
      <p className={css.text}>{note.text}</p>
      <p className={css.quiet}>Signed by {note.signerName}{note.credential && `, ${note.credential}`}, {sayWhen(note.signedAt, zone)}</p>
      {note.cosign && (
        <p className={css.quiet}>{note.cosign.verdict === 'accept' ? 'Co-signed' : 'Sent back'} by {note.cosign.byName}, {sayWhen(note.cosign.at, zone)}{note.cosign.comment && `: ${note.cosign.comment}`}</p>
      )}
      {note.addenda.map((a) => (
        <div key={a.at} className={css.addendum}><b>Added</b> {a.words} <span className={css.quiet}>({a.reason}; {a.byName}, {sayWhen(a.at, zone)})</span></div>
      ))}
      {may && note.mine && <Button size="compact-sm" variant="subtle" onClick={() => setAdding(true)}>Add to this note</Button>}
      <Modal opened={adding} onClose={() => setAdding(false)} title="Add to a signed note">
        {adding && <Addendum clientId={clientId} noteId={note.noteId} onDone={() => setAdding(false)} />}
      </Modal>
    </article>
  );
}

function Addendum(props: { clientId: string; noteId: string; onDone: () => void }) {
  const form = useKeptForm(`addendum:${props.noteId}`, { reason: '', words: '' });
  const add = useAct(addAddendum, { form, onDone: props.onDone });
  return (
    <Stacked>
      <p>What was signed stays. This stands beside it, with your name and the time.</p>
      <TextAreaField form={form} name="words" label="What is added or put right" />
      <TextAreaField form={form} name="reason" label="Why" rows={1} />
      <ErrorBox error={add.error} />
      <Button variant="filled" loading={add.busy} onClick={() => void add.send({ clientId: props.clientId, noteId: props.noteId, addendumId: newId(), ...form.values })}>Sign the addition</Button>
    </Stacked>
  );
}

const Drafts = ({ clientId, drafts }: { clientId: string; drafts: Notes['drafts'] }) => {
  const zone = useZone();
  return (
    <Section title="Being written" count={drafts.length}>
      <Rows>{drafts.map((d) => <Row key={d.noteDraftId} title={NOTE_KIND_WORDS[d.kind]} sub={sayWhen(d.startedAt, zone)} action={<Go to={`/clients/${clientId}/notes/${d.noteDraftId}`}>Go on</Go>} />)}</Rows>
    </Section>
  );
};

const Without = ({ clientId, sessions }: { clientId: string; sessions: Notes['without'] }) => {
  const zone = useZone();
  return (
    <Section title="Without a note" count={sessions.length}>
      <Rows>{sessions.map((s) => (
        <Row key={s.sessionId} title={s.title} sub={sayWhen(s.startAt, zone)}
          action={<Go to={s.kind === 'group' ? `/sessions/${s.sessionId}/note` : `/clients/${clientId}/notes/new?session=${s.sessionId}`}>Write</Go>} />
      ))}</Rows>
    </Section>
  );
};

/** What was raised in a group and kept for the individual session. */
function Private({ clientId, items }: { clientId: string; items: Notes['privateItems'] }) {
  const zone = useZone();
  const take = useAct(takeUpPrivateItem);
  const [words, setWords] = useState('');
  const open = items.filter((i) => i.done === null);
  if (open.length === 0) return null;
  return (
    <Section title="To take up alone" count={open.length}>
      {open.map((i) => (
        <div key={i.privateItemId} className={css.private}>
          <p>{i.words}</p>
          <p className={css.quiet}>raised with {i.raisedBy}, {sayWhen(i.raisedAt, zone)}</p>
          <Textarea aria-label="What came of it" placeholder="What came of it" autosize minRows={1} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
          <Button size="compact-md" mt="xs" loading={take.busy} onClick={() => void take.send({ clientId, privateItemId: i.privateItemId, words })}>Taken up</Button>
        </div>
      ))}
      <ErrorBox error={take.error} />
    </Section>
  );
}

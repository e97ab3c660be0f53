import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, PageHead, Shown, Tag } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayDue, sayWhen, sentence } from '../../../web/words.ts';
import { cosignNote, listToCosign } from '../api.ts';
import css from './Notes.module.css';

type Waiting = OutputOf<typeof listToCosign>[number];

/** Notes that wait for a second hand. Each is read as it was signed; then co-signed, or sent back with what to change. */
export default function ToCosign() {
  const read = useRead(listToCosign, {});
  return (
    <Shown read={read} rows={6}>
      {(notes) => (
        <>
          <PageHead title={notes.length === 0 ? 'Nothing waits for your signature.' : `${sentence(sayCount(notes.length, 'note'))} to read and co-sign.`} tab="To co-sign" />
          {notes.length === 0 ? <Empty>When somebody whom you supervise signs a note, it comes here.</Empty>
            : notes.map((n) => <Waits key={n.noteId} note={n} />)}
        </>
      )}
    </Shown>
  );
}

function Waits({ note }: { note: Waiting }) {
  const zone = useZone();
  const minute = useMinute();
  const [comment, setComment] = useState('');
  const [returning, setReturning] = useState(false);
  const sign = useAct(cosignNote);
  const due = sayDue(note.due, minute, zone);
  const send = (verdict: 'accept' | 'return') => void sign.send({ clientId: note.clientId, noteId: note.noteId, cosignId: newId(), verdict, comment });
  return (
    <article className={css.note} aria-label={`${note.title}, ${note.initials}`}>
      <header className={css.head}>
        <h2><Go to={`/clients/${note.clientId}/notes`}>{initialsOf(note.initials)}</Go>, {note.title}</h2>
        <span className={css.quiet}>by {note.signerName}, {sayWhen(note.signedAt, zone)}</span>
        {note.supervised && <Tag>yours to supervise</Tag>}
        <span className={css.due} data-state={due.state}>{due.words}</span>
      </header>
      <p className={css.text}>{note.text}</p>
      {note.addenda.map((a) => <div key={a.at} className={css.addendum}><b>Added</b> {a.words} <span className={css.quiet}>({a.reason})</span></div>)}
      {returning && <Textarea label="What should be changed" autosize minRows={2} maxLength={4000} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />}
      <ErrorBox error={sign.error} />
      <div className={css.acts}>
        {returning
          ? <><Button loading={sign.busy} disabled={comment.trim() === ''} onClick={() => send('return')}>Send it back</Button><Button variant="subtle" onClick={() => setReturning(false)}>Not yet</Button></>
          : <><Button loading={sign.busy} onClick={() => send('accept')}>Co-sign</Button><Button variant="subtle" onClick={() => setReturning(true)}>Send back</Button></>}
      </div>
    </article>
  );
}

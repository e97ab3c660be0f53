import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Hint, Section, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { listWords, sayWhen } from '../../../web/words.ts';
import { listCounselingNotes, saveCounselingNote } from '../api.ts';
import { belongsToRecord } from '../counseling-notes.ts';
import css from './Notes.module.css';

/** A private space: notes kept apart that only their author reads (42 CFR 2.11). Behind a press, so that nobody reads along. */
export function CounselingNotes({ clientId, sessionId }: { clientId: string; sessionId: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Kept apart" aside={<Button size="compact-sm" variant="subtle" onClick={() => setOpen(!open)}>{open ? 'Hide' : 'Open'}</Button>}>
      {open ? <Apart clientId={clientId} sessionId={sessionId} /> : <p className={css.quiet}>Your own counseling notes. Nobody else reads them.</p>}
    </Section>
  );
}

function Apart({ clientId, sessionId }: { clientId: string; sessionId: string | null }) {
  const zone = useZone();
  const read = useRead(listCounselingNotes, { clientId });
  const form = useKeptForm(`apart:${clientId}`, { text: '' });
  const save = useAct(saveCounselingNote, { form, onDone: () => form.reset() });
  const belongs = belongsToRecord(form.values.text);
  return (
    <div className={css.apart}>
      <Textarea label="Your own thoughts" autosize minRows={3} maxLength={20_000} value={form.values.text} onChange={(event) => form.set('text', event.currentTarget.value)} />
      {belongs.length > 0 && <Hint kind="soon">{`Belongs into the note, not here: ${listWords(belongs)}.`}</Hint>}
      <ErrorBox error={save.error} />
      <div><Button loading={save.busy} disabled={form.values.text.trim() === ''}
        onClick={() => void save.send({ clientId, counselingNoteId: newId(), sessionId, text: form.values.text })}>Keep for myself</Button></div>
      <Shown read={read}>
        {(notes) => <>{notes.map((n) => <article key={n.counselingNoteId} className={css.note}><p className={css.quiet}>{sayWhen(n.writtenAt, zone)}</p><p>{n.text}</p></article>)}</>}
      </Shown>
    </div>
  );
}

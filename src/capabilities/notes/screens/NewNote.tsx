import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { Go, useGo, useParam, useQueryText } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { SessionIcon, type SessionKind } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { readNotes, startNote } from '../api.ts';
import { NOTE_KIND_WORDS, type NoteKind } from '../model.ts';

const OTHER: Exclude<NoteKind, 'group'>[] = ['individual', 'family', 'crisis', 'collateral', 'case_management', 'no_show'];

/** What the note is about: a session that has none yet, or something outside of the schedule. */
export default function NewNote() {
  const clientId = useParam('clientId');
  const asked = useQueryText('session');
  const go = useGo();
  const zone = useZone();
  const read = useRead(readNotes, { clientId });
  const [noteDraftId] = useState(() => newId());
  const start = useAct(startNote, { onDone: () => go(`/clients/${clientId}/notes/${noteDraftId}`) });
  const begin = (kind: Exclude<NoteKind, 'group'>, sessionId: string | null) => void start.send({ clientId, noteDraftId, kind, sessionId });
  return (
    <>
      <PageHead over={<Go to={`/clients/${clientId}/notes`}>Notes</Go>} title="What is the note about?" tab="New note" />
      <ErrorBox error={start.error} />
      <Shown read={read}>
        {({ without }) => {
          const alone = without.filter((s) => s.kind !== 'group' && (asked === undefined || s.sessionId === asked));
          return (
            <Stacked>
              <Section title="Sessions without a note" count={alone.length || undefined}>
                {alone.length === 0 ? <Empty>Every session has its note.</Empty> : (
                  <Rows>
                    {alone.map((s) => (
                      <Row key={s.sessionId} lead={<SessionIcon kind={(['family', 'medical'].includes(s.kind) ? s.kind : 'individual') as SessionKind} />}
                        title={s.title} sub={sayWhen(s.startAt, zone)}
                        action={<Button loading={start.busy} onClick={() => begin(s.kind as Exclude<NoteKind, 'group'>, s.sessionId)}>Write</Button>} />
                    ))}
                  </Rows>
                )}
              </Section>
              <Section title="Something else">
                <Rows>
                  {OTHER.map((kind) => (
                    <Row key={kind} title={NOTE_KIND_WORDS[kind]} action={<Button loading={start.busy} onClick={() => begin(kind, null)}>Write</Button>} />
                  ))}
                </Rows>
              </Section>
            </Stacked>
          );
        }}
      </Shown>
    </>
  );
}

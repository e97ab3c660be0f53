import { Button } from '@mantine/core';
import { newId } from '../../../shared/ids.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, SavedState, Section, Shown } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { listMessages, writeToClient } from '../api.ts';
import { MessageList } from './MessageList.tsx';

/** The team's side of a client's messages. */
export default function MessagesPanel(props: { clientId: string }) {
  const read = useRead(listMessages, props);
  const may = useMay('safety.write');
  return (
    <div style={{ maxWidth: 680 }}>
      <Shown read={read}>{({ messages, readTo }) => (
        <Section title="Messages" aside={seen(messages, readTo)}>
          {messages.length === 0 ? <Empty>No messages yet.</Empty>
            : <MessageList messages={messages.map((m) => ({ ...m, own: !m.mine, who: m.mine ? 'Client' : m.by }))} />}
          {may && <Write clientId={props.clientId} />}
        </Section>
      )}</Shown>
    </div>
  );
}

function seen(messages: { messageId: string; mine: boolean }[], readTo: string | null): string {
  const last = messages.findLast((m) => !m.mine);
  if (!last) return '';
  return last.messageId === readTo ? 'read' : 'not read yet';
}

function Write(props: { clientId: string }) {
  const form = useKeptForm(`write-to-client:${props.clientId}`, { words: '' });
  const write = useAct(writeToClient, { form, onDone: () => form.reset() });
  return (
    <>
      <TextAreaField form={form} name="words" label="Write" help="Their phone shows only that there is a message." rows={3} maxLength={2000} />
      <ErrorBox error={write.error} />
      <div style={{ display: 'flex', alignItems: 'center', gap: 16, marginTop: 12 }}>
        <Button variant="filled" loading={write.busy} disabled={form.values.words.trim() === ''}
          onClick={() => void write.send({ clientId: props.clientId, messageId: newId(), words: form.values.words })}>Send</Button>
        <SavedState kept={form.kept} restoredAt={form.restoredAt} />
      </div>
    </>
  );
}

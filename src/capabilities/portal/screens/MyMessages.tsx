import { useEffect, useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientHead } from '../../../web/client/parts.tsx';
import { TextAreaField } from '../../../web/fields/index.ts';
import { sendOrKeep } from '../../../web/keep/outbox.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { useAct } from '../../../web/operations.ts';
import { Empty, ErrorBox, SavedState, Shown } from '../../../web/parts/index.ts';
import { listMyMessages, readMyMessagesTo, sendMyMessage } from '../api.ts';
import { MessageList } from './MessageList.tsx';

type Mine = OutputOf<typeof listMyMessages>;

/** Plain messages with the team; says when they answer and what to do if it cannot wait. */
export default function MyMessages() {
  const mine = useKeptRead(listMyMessages, {});
  return <Shown read={mine}>{(data) => <Thread mine={data} again={mine.refetch} />}</Shown>;
}

function Thread(props: { mine: Mine; again: () => unknown }) {
  const { messages, counselor, answerHours, unread } = props.mine;
  const read = useAct(readMyMessagesTo);
  const last = messages.findLast((m) => !m.mine)?.messageId;
  const mark = read.send;
  useEffect(() => {
    if (unread > 0 && last !== undefined) void mark({ messageId: last });
    // once for each new message
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [last, unread]);
  return (
    <>
      <ClientHead title={counselor ? `Messages with ${counselor}` : 'Messages with your team'}
        lead={`Answered within ${answerHours} hours, not on weekends. If it can’t wait, use Help now.`} />
      {messages.length === 0 ? <Empty>No messages yet. Write the first one below.</Empty>
        : <MessageList messages={messages.map((m) => ({ ...m, own: m.mine, who: m.mine ? 'You' : m.by }))} />}
      <Write again={props.again} />
    </>
  );
}

function Write(props: { again: () => unknown }) {
  const form = useKeptForm('my-message', { words: '' });
  const [state, setState] = useState<{ busy: boolean; error: unknown; kept: boolean }>({ busy: false, error: null, kept: false });
  const send = async () => {
    setState({ busy: true, error: null, kept: false });
    try {
      const answer = await sendOrKeep(sendMyMessage, { messageId: newId(), words: form.values.words }, 'Your message');
      form.reset();
      setState({ busy: false, error: null, kept: 'kept' in answer });
      props.again();
    } catch (error) {
      setState({ busy: false, error, kept: false });
    }
  };
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12, marginTop: 24 }}>
      <TextAreaField form={form} name="words" label="Your message" rows={3} maxLength={2000} />
      {state.kept && <p role="status">No connection. It’s kept on this phone and sent as soon as there is one.</p>}
      <ErrorBox error={state.error} />
      <BigButton variant="filled" loading={state.busy} disabled={form.values.words.trim() === ''} onClick={() => void send()}>Send</BigButton>
      <SavedState kept={form.kept} restoredAt={form.restoredAt} />
    </div>
  );
}

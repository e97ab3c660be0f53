import { useEffect, useRef } from 'react';
import { newId } from '../../../shared/ids.ts';
import { useGo } from '../../../web/go.tsx';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Loading } from '../../../web/parts/index.ts';
import { openInquiry } from '../api.ts';

/** The phone rings: the call is opened at once, so that whatever is typed has a place to be kept. */
export default function NewCall() {
  const go = useGo();
  const of = useRef({ clientId: newId(), inquiryId: newId() });
  const open = useAct(openInquiry, { onDone: (_value, input) => go(`/calls/${input.clientId}/${input.inquiryId}`) });
  const opened = useRef(false);
  const send = (): void => void open.send({ ...of.current, channel: 'call' });
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    send();
  });
  return open.error ? <ErrorBox error={open.error} onRetry={send} /> : <Loading rows={4} />;
}

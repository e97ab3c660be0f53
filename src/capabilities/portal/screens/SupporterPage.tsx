import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { CallError } from '../../../web/call-error.ts';
import { BigButton, ClientCard, ClientHead, ClientSection } from '../../../web/client/parts.tsx';
import { TextAreaField, TickField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { readSupported, sendSupporterWord, type SupportedPage } from '../supporter-api.ts';
import { headOf, SupportedView } from './SupportedView.tsx';
import css from './my-plan.module.css';

/** A supporter's one page: what was shared and until when, what was not, and how to help. */
export default function SupporterPage() {
  const read = useRead(readSupported, {});
  // taken back or ended: what was read before must not stay on the screen (PV-51)
  if (read.error instanceof CallError && read.error.failure.kind === 'forbidden') {
    return <ClientHead title="There is nothing here for you right now." lead="If somebody wanted to share something with you, ask them." />;
  }
  return <Shown read={read}>{(page) => <><ClientHead {...headOf(page)} /><SupportedView page={page} tell={<Tell page={page} />} /></>}</Shown>;
}

function Tell(props: { page: SupportedPage }) {
  const zone = useZone();
  const form = useKeptForm('supporter-word', { words: '', askedToCall: false });
  const [sent, setSent] = useState(false);
  const send = useAct(sendSupporterWord, { form, onDone: () => { form.reset(); setSent(true); } });
  const { words, askedToCall } = form.values;
  return (
    <ClientSection title="Tell the team something">
      <ClientCard>
        <p className={css.small}>They read it. They can’t answer anything about {props.page.callThem}, and {props.page.callThem} may be told what you wrote.</p>
        <TextAreaField form={form} name="words" label="Your words" maxLength={1000} rows={3} />
        <TickField form={form} name="askedToCall" label="Please call me" />
        {sent && <p role="status">Sent. Thank you.</p>}
        <ErrorBox error={send.error} />
        <BigButton loading={send.busy} disabled={words.trim() === '' && !askedToCall}
          onClick={() => void send.send({ wordId: newId(), words: words.trim() || 'Please call me.', askedToCall })}>Send to the team</BigButton>
      </ClientCard>
      {props.page.sent.length > 0 && <ul className={css.steps}>{props.page.sent.map((one) => <li key={one.at}>{one.words}<small>{sayWhen(one.at, zone)}</small></li>)}</ul>}
    </ClientSection>
  );
}

import { useState } from 'react';
import type { InputOf } from '../../../web/call.ts';
import { ChoiceBox } from '../../../web/fields/index.ts';
import { useRead } from '../../../web/operations.ts';
import { ErrorBox, Hint, Loading, Quote, Stacked } from '../../../web/parts/index.ts';
import { decideContact, type KnownPerson } from '../api.ts';

type Way = InputOf<typeof decideContact>['way'];
const WAYS = [{ value: 'call', label: 'Call' }, { value: 'text', label: 'Text' }, { value: 'message', label: 'Leave a message' }] as const;
const HREF = { call: 'tel:', text: 'sms:', message: 'tel:' } as const;

/** The way that the client chose, else a call, whose answer then says why not. */
const firstOf = ({ mayCall, mayText, mayLeaveMessage }: KnownPerson['contact']): Way =>
  (mayCall ? 'call' : mayText ? 'text' : mayLeaveMessage ? 'message' : 'call');

/** May I reach them this way now, and in what words: asked before the number is dialled (PV-01, PR-86). */
export function ReachPerson(props: { clientId: string; person: KnownPerson }) {
  const { clientId, person } = props;
  const [way, setWay] = useState<Way>(firstOf(person.contact));
  const read = useRead(decideContact, { clientId, supporterId: person.id, way });
  return (
    <Stacked>
      <ChoiceBox label="How" options={WAYS} value={way} onChange={(next) => setWay(next || way)} />
      {read.error !== null ? <ErrorBox error={read.error} /> : read.data === undefined ? <Loading rows={2} /> : (
        <>
          <Quote from={<a href={`${HREF[way]}${person.phone.replaceAll(/[^\d+]/g, '')}`}>{person.phone}</a>}>{read.data.words}</Quote>
          {read.data.mayNameProgram
            ? <Hint kind="done">A consent lets you say where you call from, and that they come here.</Hint>
            : <Hint kind="soon">Say no more than this: not where you call from, and not that anybody comes here.</Hint>}
        </>
      )}
    </Stacked>
  );
}

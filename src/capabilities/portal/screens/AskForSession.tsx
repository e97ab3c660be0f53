import { IconMessagePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { BigButton, ClientCard, ClientList, ListLine } from '../../../web/client/parts.tsx';
import { ChoiceField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { askForSession, listMyWishes } from '../../schedule/api.ts';

/** A session beside the planned ones: asked for in a few words, with what the team answered. */
export function AskForSession() {
  const zone = useZone();
  const mine = useRead(listMyWishes, {});
  const [open, setOpen] = useState(false);
  const latest = (mine.data ?? []).slice(0, 3);
  return (
    <>
      {latest.length > 0 && (
        <ClientList label="What you asked for">
          {latest.map((one) => (
            <ListLine key={one.wishId} icon={IconMessagePlus} title={one.answer === null ? 'Your team will answer soon.' : one.answer.startAt !== null ? `Booked: ${sayWhen(one.answer.startAt, zone)}` : one.answer.sessionId !== null ? 'It was booked, then cancelled. Ask again if it still helps.' : one.answer.words}
              sub={one.answer?.startAt != null && one.answer.words !== '' ? `${one.answer.words} You asked: ${one.words}` : `You asked: ${one.words}`} />
          ))}
        </ClientList>
      )}
      {open ? <Form onDone={() => setOpen(false)} /> : <BigButton mt={latest.length > 0 ? 12 : 0} onClick={() => setOpen(true)} leftSection={<IconMessagePlus size={22} stroke={1.6} aria-hidden />}>Ask for a session</BigButton>}
    </>
  );
}

function Form({ onDone }: { onDone: () => void }) {
  const form = useKeptForm('my-wish', { kind: 'individual', words: '' });
  const v = form.values;
  const [wishId] = useState(newId);
  const ask = useAct(askForSession, { form, onDone });
  return (
    <ClientCard title="What would help?">
      <ChoiceField form={form} name="kind" label="With whom" options={[{ value: 'individual', label: 'My counselor' }, { value: 'family', label: 'My family and my counselor' },
        { value: 'medical', label: 'The medical team' }, { value: 'case-management', label: 'Someone for practical things' }]} />
      <TextAreaField form={form} name="words" label="What is it about?" rows={3} maxLength={500} placeholder="A few words are enough." />
      <ErrorBox error={ask.error} />
      <BigButton loading={ask.busy} disabled={v.words.trim().length < 3} onClick={() => void ask.send({ wishId, kind: v.kind as 'individual', words: v.words })}>Ask my team</BigButton>
    </ClientCard>
  );
}

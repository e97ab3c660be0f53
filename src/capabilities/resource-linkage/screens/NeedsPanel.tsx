import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { ChoiceField, DateField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { readNeeds, recordNeed } from '../api.ts';
import { NEED_WORDS, type NeedKind } from '../model.ts';
import { NeedCard } from './NeedCard.tsx';
import { NEED_OPTIONS, sayNeed } from './resource-words.ts';
import css from './Resource.module.css';

/** What the client needs beside treatment: each need on a card, with how far it is and the one next step. */
export default function NeedsPanel({ clientId }: { clientId: string }) {
  const read = useRead(readNeeds, { clientId });
  const may = useMay('linkage.write');
  const zone = useZone();
  const [adding, setAdding] = useState(false);
  return (
    <Shown read={read}>
      {({ needs, postalCode }) => {
        const open = needs.filter((n) => n.step !== 'outcome');
        const closed = needs.filter((n) => n.step === 'outcome');
        return (
          <Stacked>
            <Section title="Needs" count={open.length} aside={may && <Button onClick={() => setAdding(true)}>Add a need</Button>}>
              {open.length === 0 ? <Empty>Nothing is open. Ask about a home, a ride, food and papers.</Empty>
                : <div className={css.needs}>{open.map((n) => <NeedCard key={n.needId} clientId={clientId} need={n} postalCode={postalCode} may={may} />)}</div>}
            </Section>
            {closed.length > 0 && (
              <Section title="Closed" count={closed.length}>
                <Rows>{closed.map((n) => <Row key={n.needId} past lead={<Mark kind={n.facts.at(-1)?.outcome === 'met' ? 'done' : 'later'} label={null} />} title={NEED_WORDS[n.need]}
                  sub={[sayNeed(n), n.resource?.name, n.facts.at(-1)?.words].filter(Boolean).join(' · ')} right={sayWhen(n.facts.at(-1)!.at, zone)} />)}</Rows>
              </Section>
            )}
            <Modal opened={adding} onClose={() => setAdding(false)} title="A need">{adding && <AddNeed clientId={clientId} onDone={() => setAdding(false)} />}</Modal>
          </Stacked>
        );
      }}
    </Shown>
  );
}

function AddNeed({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const [needId] = useState(() => newId());
  const form = useKeptForm(`need:${clientId}`, { need: '', words: '', waitsUntil: null as string | null });
  const act = useAct(recordNeed, { form, onDone });
  const { need, words, waitsUntil } = form.values;
  return (
    <Stacked>
      <ChoiceField form={form} name="need" label="What is needed" options={NEED_OPTIONS} />
      <TextField form={form} name="words" label="In a few words" maxLength={500} />
      <DateField form={form} name="waitsUntil" label="Waits until" help="Only if it is to be looked at later." />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={need === ''} onClick={() => void act.send({ clientId, needId, need: need as NeedKind, words, waitsUntil })}>Keep the need</Button>
    </Stacked>
  );
}

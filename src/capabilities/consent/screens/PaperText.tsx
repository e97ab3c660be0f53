import { Button } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now } from '../../../web/clock.ts';
import { DateField, TextAreaField, TextField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, Dock, Empty, ErrorBox, PageHead, Row, Rows, SavedState, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { listOwnPapers, savePaper } from '../api.ts';
import { ACKNOWLEDGEMENTS, ACKNOWLEDGEMENT_WORDS, type AcknowledgementKind } from '../model.ts';
import { SHIPPED_PAPERS } from '../papers.ts';

/** One paper: its wording from a day on, and the wordings before it. */
export default function PaperText() {
  const asked = useParam('kind');
  const kind = ACKNOWLEDGEMENTS.find((one) => one === asked);
  const read = useRead(listOwnPapers, {});
  if (kind === undefined) return <Empty action={<Go to="/paper-texts">All papers</Go>}>There is no paper of this name.</Empty>;
  return <Shown read={read} rows={8}>{(own) => <OnePaper key={kind} kind={kind} own={own.filter((one) => one.kind === kind)} />}</Shown>;
}

function OnePaper({ kind, own }: { kind: AcknowledgementKind; own: OutputOf<typeof listOwnPapers> }) {
  const go = useGo();
  const today = dateIn(now(), useZone());
  const [paperId] = useState(() => newId(Date.parse(now())));
  const shipped = SHIPPED_PAPERS.find((one) => one.kind === kind)!;
  const latest = own.at(-1) ?? shipped;
  const form = useKeptForm(`paper-text:${kind}`, { text: latest.text, version: '', from: addDays(today, 1) as string | null });
  const save = useAct(savePaper, { form, onDone: () => go('/paper-texts') });
  const { text, version, from } = form.values;
  return (
    <>
      <PageHead over={<Go to="/paper-texts">Papers that people sign</Go>} tab="Paper" title={ACKNOWLEDGEMENT_WORDS[kind]}
        under="Whoever has signed keeps the text they read, and need not sign again." />
      <Columns>
        <Stacked>
          <TextAreaField form={form} name="text" label="The text" help="An empty line begins a new paragraph." rows={12} />
          <TextField form={form} name="version" label="Name of this version" placeholder="Spring 2026" maxLength={40} />
          <DateField form={form} name="from" label="From which day on" help="Until then the present text is signed." />
          <ErrorBox error={save.error} />
        </Stacked>
        <Section title="What it was">
          <Rows>
            {own.toReversed().map((one) => (
              <Row key={one.version} title={one.version} sub={one.from > today ? `holds from ${sayDate(one.from, today)}` : `since ${sayDate(one.from, today)}`} right={one.by} past={one !== latest} />
            ))}
            <Row title="As shipped" sub="from the beginning" past={own.length > 0} />
          </Rows>
        </Section>
      </Columns>
      <Dock words={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
        <Button variant="filled" loading={save.busy} disabled={text === latest.text}
          onClick={() => void save.send({ paperId, kind, text, version, from: from ?? '' })}>
          {text !== latest.text && from ? `Use this text from ${sayDate(from, today)}` : 'Use this text'}
        </Button>
      </Dock>
    </>
  );
}

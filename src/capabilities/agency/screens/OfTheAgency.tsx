import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { SelectField, TextField } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Hint, Row, Rows, Section, Stacked } from '../../../web/parts/index.ts';
import { sayWeekday } from '../../../web/words.ts';
import { changeAgency } from '../api.ts';
import type { Agency } from '../model.ts';

/** What holds for the whole agency: its name and week, what its staff answer to callers, what people sign. */
export function OfTheAgency({ agency }: { agency: Agency }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="The agency">
      <Rows>
        <Row title={agency.name} sub={`Its week begins on ${sayWeekday(agency.weekStart)}. Its clock is that of ${placeOf(agency.timeZone)}.`}
          action={<Button aria-label={`Change the name or week of ${agency.name}`} onClick={() => setOpen(true)}>Change</Button>} />
        <Row title={<Go to="/answers">Answers for callers</Go>} sub="In approved words, for whoever takes a call" />
        <Row title={<Go to="/paper-texts">Papers that people sign</Go>} sub="Consent to treatment, rules and rights, and the others" />
      </Rows>
      <Modal opened={open} onClose={() => setOpen(false)} title="The agency" size="lg">
        {open && <AgencyForm agency={agency} onDone={() => setOpen(false)} />}
      </Modal>
    </Section>
  );
}

/** `America/New_York` is `New York`. */
const placeOf = (zone: string): string => zone.split('/').at(-1)!.replaceAll('_', ' ');

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: sayWeekday(day) }));

function AgencyForm({ agency, onDone }: { agency: Agency; onDone: () => void }) {
  const form = useKeptForm('agency', { name: agency.name, weekStart: String(agency.weekStart) });
  const change = useAct(changeAgency, { form, onDone });
  const { name, weekStart } = form.values;
  const moved = weekStart !== String(agency.weekStart);
  return (
    <Stacked>
      <TextField form={form} name="name" label="Name" help="It stands on letters, consents and sign-in." />
      <SelectField form={form} name="weekStart" label="The week begins on" options={WEEKDAYS} />
      {moved && <Hint kind="soon">Hours are counted by the week. Past weeks too are then counted from {sayWeekday(Number(weekStart))}.</Hint>}
      <Hint>The clock stays as it is: sessions stand in it.</Hint>
      <ErrorBox error={change.error} />
      <Button variant="filled" size="md" fullWidth loading={change.busy} disabled={!moved && name === agency.name}
        onClick={() => void change.send({ name, weekStart: Number(weekStart) })}>Save the agency</Button>
    </Stacked>
  );
}

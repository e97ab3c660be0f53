import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../web/call.ts';
import { ChoiceField, DateField, FieldGrid, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { sayDate, sayHours, sayWeek } from '../../../web/words.ts';
import { readSeats, recordHoursException } from '../../schedule/api.ts';
import { UndoSeatChange } from '../../schedule/screens/RecentChanges.tsx';

type Kind = OutputOf<typeof readSeats>['exceptions'][number]['kind'];
const KINDS: Record<Kind, string> = { taper: 'A taper', illness: 'Illness', holiday: 'Holidays' };

/**
 * Weeks that may stay below the floor, and why (PR-05, PR-16).
 * @param floor minutes that a week asks for; null while it is not known.
 */
export function FewerHours({ clientId, today, floor }: { clientId: string; today: string; floor: number | null }) {
  const read = useRead(readSeats, { clientId });
  const may = useMay('schedule.write');
  const [adding, setAdding] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const below = floor === null || floor === 0 ? 'below the floor' : `below ${sayHours(floor / 60)}`;
  return (
    <Section title={`Weeks that may stay ${below}`} aside={may && <Button onClick={() => setAdding(true)}>Allow fewer hours</Button>}>
      <Shown read={read} rows={1}>
        {({ exceptions }) => (exceptions.length === 0 && done === null ? <Empty>None.</Empty> : (
          <Rows dense>
            {done !== null && <UndoSeatChange key={done} clientId={clientId} changeId={done} words="Fewer hours are allowed." />}
            {exceptions.map((one) => (
              <Row key={one.id} title={KINDS[one.kind]} sub={one.reason} past={one.until < today}
                right={one.from === one.until ? sayDate(one.from, today) : sayWeek(one.from, one.until)} />
            ))}
          </Rows>
        ))}
      </Shown>
      <Modal opened={adding} onClose={() => setAdding(false)} title={`These weeks may stay ${below}`}>
        {adding && <Allow clientId={clientId} today={today} onDone={(changeId) => {
          setDone(changeId);
          setAdding(false);
        }} />}
      </Modal>
    </Section>
  );
}

function Allow({ clientId, today, onDone }: { clientId: string; today: string; onDone: (changeId: string) => void }) {
  const form = useKeptForm(`fewer-hours:${clientId}`, { kind: '', from: today as string | null, until: null as string | null, reason: '' });
  const v = form.values;
  const record = useAct(recordHoursException, { form, onDone: ({ changeId }) => onDone(changeId) });
  const send = () => void record.send({ clientId, kind: v.kind as Kind, from: v.from ?? '', until: v.until ?? '', reason: v.reason });
  return (
    <Stacked>
      <ChoiceField form={form} name="kind" label="Why" options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))} />
      <FieldGrid><DateField form={form} name="from" label="First day" /><DateField form={form} name="until" label="Last day" /></FieldGrid>
      <TextAreaField form={form} name="reason" label="In a few words" help="It stands in the chart. Each week that these days touch may have fewer hours." maxLength={500} />
      <ErrorBox error={record.error} />
      <Button variant="filled" loading={record.busy} disabled={v.kind === '' || !v.from || !v.until} onClick={send}>Allow fewer hours</Button>
    </Stacked>
  );
}

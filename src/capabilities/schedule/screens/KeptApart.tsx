import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { reachesAgency } from '../../../shared/roles.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now } from '../../../web/clock.ts';
import { ChoiceField, DateField, SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Hint, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, listWords, sayDate, sentence } from '../../../web/words.ts';
import { readClient, searchClients } from '../../clients/api.ts';
import { endKeepApart, keepApart, listKeptApart, listTimetable } from '../api.ts';
import type { Separation } from '../model.ts';
import css from './KeptApart.module.css';

type Pair = OutputOf<typeof listKeptApart>[number];
type Doing = 'add' | { pairId: string; name: string } | null;

const REASONS: Record<Separation['reason'], string> = {
  'no-contact': 'A no-contact order', couple: 'A couple', 'co-defendants': 'Charged together', 'staff-relative': 'A relative of staff', other: 'Another reason',
};

/** Who may not share a group with this client (PR-28): for those who see the whole program, on screen and never on paper. */
export function KeptApart({ clientId, today }: { clientId: string; today: string }) {
  const { roles } = useSelf();
  return reachesAgency(roles, 'schedule.write') ? <Pairs clientId={clientId} today={today} /> : null;
}

function Pairs({ clientId, today }: { clientId: string; today: string }) {
  const read = useRead(listKeptApart, { clientId });
  const [doing, setDoing] = useState<Doing>(null);
  const [shared, setShared] = useState<readonly string[]>([]);
  const stop = () => setDoing(null);
  return (
    <Section className={css.section!} title="Kept apart" aside={<Button onClick={() => setDoing('add')}>Keep apart from somebody</Button>}>
      <Shown read={read} rows={1}>
        {(pairs) => (
          <>
            {shared.length > 0 && pairs.length > 0 && <SharedNow seriesIds={shared} />}
            {pairs.length === 0 ? <Empty>From nobody.</Empty> : (
              <Rows dense label="Kept apart from">
                {pairs.map((pair) => <PairRow key={pair.pairId} pair={pair} today={today} onEnd={(name) => setDoing({ pairId: pair.pairId, name })} />)}
              </Rows>
            )}
          </>
        )}
      </Shown>
      <Modal opened={doing !== null} onClose={stop} title={doing === null || doing === 'add' ? 'Keep apart from somebody' : `Kept apart from ${doing.name}`}>
        {doing === 'add' && <AddPair clientId={clientId} onDone={(seriesIds) => {
          setShared(seriesIds);
          stop();
        }} />}
        {doing !== null && doing !== 'add' && <EndPair pairId={doing.pairId} onDone={stop} />}
      </Modal>
    </Section>
  );
}

/** The other's initials lie in their own chart, so that looking at them is a look into it. */
function PairRow({ pair, today, onEnd }: { pair: Pair; today: string; onEnd: (name: string) => void }) {
  const other = useRead(readClient, { clientId: pair.otherId });
  const name = other.data === undefined ? 'somebody' : initialsOf(other.data.initials || 'New');
  return (
    <Row title={sentence(name)} sub={REASONS[pair.reason as Separation['reason']]} right={`${pair.from > today ? 'from' : 'since'} ${sayDate(pair.from, today)}`}
      action={<Button aria-label={`End: kept apart from ${name}`} onClick={() => onEnd(name)}>End</Button>} />
  );
}

/** Nobody is moved by itself: a person decides who of the two changes. */
function SharedNow({ seriesIds }: { seriesIds: readonly string[] }) {
  const { data } = useRead(listTimetable, {});
  const names = [...new Set((data?.series ?? []).filter((one) => seriesIds.includes(one.seriesId)).map((one) => one.name))];
  return <Hint kind="soon">They share {names.length === 0 ? 'a group' : listWords(names)} now. Nobody was moved: change the seat of one of them.</Hint>;
}

function AddPair({ clientId, onDone }: { clientId: string; onDone: (sharedSeriesIds: string[]) => void }) {
  const form = useKeptForm(`apart:${clientId}`, { find: '', otherId: '', reason: '', from: dateIn(now(), useZone()) as string | null });
  const v = form.values;
  const words = v.find.trim();
  const found = useRead(searchClients, words === '' ? null : { words });
  const people = (found.data ?? []).filter((one) => one.clientId !== clientId);
  const keep = useAct(keepApart, { form, onDone: (value) => onDone(value.sharedSeriesIds) });
  const send = () => void keep.send({ clientId, otherId: v.otherId, reason: v.reason as Separation['reason'], from: v.from ?? '' });
  return (
    <Stacked>
      <TextField form={form} name="find" label="Find the other person" help="By initials, the name they go by, or number." />
      {words !== '' && found.data !== undefined && (people.length === 0 ? <Empty>Nobody like that.</Empty> : (
        <ChoiceField form={form} name="otherId" label="Who" options={people.map((one) => ({
          value: one.clientId, label: [initialsOf(one.initials || 'New'), one.callThem, one.number].filter(Boolean).join(', ') }))} />
      ))}
      <ErrorBox error={found.error} />
      <SelectField form={form} name="reason" label="Why" options={Object.entries(REASONS).map(([value, label]) => ({ value, label }))} />
      <DateField form={form} name="from" label="From which day on" help="Neither is told, and no list or printed page shows it." />
      <ErrorBox error={keep.error} />
      <Button variant="filled" loading={keep.busy} disabled={!people.some((one) => one.clientId === v.otherId) || v.reason === '' || !v.from} onClick={send}>Keep them apart</Button>
    </Stacked>
  );
}

function EndPair({ pairId, onDone }: { pairId: string; onDone: () => void }) {
  const today = dateIn(now(), useZone());
  const end = useAct(endKeepApart, { onDone });
  return (
    <Stacked>
      <p>From today on they may share a group again. Their seats stay as they are.</p>
      <ErrorBox error={end.error} />
      <Button variant="filled" loading={end.busy} onClick={() => void end.send({ pairId, on: today })}>They may share a group</Button>
    </Stacked>
  );
}

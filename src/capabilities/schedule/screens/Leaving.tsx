import { Button } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { DateField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Dock, Empty, ErrorBox, Hint, PageHead, Shown, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayCount, sayDay, sentence } from '../../../web/words.ts';
import { listStaff, recordLeaving } from '../../staff/api.ts';
import { previewLeaving } from '../api.ts';

/** Somebody leaves: from which day on, and which sessions are without a leader then (SE-09). */
export default function Leaving() {
  const staffId = useParam('staffId');
  const staff = useRead(listStaff, {});
  return (
    <Shown read={staff} rows={3}>{(all) => {
      const member = all.find((one) => one.staffId === staffId);
      return member ? <Form member={member} /> : <Empty>This person is not here. Look for them among the staff.</Empty>;
    }}</Shown>
  );
}

function Form({ member }: { member: { staffId: string; name: string; leftOn: string | null } }) {
  const { staffId, name, leftOn } = member;
  const go = useGo();
  const today = dateIn(useMinute(), useZone());
  const form = useKeptForm(`leaving:${staffId}`, { on: leftOn });
  const { on } = form.values;
  const preview = useRead(previewLeaving, on === null || on < today ? null : { staffId, on });
  const record = useAct(recordLeaving, { form, onDone: () => go('/staff') });
  return (
    <>
      <PageHead over={<Go to="/staff">Staff</Go>} tab="Leaving" title={leftOn === null ? `${name} leaves.` : `${name} ${leftOn > today ? 'leaves on' : 'left on'} ${sayDay(leftOn)}.`}
        under="From that day on nothing is open to them here. What they wrote stays as it is, under their name." />
      <Stacked>
        <DateField form={form} name="on" label="First day without them" />
        {preview.data && <Hint kind={preview.data.sessions === 0 ? 'info' : 'soon'}>{sayLeft(preview.data)}</Hint>}
        <ErrorBox error={preview.error} />
        <ErrorBox error={record.error} />
      </Stacked>
      <Dock>
        {leftOn !== null && <Button loading={record.busy} onClick={() => void record.send({ staffId, on: null })}>They stay</Button>}
        <Button variant="filled" loading={record.busy} disabled={on === null || on === leftOn} onClick={() => void record.send({ staffId, on })}>
          {on === null ? 'Record that they leave' : `They leave on ${sayDay(on)}`}
        </Button>
      </Dock>
    </>
  );
}

function sayLeft({ sessions, shared }: { sessions: number; shared: number }): string {
  const alone = sessions === 0 ? 'No planned session needs another leader then.'
    : `${sentence(sayCount(sessions, 'planned session'))} ${sessions === 1 ? 'needs' : 'need'} another leader then. They stand in the week as such until somebody is named.`;
  return shared === 0 ? alone : `${alone} ${sentence(sayCount(shared, 'more', 'more'))} ${shared === 1 ? 'has' : 'have'} a second leader.`;
}

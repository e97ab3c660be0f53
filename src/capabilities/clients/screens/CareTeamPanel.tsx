import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Row, Rows, Section, Shown } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { listStaff } from '../../staff/api.ts';
import { assignCounselor, leaveCareTeam, readCareTeam } from '../api.ts';

/** Who treats this person, and with that to whom the chart is open; others of the house do not see it. */
export default function CareTeamPanel({ clientId }: { clientId: string }) {
  const read = useRead(readCareTeam, { clientId });
  const may = useMay('admission.decide');
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const leave = useAct(leaveCareTeam);
  return (
    <Section title="Who treats them" count={read.data?.length || undefined}>
      <Shown read={read} rows={2}>
        {(team) => (
          <>
            {team.length === 0 ? <p>Nobody yet. The admission names a primary counselor.</p> : (
              <Rows label="Who treats them">
                {team.map((one) => (
                  <Row key={one.staffId} title={one.name} sub={`${one.part === 'primary' ? 'primary counselor' : 'treats beside'}, since ${sayDate(one.fromOn, today)}`}
                    action={may && one.part === 'treats' && (
                      <Button variant="subtle" loading={leave.busy} onClick={() => void leave.send({ clientId, staffId: one.staffId })}>Treats them no more</Button>
                    )} />
                ))}
              </Rows>
            )}
            <ErrorBox error={leave.error} />
            {may && <AddOne clientId={clientId} known={team.map((one) => one.staffId)} />}
          </>
        )}
      </Shown>
    </Section>
  );
}

function AddOne({ clientId, known }: { clientId: string; known: readonly string[] }) {
  const staff = useRead(listStaff, {});
  const [staffId, setStaffId] = useState('');
  const add = useAct(assignCounselor, { onDone: () => setStaffId('') });
  const people = (staff.data ?? []).filter((one) => one.leftOn === null && !known.includes(one.staffId));
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'end', marginTop: 12 }}>
      <NativeSelect label="Also treats them" value={staffId} onChange={(event) => setStaffId(event.currentTarget.value)}
        data={[{ value: '', label: 'Choose…' }, ...people.map((one) => ({ value: one.staffId, label: one.name }))]} />
      <Button disabled={staffId === ''} loading={add.busy} onClick={() => void add.send({ clientId, staffId, part: 'treats' })}>Open the chart to them</Button>
      <ErrorBox error={add.error} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Row, Rows, Section, Shown } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import { readDoorKey, setDoorKey } from '../api.ts';
import { newDoorNumber, randomHex } from '../door-code.ts';
import css from './Kiosks.module.css';

/** A number for somebody without a phone: made here, shown once, kept only as a hash. */
export default function DoorNumberPanel({ clientId }: { clientId: string }) {
  const zone = useZone();
  const read = useRead(readDoorKey, { clientId });
  const [number, setNumber] = useState<string | null>(null);
  const act = useAct(setDoorKey);
  const make = async () => {
    const made = newDoorNumber();
    if (await act.send({ clientId, doorKeyId: newId(), number: made, token: randomHex(16) })) setNumber(made);
  };
  return (
    <Section title="Number for the door">
      <Shown read={read} rows={1}>
        {({ since }) => (
          <Rows label="Number for the door">
            <Row lead={<Mark kind={since === null ? 'later' : 'done'} label={null} />} title={since === null ? 'They have none yet' : `Since ${sayWhen(since, zone)}`}
              sub={number === null ? 'They can make one on their own phone too.' : <>Write it down for them now; it is not shown again. <output className={css.number}>{number}</output></>}
              action={<Button loading={act.busy} onClick={() => void make()}>{since === null ? 'Give a number' : 'Another number'}</Button>} />
          </Rows>
        )}
      </Shown>
      <ErrorBox error={act.error} />
    </Section>
  );
}

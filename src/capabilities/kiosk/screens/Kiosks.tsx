import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Hint, PageHead, Row, Rows, Shown, Stacked, Tag } from '../../../web/parts/index.ts';
import { Mark, type MarkKind } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayCount, sayTime, sayWhen, sentence } from '../../../web/words.ts';
import { timeIn } from '../../../shared/dates.ts';
import { endKiosk, listKiosks, makeKiosk } from '../api.ts';
import css from './Kiosks.module.css';

type Kiosk = OutputOf<typeof listKiosks>[number];
/** So many wrong numbers in a week are more than typing errors. */
const MANY_WRONG = 25;
const OFF_MINUTES = 5;

/** The tablets of this agency: pair one, see when each was heard of, take one back. */
export default function Kiosks() {
  const read = useRead(listKiosks, {});
  const [pairing, setPairing] = useState(false);
  return (
    <>
      <Shown read={read} rows={3}>
        {(all) => {
          const [here, gone] = [all.filter((one) => one.state === 'paired' || one.state === 'waiting'), all.filter((one) => one.state === 'ended')];
          const paired = here.filter((one) => one.state === 'paired').length;
          return (
            <>
              <PageHead title={paired === 0 ? 'No tablet stands at a door yet.' : `${sentence(sayCount(paired, 'tablet'))} at the door.`} tab="Tablets at the door"
                under="People sign in with their number or their phone. A tablet knows today’s list, sealed, and nothing else."
                action={<Button variant={here.length === 0 ? 'filled' : 'default'} onClick={() => setPairing(true)}>Pair a tablet</Button>} />
              <Stacked>
                {here.length === 0 ? <Empty>Stand a tablet at the door, open this address on it with /kiosk at the end, and press Pair a tablet here.</Empty>
                  : <Rows label="Tablets">{here.map((one) => <OneKiosk key={one.kioskId} kiosk={one} />)}</Rows>}
                {gone.length > 0 && <p className={css.quiet}>{sentence(sayCount(gone.length, 'tablet'))} taken back: {gone.map((one) => one.name).join(', ')}.</p>}
              </Stacked>
            </>
          );
        }}
      </Shown>
      <Modal opened={pairing} onClose={() => setPairing(false)} title="Pair a tablet">{pairing && <Pair />}</Modal>
    </>
  );
}

function OneKiosk({ kiosk }: { kiosk: Kiosk }) {
  const zone = useZone();
  const [sure, setSure] = useState(false);
  const act = useAct(endKiosk);
  const off = kiosk.clockOffMinutes >= OFF_MINUTES;
  const many = kiosk.wrongTries >= MANY_WRONG;
  const kind: MarkKind = kiosk.state === 'waiting' ? 'later' : off || many ? 'soon' : 'done';
  const heard = kiosk.state === 'waiting' ? 'Waits for its code to be typed.' : kiosk.seenAt === null ? `Paired ${sayWhen(kiosk.pairedAt!, zone)}. Nobody signed in yet.` : `Last heard of ${sayWhen(kiosk.seenAt, zone)}.`;
  return (
    <Row lead={<Mark kind={kind} label={null} />} title={<>{kiosk.name} {off && <Tag tone="clay">clock off by {kiosk.clockOffMinutes} min</Tag>}{many && <Tag tone="clay">{kiosk.wrongTries} wrong numbers this week</Tag>}</>}
      sub={<>{heard} <ErrorBox error={act.error} /></>}
      action={sure ? <Button loading={act.busy} onClick={() => void act.send({ kioskId: kiosk.kioskId })}>Yes, take it back</Button>
        : <Button variant="subtle" onClick={() => setSure(true)}>Take it back</Button>} />
  );
}

function Pair() {
  const zone = useZone();
  const [name, setName] = useState('');
  const act = useAct(makeKiosk);
  if (act.value) {
    return (
      <div className={css.handed}>
        <p>On the tablet, open</p>
        <code className={css.address}>{window.location.origin}/kiosk</code>
        <p>and type this code. It is good once, until {sayTime(timeIn(act.value.until, zone))}.</p>
        <output className={css.code}>{act.value.code}</output>
        <Hint kind="info">Set the tablet to stay in this one page: “screen pinning” or “guided access” in its settings.</Hint>
      </div>
    );
  }
  return (
    <Stacked>
      <TextInput label="Where it stands" placeholder="Front door" value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={name.trim() === ''} onClick={() => void act.send({ kioskId: newId(), name })}>Make a code</Button>
    </Stacked>
  );
}

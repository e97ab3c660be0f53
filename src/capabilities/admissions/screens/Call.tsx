import { Button } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { minutesBetween } from '../../../shared/dates.ts';

import { now as webNow, useMinute } from '../../../web/clock.ts';
import { useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead, type Act } from '../../../web/operations.ts';
import { Columns, Dock, ErrorBox, Hint, PageHead, SavedState, Shown, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayMoment } from '../../../web/words.ts';
import { closeInquiry, readInquiry, saveInquiry } from '../api.ts';
import type { FoundCall } from './found-call.ts';
import { detailsOf, valuesOf, type CallForm } from './call-form.ts';
import css from './Call.module.css';
import { GoingOn } from './GoingOn.tsx';
import { SafetyBand } from './SafetyBand.tsx';
import { TheyAsked } from './TheyAsked.tsx';
import { Who } from './Who.tsx';
import { TheirWeek } from './TheirWeek.tsx';
import { useBooking, WhatItTakes } from './WhatItTakes.tsx';

/** One screen for the whole call: nothing is required, everything is kept as it is typed. */
export default function Call() {
  const of = { clientId: useParam('clientId'), inquiryId: useParam('inquiryId') };
  const read = useRead(readInquiry, of);
  return <Shown read={read}>{(call) => <OpenCall key={call.id} call={call} />}</Shown>;
}

function OpenCall({ call }: { call: FoundCall }) {
  const of = { clientId: call.clientId, inquiryId: call.id };
  const form = useKeptForm(`call:${call.id}`, valuesOf(call.details));
  const may = useMay('inquiry.write');
  const save = useAutosave(call, form, may);
  const booking = useBooking(call, detailsOf(form.values));
  const go = useGo();
  const close = useAct(closeInquiry, { onDone: () => go('/calls') });
  const [closing, setClosing] = useState(false);
  return (
    <>
      <PageHead
        title={<>{call.assessment ? 'Assessment booked' : call.channel === 'call' ? 'New call' : 'First contact'} <Since at={call.openedAt} /></>}
        under="Keeps itself. Nothing is required before you hang up."
        beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}
        action={may && !call.outcome ? <div className={css.wide}>{booking.button}</div> : undefined}
      />
      <SafetyBand call={call} onSafe={toFirstField} />
      {save.conflict && <Conflict onTheirs={save.theirs} onMine={save.mine} />}
      <ErrorBox error={save.act.error && !save.conflict ? save.act.error : null} />
      <ErrorBox error={booking.error} />
      <Columns kind="even">
        <Stacked>
          <Who form={form} />
          <TheirWeek form={form} />
          <TheyAsked call={call} />
          <GoingOn call={call}>{!closing && <Button variant="subtle" onClick={() => setClosing(true)}>Close without booking</Button>}</GoingOn>
          {may && !call.outcome && closing && <Closing act={close} of={of} />}
        </Stacked>
        <WhatItTakes call={call} details={detailsOf(form.values)} booking={booking} />
      </Columns>
      {may && !call.outcome && booking.button && <Dock always={false}>{booking.button}</Dock>}
    </>
  );
}

const toFirstField = (): void => document.querySelector<HTMLElement>('[name=callsFor]')?.focus();

/** How long the call has lasted; after an hour, when it began. */
function Since({ at }: { at: string }) {
  const minute = useMinute();
  const zone = useZone();
  const minutes = minutesBetween(at, minute > at ? minute : webNow());
  return <small>{minutes < 60 ? `${Math.max(0, minutes)} min` : sayMoment(at, zone)}</small>;
}

const OUTCOMES = [
  ['referred', 'Sent on to somebody else'], ['admitted_elsewhere', 'Goes elsewhere'], ['declined', 'Does not want it now'],
  ['unreachable', 'Could not be reached'], ['not_eligible', 'Not the right place'], ['duplicate', 'Same person as before'],
] as const;

function Closing({ act, of }: { act: Act<typeof closeInquiry>; of: { clientId: string; inquiryId: string } }) {
  return (
    <div>
      <p>Where did it lead?</p>
      <Button.Group orientation="vertical">
        {OUTCOMES.map(([outcome, words]) => (
          <Button key={outcome} justify="start" loading={act.busy} onClick={() => void act.send({ ...of, outcome })}>{words}</Button>
        ))}
      </Button.Group>
      <ErrorBox error={act.error} />
    </div>
  );
}

function Conflict(props: { onTheirs: () => void; onMine: () => void }) {
  return (
    <Hint kind="soon">
      Somebody else saved this call meanwhile. Yours is kept here.{' '}
      <Button size="compact-sm" onClick={props.onMine}>Keep mine</Button>{' '}
      <Button size="compact-sm" onClick={props.onTheirs}>Take theirs</Button>
    </Hint>
  );
}

const PAUSE_MS = 700;

/** Sends what was typed after a pause, one at a time, naming the version it was typed on. */
function useAutosave(call: FoundCall, form: CallForm, may: boolean) {
  const act = useAct(saveInquiry);
  const version = useRef(call.version);
  const sent = useRef(JSON.stringify(detailsOf(valuesOf(call.details))));
  const [busy, setBusy] = useState(false);
  const text = JSON.stringify(detailsOf(form.values));
  const refused = act.error?.failure.kind === 'refusal' && act.error.failure.reason === 'changed-meanwhile';
  const saveNow = useEffectEvent(async (typed: string): Promise<void> => {
    setBusy(true);
    const saved = await act.send({ clientId: call.clientId, inquiryId: call.id, details: JSON.parse(typed), version: version.current });
    if (saved) {
      version.current = saved.version;
      sent.current = typed;
    }
    setBusy(false);
  });
  useEffect(() => {
    if (!may || refused || busy || text === sent.current) return undefined;
    const timer = setTimeout(() => void saveNow(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, busy, refused, may]);
  const free = (): void => {
    version.current = call.version;
    act.forget();
  };
  return {
    act, conflict: refused,
    mine: free,
    theirs: () => {
      sent.current = JSON.stringify(detailsOf(valuesOf(call.details)));
      form.change(() => valuesOf(call.details));
      free();
    },
  };
}


import { Button } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, DateField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { type readPrivacy, recordConsentEvent, revokeConsent } from '../api.ts';
import css from './Consent.module.css';

type Consent = OutputOf<typeof readPrivacy>['consents'][number];

/** What was signed, and while it holds: what has happened to it since. */
export function OneConsent(props: { clientId: string; consent: Consent; onDone: () => void }) {
  const may = useMay('consent.write');
  return (
    <Stacked>
      <p className={css.text}>{props.consent.text}</p>
      {may && (props.consent.state === 'active' || props.consent.mayRevoke) && <Happened {...props} />}
    </Stacked>
  );
}

const HOW = {
  revoke: { words: 'Taken back: how did the client say so?', button: 'Take back from now on' },
  event: { words: 'How it is known', button: 'Write the day down' },
  known_false: { words: 'What is known, and from whom', button: 'Use it no more' },
} as const;
type How = keyof typeof HOW;

/** Taken back, its event has come (2.35), or known to be false (2.31(c)): each ends or unlocks it for good. */
function Happened(props: { clientId: string; consent: Consent; onDone: () => void }) {
  const { clientId, consent: { consentId, state, mayRevoke, awaits }, onDone } = props;
  const today = dateIn(useMinute(), useZone());
  const form = useKeptForm(`consent-end:${consentId}`, { how: (mayRevoke ? 'revoke' : 'event') as string, on: today as string | null, words: '' });
  const revoke = useAct(revokeConsent, { form, onDone });
  const record = useAct(recordConsentEvent, { form, onDone });
  const { how, on, words } = form.values as { how: How | ''; on: string | null; words: string };
  const send = (): void => {
    if (how === 'revoke') void revoke.send({ clientId, consentId, words });
    else if (how !== '') void record.send({ clientId, consentId, kind: how, on: how === 'event' ? on ?? '' : today, words });
  };
  return (
    <>
      <ChoiceField form={form} name="how" label="What has happened?" options={[
        ...(mayRevoke ? [{ value: 'revoke', label: 'The client takes it back' }] : []),
        ...(awaits ? [{ value: 'event', label: `It has come: ${awaits}` }] : []),
        ...(state === 'active' ? [{ value: 'known_false', label: 'It is known to be false' }] : [])]} />
      {how === 'event' && <DateField form={form} name="on" label="On which day" past />}
      {how !== '' && (
        <>
          <TextAreaField form={form} name="words" label={HOW[how].words} rows={1} />
          <ErrorBox error={revoke.error ?? record.error} />
          <div><Button loading={revoke.busy || record.busy} disabled={how === 'event' && on === null} onClick={send}>{HOW[how].button}</Button></div>
        </>
      )}
    </>
  );
}

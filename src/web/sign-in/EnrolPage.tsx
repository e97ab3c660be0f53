import { Button } from '@mantine/core';
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { addPasskey, makeRecoveryCodes } from './account.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { EnrolApp } from './EnrolApp.tsx';
import { useProof } from './proof.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { Say } from './Say.tsx';
import { passkeysWork, signOut } from './session.ts';
import css from './SignIn.module.css';

/** Staff without a second step set one up before anything else opens (SE-07). */
export function EnrolPage(props: { passkeys: boolean; onDone: () => void }) {
  const [way, setWay] = useState<'choose' | 'app'>('choose');
  const [codes, setCodes] = useState<string[] | null>(null);
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const proof = useProof();

  const passkey = async () => {
    setBusy(true);
    setSay(null);
    const added = await proof.run(() => addPasskey('First passkey'));
    const made = added.ok ? await proof.run(makeRecoveryCodes) : added;
    setBusy(false);
    if (made.ok) setCodes((made.data as { recoveryCodes: string[] }).recoveryCodes);
    else if (made.say) setSay(made.say);
  };
  if (codes !== null) {
    return <DoorLayout title="Keep these ten codes."><RecoveryCodes codes={codes} onKept={props.onDone} /></DoorLayout>;
  }
  return (
    <DoorLayout
      title={way === 'app' ? 'Set up your app.' : 'One more step keeps your clients’ records safe.'}
      under={way === 'app' ? undefined : 'A password can be guessed or stolen. From now on something that only you have goes with it. It takes two minutes, once.'}
    >
      {way === 'app' ? <EnrolApp run={proof.run} onDone={setCodes} onLeave={() => setWay('choose')} /> : (
        <div className={css.form}>
          <Say>{say}</Say>
          <button type="button" className={css.choice} onClick={() => setWay('app')}>
            <IconDeviceMobile size={26} stroke={1.5} aria-hidden />
            <span><strong>An app on my phone</strong><span>It shows six digits to type when you sign in.</span></span>
          </button>
          {props.passkeys && passkeysWork() && (
            <button type="button" className={css.choice} disabled={busy} onClick={() => void passkey()}>
              <IconFingerprint size={26} stroke={1.5} aria-hidden />
              <span><strong>A passkey on this device</strong><span>Your finger, face or PIN, instead of a password.</span></span>
            </button>
          )}
          <Button variant="subtle" onClick={() => void signOut().then(() => window.location.assign('/'))}>Later. Sign me out</Button>
        </div>
      )}
      {proof.dialog}
    </DoorLayout>
  );
}

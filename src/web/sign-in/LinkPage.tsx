import { Button, Checkbox, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { Loading } from '../parts/State.tsx';
import { acceptInvitation, joinByInvitation, lookAtLink, setNewPassword, type Link } from './account.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { NewPassword } from './NewPassword.tsx';
import { Say } from './Say.tsx';
import { SecondStepForm } from './SecondStepForm.tsx';
import { isShared, placeOf, type SecondStep } from './session.ts';
import css from './SignIn.module.css';
import type { Wired } from './wire.ts';

const enterHouse = () => window.location.assign('/');

/** Where a one-time link leads. Its secret stands behind `#`, which no server sees, and leaves the address at once. */
export default function LinkPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [link, setLink] = useState<Wired<Link> | null>(null);
  useEffect(() => {
    window.history.replaceState(null, '', '/link');
    void lookAtLink(token).then(setLink);
  }, [token]);
  if (link === null) return <DoorLayout title="One moment."><Loading rows={2} /></DoorLayout>;
  if (!link.ok) {
    const offline = link.reason === 'offline';
    return (
      <DoorLayout title={offline ? 'No connection.' : 'This link opens nothing any more.'} under={offline ? link.say : 'Each works once, and for a limited time.'}>
        <div className={css.form}>
          {offline ? <Button onClick={() => void lookAtLink(token).then(setLink)}>Try again</Button> : (
            <>
              <Button variant="filled" size="md" fullWidth onClick={() => window.location.assign('/forgot')}>Ask for a new one</Button>
              <Button size="md" fullWidth onClick={enterHouse}>Sign in</Button>
            </>
          )}
        </div>
      </DoorLayout>
    );
  }
  return link.data.kind === 'invitation'
    ? <Invitation token={token} link={link.data} />
    : <Reset token={token} link={link.data} />;
}

/** The same page for somebody new and somebody who has an account here: whoever holds the link learns nothing from it. */
function Invitation(props: { token: string; link: Extract<Link, { kind: 'invitation' }> }) {
  const { token, link } = props;
  const [password, setPassword] = useState('');
  const [own, setOwn] = useState(link.as !== 'staff');
  const [say, setSay] = useState<string | null>(null);
  const [step, setStep] = useState<SecondStep | null>(null);
  const [busy, setBusy] = useState(false);
  const place = placeOf(own);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setSay(null);
    const wired = await acceptInvitation(token, password, place);
    setBusy(false);
    if (!wired.ok) setSay(wired.reason === 'wrong-email-or-password' ? 'That is not the password you use here. Check it, or ask for a new one.' : wired.say);
    else if (wired.data.signedIn) enterHouse();
    else setStep(wired.data.secondStep ?? { code: true, passkey: false });
  };
  const join = async () => {
    const wired = await joinByInvitation(token);
    if (wired.ok) enterHouse();
    else setSay(wired.say);
  };
  if (step !== null) {
    return <DoorLayout title="One more step."><Say>{say}</Say><SecondStepForm step={step} place={place} onDone={() => void join()} /></DoorLayout>;
  }
  return (
    <DoorLayout title={link.name ? `Welcome, ${link.name.split(' ')[0]}.` : 'Welcome.'} under="Choose a password, and you are in. If you sign in here with this email already, give that password.">
      <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
        <Say>{say}</Say>
        <TextInput label="Email" value={link.email} readOnly autoComplete="username" size="md" />
        <NewPassword label="Password" value={password} onChange={setPassword} />
        {link.as !== 'staff' && !isShared() && (
          <Checkbox label="This is my own phone or computer" checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
        )}
        <Button type="submit" variant="filled" size="md" fullWidth loading={busy}>Go in</Button>
      </form>
    </DoorLayout>
  );
}

function Reset(props: { token: string; link: Extract<Link, { kind: 'reset' }> }) {
  const { token, link } = props;
  const [password, setPassword] = useState('');
  const [proof, setProof] = useState('');
  const [fault, setFault] = useState<{ say: string; field?: string } | null>(null);
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    const wired = await setNewPassword(token, password, proof);
    setBusy(false);
    if (wired.ok) setDone(true);
    else setFault(wired);
  };
  if (done) {
    return (
      <DoorLayout title="Your new password works." under="You were signed out everywhere, so that nobody stays in with the old one.">
        <Button variant="filled" size="md" mt="md" fullWidth onClick={enterHouse}>Sign in</Button>
      </DoorLayout>
    );
  }
  const at = (field: string): string | null => (fault?.field === field ? fault.say : null);
  const proofFault = at('proof') ?? at('code');
  return (
    <DoorLayout title="Set a new password." under={link.email}>
      <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
        <Say>{fault && !at('password') && !proofFault ? fault.say : null}</Say>
        <input type="hidden" name="username" autoComplete="username" value={link.email} readOnly />
        <NewPassword value={password} onChange={setPassword} least={link.needsProof ? 8 : 15} error={at('password')} />
        {link.needsProof && (
          <TextInput
            label="A recovery code, or the code your app shows" description="Mail alone never opens an account that has a second step." size="md"
            name="proof" autoComplete="one-time-code" maxLength={64} value={proof} onChange={(event) => setProof(event.currentTarget.value)} error={proofFault}
          />
        )}
        <Button type="submit" variant="filled" size="md" fullWidth loading={busy}>Set the password</Button>
      </form>
    </DoorLayout>
  );
}

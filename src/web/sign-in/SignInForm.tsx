import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Say } from './Say.tsx';
import { SecondStepForm } from './SecondStepForm.tsx';
import { isShared, passkeysWork, placeOf, signIn, signInWithPasskey, type SecondStep, type SignInAnswer } from './session.ts';
import css from './SignIn.module.css';

/** Email and password, then a second step if the account asks for one; or a passkey. What was typed stays on a wrong try. */
export function SignInForm(props: { onDone: () => void; onStep?: (second: boolean) => void; passkeys?: boolean; own?: boolean }) {
  const [step, setIt] = useState<SecondStep | null>(null);
  const setStep = (next: SecondStep | null) => {
    setIt(next);
    props.onStep?.(next !== null);
  };
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [own, setOwn] = useState(props.own ?? false);
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const take = async (asking: Promise<SignInAnswer>) => {
    setBusy(true);
    setSay(null);
    const answer = await asking;
    setBusy(false);
    if (answer.kind === 'in') props.onDone();
    else if (answer.kind === 'code') setStep(answer.step);
    else setSay(answer.say);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void take(signIn(email, password, placeOf(own)));
  };
  if (step !== null) return <SecondStepForm step={step} place={placeOf(own)} onDone={props.onDone} onBack={() => setStep(null)} />;
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <Say>{say}</Say>
      <TextInput
        label="Email" type="email" name="email" autoComplete="username webauthn" required withAsterisk={false} value={email}
        onChange={(event) => setEmail(event.currentTarget.value)} size="md"
      />
      <PasswordInput
        label="Password" name="password" autoComplete="current-password" required withAsterisk={false} value={password} size="md"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {isShared() ? (
        <p className={css.quiet}>Several people use this device: you are signed out after ten quiet minutes.</p>
      ) : (
        <Checkbox label="This is my own phone or computer" checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
      )}
      <Button type="submit" variant="filled" size="md" loading={busy} fullWidth>Sign in</Button>
      {props.passkeys !== false && passkeysWork() && (
        <Button size="md" fullWidth disabled={busy} onClick={() => void take(signInWithPasskey(placeOf(own)))}>Use a passkey</Button>
      )}
    </form>
  );
}

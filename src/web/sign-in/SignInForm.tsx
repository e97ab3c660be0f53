import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Mark } from '../pictures/Mark.tsx';
import { giveCode, passkeysWork, signIn, signInWithPasskey, type SignInAnswer } from './session.ts';
import css from './SignIn.module.css';

/** Email and password, then a code if the account asks for one; or a passkey. What was typed stays on a wrong try. */
export function SignInForm(props: { onDone: () => void; passkeys?: boolean }) {
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [own, setOwn] = useState(false);
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const take = async (asking: Promise<SignInAnswer>) => {
    setBusy(true);
    setSay(null);
    const answer = await asking;
    setBusy(false);
    if (answer.kind === 'in') props.onDone();
    else if (answer.kind === 'code') setStep('code');
    else setSay(answer.say);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void take(step === 'code' ? giveCode(code) : signIn(email, password, own ? 'own' : 'work'));
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {say !== null && <p className={css.say} role="alert"><Mark kind="late" label={null} /> {say}</p>}
      {step === 'password' ? (
        <>
          <TextInput
            label="Email" type="email" name="email" autoComplete="username webauthn" required withAsterisk={false} value={email}
            onChange={(event) => setEmail(event.currentTarget.value)} size="md"
          />
          <PasswordInput
            label="Password" name="password" autoComplete="current-password" required withAsterisk={false} value={password} size="md"
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Checkbox label="This is my own phone or computer" checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
        </>
      ) : (
        <TextInput
          label="Code from your authenticator app" description="Or one of your recovery codes." name="code"
          autoComplete="one-time-code" maxLength={64} autoFocus
          value={code} onChange={(event) => setCode(event.currentTarget.value)} size="md"
        />
      )}
      <Button type="submit" variant="filled" size="md" loading={busy} fullWidth>{step === 'code' ? 'Go on' : 'Sign in'}</Button>
      {step === 'password' && props.passkeys !== false && passkeysWork() && (
        <Button variant="subtle" fullWidth disabled={busy} onClick={() => void take(signInWithPasskey())}>Use a passkey</Button>
      )}
    </form>
  );
}

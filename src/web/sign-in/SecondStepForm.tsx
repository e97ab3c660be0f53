import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Say } from './Say.tsx';
import { giveCode, passkeysWork, signInWithPasskey, type Place, type SecondStep, type SignInAnswer } from './session.ts';
import css from './SignIn.module.css';

/** After the password: the app's code, a passkey, or a recovery code for who has lost both. */
export function SecondStepForm(props: { step: SecondStep; place: Place; onDone: () => void; onBack?: () => void }) {
  const { step } = props;
  const [lost, setLost] = useState(false);
  const [code, setCode] = useState('');
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const take = async (asking: Promise<SignInAnswer>) => {
    setBusy(true);
    setSay(null);
    const answer = await asking;
    setBusy(false);
    if (answer.kind === 'in') props.onDone();
    else if (answer.kind === 'no') setSay(answer.say);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void take(giveCode(code));
  };
  const withCode = step.code || lost;
  const withPasskey = step.passkey && !lost && passkeysWork();
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <Say>{say}</Say>
      {withCode && (
        <>
          <TextInput
            key={lost ? 'recovery' : 'app'} label={lost ? 'Recovery code' : 'Code from your authenticator app'}
            description={lost ? 'One of the ten you kept. It works once.' : 'Six digits, new every half minute.'}
            name="code" autoComplete={lost ? 'off' : 'one-time-code'} inputMode={lost ? 'text' : 'numeric'} maxLength={64} autoFocus
            placeholder={lost ? '7KQ4-MXAB-RT3N' : '123 456'} value={code} onChange={(event) => setCode(event.currentTarget.value)} size="md"
          />
          <Button type="submit" variant="filled" size="md" loading={busy} fullWidth>Go on</Button>
        </>
      )}
      {withPasskey && (
        <Button
          variant={withCode ? 'default' : 'filled'} size="md" fullWidth disabled={busy}
          onClick={() => void take(signInWithPasskey(props.place))}
        >
          Use your passkey
        </Button>
      )}
      <p className={css.links}>
        <button type="button" className={css.link} onClick={() => { setLost(!lost); setCode(''); setSay(null); }}>
          {lost ? 'I have it after all' : step.code ? 'I lost my phone' : 'I lost my passkey'}
        </button>
        {props.onBack && <button type="button" className={css.link} onClick={props.onBack}>Start again</button>}
      </p>
    </form>
  );
}

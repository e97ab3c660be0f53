import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Loading } from '../parts/State.tsx';
import { beginAuthenticator, confirmAuthenticator, type Picture } from './account.ts';
import type { useProof } from './proof.tsx';
import { Say } from './Say.tsx';
import css from './SignIn.module.css';

/** Sets up an authenticator app: a picture to scan, then the code that the app shows. */
export function EnrolApp(props: { run: ReturnType<typeof useProof>['run']; onDone: (recoveryCodes: string[]) => void; onLeave: () => void }) {
  const [picture, setPicture] = useState<Picture | null>(null);
  const [code, setCode] = useState('');
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const begun = useRef(false);
  const { run, onLeave } = props;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void run(beginAuthenticator).then((wired) => {
      if (wired.ok) setPicture(wired.data);
      else if (wired.reason === 'left') onLeave();
      else setSay(wired.say);
    });
  }, [run, onLeave]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setSay(null);
    const wired = await run(() => confirmAuthenticator(code));
    setBusy(false);
    if (wired.ok) props.onDone(wired.data.recoveryCodes);
    else if (wired.say) setSay(wired.say);
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <Say>{say}</Say>
      {picture === null ? (say === null && <Loading rows={4} />) : (
        <>
          <p>Scan this with an authenticator app on your phone, such as the one that came with it.</p>
          <img className={css.qr} src={picture.picture} alt="QR code for your authenticator app. The same as text stands below it." width={208} height={208} />
          <details className={css.details}>
            <summary>I cannot scan it</summary>
            <p>Choose “enter a key” in the app and type this, with or without spaces:</p>
            <p className={css.secret}>{picture.secret}</p>
          </details>
          <TextInput
            label="The code your app shows now" name="code" autoComplete="one-time-code" inputMode="numeric" maxLength={10} size="md"
            placeholder="123 456" value={code} onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" variant="filled" size="md" fullWidth loading={busy}>Set it up</Button>
        </>
      )}
      <button type="button" className={css.link} onClick={onLeave}>Back</button>
    </form>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { askForReset } from './account.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { Say } from './Say.tsx';
import { readState } from './session.ts';
import css from './SignIn.module.css';

/** The way back in. The answer is the same whether or not somebody here has that email. */
export default function ForgotPage() {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const [mail, setMail] = useState(true);
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => void readState().then((state) => setMail(state.mail), () => undefined), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setSay(null);
    const wired = await askForReset(email);
    setBusy(false);
    if (wired.ok) setSent(true);
    else setSay(wired.say);
  };
  const back = <p><a href="/">Back to sign-in</a></p>;
  if (sent) {
    return (
      <DoorLayout title="Look at your mail." foot={back}
        under="If somebody here has that email, a link is on its way. It works once, for two hours. It may lie with the unwanted mail." />
    );
  }
  if (!mail) {
    return <DoorLayout title="Ask for a new link." foot={back} under="This server sends no mail. The people who run your program can give you a link to set a new password." />;
  }
  return (
    <DoorLayout title="Get a link to your mail." under="It lets you set a new password. If you lost your phone too, have one of your recovery codes at hand." foot={back}>
      <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
        <Say>{say}</Say>
        <TextInput label="Email" type="email" name="email" autoComplete="username" size="md" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <Button type="submit" variant="filled" size="md" fullWidth loading={busy} disabled={!email.includes('@')}>Send the link</Button>
      </form>
    </DoorLayout>
  );
}

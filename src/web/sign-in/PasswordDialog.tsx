import { Button, Modal, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { changePassword } from './account.ts';
import { NewPassword } from './NewPassword.tsx';
import { Say } from './Say.tsx';
import css from './SignIn.module.css';

export function PasswordDialog(props: { opened: boolean; least: number; onClose: () => void; onDone: () => void }) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="A new password">
      {props.opened && <PasswordForm least={props.least} onDone={() => { props.onClose(); props.onDone(); }} />}
    </Modal>
  );
}

function PasswordForm(props: { least: number; onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<{ say: string; field?: string; reason?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    const wired = await changePassword(current, password);
    setBusy(false);
    if (wired.ok) props.onDone();
    else setFault(wired);
  };
  const wrong = fault?.reason === 'wrong-email-or-password';
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <Say>{fault && !wrong && fault.field !== 'password' ? fault.say : null}</Say>
      <PasswordInput
        label="Your password now" name="password" autoComplete="current-password" size="md" value={current} data-autofocus
        error={wrong ? 'That is not your password. Check it and try again.' : null} onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPassword value={password} onChange={setPassword} least={props.least} error={fault?.field === 'password' ? fault.say : null} />
      <p className={css.quiet}>Your other devices are signed out.</p>
      <Button type="submit" variant="filled" size="md" fullWidth loading={busy}>Change the password</Button>
    </form>
  );
}

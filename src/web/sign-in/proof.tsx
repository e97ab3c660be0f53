import { Button, Modal, PasswordInput } from '@mantine/core';
import { useCallback, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { prove } from './account.ts';
import { Say } from './Say.tsx';
import type { Wired } from './wire.ts';
import css from './SignIn.module.css';

type Asked = { resolve: (proved: boolean) => void };

/**
 * For acts that ask again who this is: `run(act)` tries, lets the person give the password if the server asks for it,
 * and tries once more. `dialog` must be rendered by whoever uses it.
 */
export function useProof(): { run: <T>(act: () => Promise<Wired<T>>) => Promise<Wired<T>>; dialog: ReactNode } {
  const [open, setOpen] = useState(false);
  const asked = useRef<Asked | null>(null);
  const end = (proved: boolean) => {
    setOpen(false);
    asked.current?.resolve(proved);
    asked.current = null;
  };
  const run = useCallback(async <T,>(act: () => Promise<Wired<T>>): Promise<Wired<T>> => {
    const first = await act();
    if (first.ok || first.reason !== 'prove-again') return first;
    const proved = await new Promise<boolean>((resolve) => {
      asked.current = { resolve };
      setOpen(true);
    });
    return proved ? act() : { ok: false, reason: 'left', say: '' };
  }, []);
  const dialog = (
    <Modal opened={open} onClose={() => end(false)} title="First show that it is you">
      {open && <ProofForm onDone={() => end(true)} />}
    </Modal>
  );
  return { run, dialog };
}

/** Asks for the password of whoever is signed in. */
export function ProofForm(props: { onDone: () => void }) {
  const [password, setPassword] = useState('');
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const wired = await prove(password);
    setBusy(false);
    if (wired.ok) props.onDone();
    else setSay(wired.reason === 'wrong-email-or-password' ? 'That is not your password. Check it and try again.' : wired.say);
  };
  return (
    <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
      <Say>{say}</Say>
      <PasswordInput
        label="Your password" name="password" autoComplete="current-password" size="md" value={password} data-autofocus
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" size="md" fullWidth loading={busy}>Go on</Button>
    </form>
  );
}

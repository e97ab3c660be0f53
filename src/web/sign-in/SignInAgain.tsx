import { Button, Modal } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { onSignedOut } from '../call.ts';
import { SignInForm } from './SignInForm.tsx';
import { readState, stay } from './session.ts';

const LOOK_MS = 20_000;

/**
 * Asks to sign in again in place: the page and everything typed in it stay underneath. All calls that met the ended
 * sign-in wait for the same answer, then go on. The page is covered, since nobody knows who sits there now. A minute
 * before the sign-in idles out it asks whether the person is still there.
 */
export function SignInAgain(props: { confirm: () => Promise<boolean> }) {
  const [open, setOpen] = useState(false);
  const [warn, setWarn] = useState(false);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  const ask = useCallback(() => new Promise<boolean>((resolve) => {
    waiting.current.push(resolve);
    setWarn(false);
    setOpen(true);
  }), []);

  useEffect(() => {
    onSignedOut(ask);
    const timer = setInterval(() => {
      if (document.hidden || waiting.current.length > 0) return;
      readState().then((state) => {
        if (state.signIn === null) void ask();
        else setWarn(state.signIn.warn && state.signIn.canStay);
      }, () => undefined);
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      onSignedOut(() => Promise.resolve(false));
    };
  }, [ask]);

  const done = async () => {
    // Somebody else signed in: nothing of the earlier person's page may stay or be sent in their name.
    if (!(await props.confirm())) {
      window.location.assign('/');
      return;
    }
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(true);
  };
  return (
    <>
      <Modal
        opened={open} onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false}
        title="Sign in to go on" overlayProps={{ backgroundOpacity: 0.6, blur: 12 }}
      >
        <p>You were away for a while. What you typed is still here.</p>
        <SignInForm onDone={() => void done()} />
      </Modal>
      <Modal opened={warn && !open} onClose={() => void stay().then(() => setWarn(false))} withCloseButton={false} title="Still there?">
        <p>In a minute you are signed out. What you typed stays.</p>
        <Button variant="filled" mt="md" fullWidth onClick={() => void stay().then(() => setWarn(false))}>I am still here</Button>
      </Modal>
    </>
  );
}

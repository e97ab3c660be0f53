import { Button, Modal } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { onSignedOut } from '../call.ts';
import { useSelfIfAny } from '../self.ts';
import { Say } from './Say.tsx';
import { SignInForm } from './SignInForm.tsx';
import { readState, signInAsDemo, stay, type SignInState } from './session.ts';

/** The longest pause between two looks at the sign-in's time: another tab may have kept it awake, or ended it. */
const LOOK_SECONDS = 60;
/** Over every other dialog that may be open when the time runs out (Mantine's stand at 200). */
const ABOVE_ALL = 500;

type Left = { seconds: number; atMs: number };

/**
 * Asks to sign in again in place: the page and everything typed in it stay underneath. All calls that met the ended
 * sign-in wait for the same answer, then go on. The page is covered, since nobody knows who sits there now. A minute
 * before the sign-in idles out it asks whether the person is still there.
 */
export function SignInAgain(props: { confirm: () => Promise<boolean> }) {
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<SignInState | null>(null);
  const [left, setLeft] = useState<Left | null>(null);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  const ask = useCallback(() => new Promise<boolean>((resolve) => {
    waiting.current.push(resolve);
    setLeft(null);
    setOpen(true);
  }), []);

  const look = useCallback(async (): Promise<number> => {
    const found = await readState();
    setState(found);
    if (found.signIn === null) {
      if (waiting.current.length === 0) void ask();
      return LOOK_SECONDS;
    }
    const { warn, canStay, secondsLeft } = found.signIn;
    setLeft(warn && canStay ? { seconds: secondsLeft, atMs: performance.now() } : null);
    return warn ? secondsLeft + 1 : Math.min(LOOK_SECONDS, secondsLeft - found.warnSeconds + 1);
  }, [ask]);

  useEffect(() => {
    onSignedOut(ask);
    let timer: ReturnType<typeof setTimeout>;
    const lookIn = (seconds: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void look().then(lookIn, () => lookIn(LOOK_SECONDS)), Math.max(1, seconds) * 1000);
    };
    lookIn(1);
    // A device that slept: its timers did not run, and whoever opened it may be somebody else.
    const onShow = () => {
      if (!document.hidden) lookIn(0);
    };
    document.addEventListener('visibilitychange', onShow);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onShow);
      onSignedOut(() => Promise.resolve(false));
    };
  }, [ask, look]);

  const done = async () => {
    // Somebody else signed in: nothing of the earlier person's page may stay or be sent in their name.
    if (!(await props.confirm())) {
      window.location.assign('/');
      return;
    }
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(true);
  };
  const keep = () => void stay().then(look);
  return (
    <>
      <Modal
        opened={open} onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false}
        title="Sign in to go on" zIndex={ABOVE_ALL} overlayProps={{ backgroundOpacity: 0.6, blur: 12 }}
      >
        <p>It has been a while, or this part asks again who you are. What you typed is still here.</p>
        <AgainForm state={state} onDone={() => void done()} />
      </Modal>
      <Modal opened={left !== null && !open} onClose={keep} withCloseButton={false} title="Still there?" zIndex={ABOVE_ALL}>
        {left !== null && <Countdown left={left} />}
        <Button variant="filled" size="md" mt="md" fullWidth onClick={keep} data-autofocus>I am still here</Button>
      </Modal>
    </>
  );
}

/** People of the demo have no password: they go on as themselves. */
function AgainForm(props: { state: SignInState | null; onDone: () => void }) {
  const self = useSelfIfAny();
  const [say, setSay] = useState<string | null>(null);
  const person = props.state?.people.find((p) => p.accountId === self?.accountId);
  if (!person) return <SignInForm onDone={props.onDone} passkeys={props.state?.passkeys ?? false} own={self?.kind !== 'staff'} />;
  const goOn = async () => {
    const answer = await signInAsDemo(person.accountId);
    if (answer.kind === 'no') setSay(answer.say);
    else props.onDone();
  };
  return (
    <>
      <Say>{say}</Say>
      <Button variant="filled" size="md" mt="md" fullWidth onClick={() => void goOn()}>{`Go on as ${person.name}`}</Button>
    </>
  );
}

/** Counts the seconds in sight; a screen reader hears the sentence once, not every second. */
function Countdown(props: { left: Left }) {
  const [seconds, setSeconds] = useState(props.left.seconds);
  useEffect(() => {
    const timer = setInterval(() => {
      setSeconds(Math.max(0, Math.round(props.left.seconds - (performance.now() - props.left.atMs) / 1000)));
    }, 500);
    return () => clearInterval(timer);
  }, [props.left]);
  return <p>In <span aria-live="off">{seconds}</span> seconds you are signed out. What you typed stays.</p>;
}

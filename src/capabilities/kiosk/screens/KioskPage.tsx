import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconBackspace, IconCheck, IconQrcode } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { timeIn } from '../../../shared/dates.ts';
import { keepFiles } from '../../../web/offline/shell.ts';
import { Logo } from '../../../web/pictures/index.ts';
import { useTitle } from '../../../web/shell/title.ts';
import { sayTime, sayTimes } from '../../../web/words.ts';
import { tokenIn, type DoorPerson } from '../model.ts';
import type { Offer } from '../rules.ts';
import { doorNow, identify, offersFor, pair, record, startDoor, useDoor, waitSeconds } from './door.ts';
import css from './KioskPage.module.css';

type Step =
  | { at: 'start'; say: string | null } | { at: 'scan' } | { at: 'who'; person: DoorPerson; offers: Offer[] } | { at: 'done'; title: string; under: string };
const START: Step = { at: 'start', say: null };
const NOT_FOUND = 'We could not find that number for today. Try again, or ask at the desk.';
/** How long each step waits for somebody before the next person sees the start again. */
const IDLE_SECONDS: Record<Step['at'], number> = { start: 12, scan: 30, who: 15, done: 5 };
const FIGURES = 6;
/** After so long without a key, what a reader on a cable began is forgotten. */
const READER_MS = 2000;

/** The tablet at the door: a number or a phone's code, one press, and the start again. Nothing leads from here to the rest. */
export default function KioskPage() {
  useTitle('');
  const door = useDoor();
  useEffect(() => {
    void keepFiles(() => import('./scan.ts'));
    return startDoor();
  }, []);
  if (door.phase === 'loading') return <Whole><p className={css.quiet}>One moment …</p></Whole>;
  return door.phase === 'unpaired' ? <Pairing waiting={door.waiting} /> : <Entrance />;
}

const Whole = (props: { children: ReactNode }) => <main className={css.whole}>{props.children}</main>;

function Pairing(props: { waiting: number }) {
  const [code, setCode] = useState('');
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setSay(await pair(code));
    setBusy(false);
  };
  return (
    <Whole>
      <form className={css.pairing} onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}>
        <Logo size={36} />
        <h1 className={css.title}>Pair this tablet</h1>
        <p className={css.quiet}>Whoever runs the program makes a code under Tablets at the door. It is good once, for ten minutes.</p>
        {props.waiting > 0 && <p className={css.quiet}>{props.waiting} {props.waiting === 1 ? 'entry waits' : 'entries wait'} here and will be sent once it is paired.</p>}
        <TextInput label="Code" size="lg" value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="off" autoCapitalize="characters" spellCheck={false} error={say} />
        <Button type="submit" variant="filled" size="lg" loading={busy} disabled={code.replaceAll(/[^a-z0-9]/gi, '').length < 8}>Pair it</Button>
      </form>
    </Whole>
  );
}

function Entrance() {
  const door = useDoor();
  const [step, setStep] = useState<Step>(START);
  const [figures, setFigures] = useState('');
  const [touched, setTouched] = useState(0);
  const clear = useCallback(() => {
    setStep(START);
    setFigures('');
  }, []);

  // whoever walks away leaves nothing on the screen
  useEffect(() => {
    if (step.at === 'start' && figures === '' && step.say === null) return undefined;
    const timer = setTimeout(clear, IDLE_SECONDS[step.at] * 1000);
    return () => clearTimeout(timer);
    // each touch begins the wait anew
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [step, figures, touched, clear]);

  const find = useCallback(async (what: { number: string } | { token: string }) => {
    const person = await identify(what);
    setFigures('');
    if (person === null) return setStep({ at: 'start', say: 'number' in what ? NOT_FOUND : 'This code opens nothing today. Ask at the desk.' });
    setStep({ at: 'who', person, offers: offersFor(person) });
  }, []);

  const onNumber = useCallback((number: string) => find({ number }), [find]);
  const onToken = useCallback((token: string) => void find({ token }), [find]);

  const choose = async (person: DoorPerson, offer: Offer) => {
    await record(person, offer);
    const first = person.name.split(' ')[0]!;
    setStep(offer.kind === 'arrived'
      ? { at: 'done', title: `Welcome, ${first}.`, under: offer.session.room === null ? 'You are signed in.' : `You are signed in. ${offer.session.room}.` }
      : { at: 'done', title: `Take care, ${first}.`, under: 'You are signed out.' });
  };

  return (
    <main className={css.whole} onPointerDown={() => setTouched((n) => n + 1)}>
      {step.at === 'start' && <Start figures={figures} setFigures={setFigures} say={step.say} onNumber={onNumber} onToken={onToken} onScan={() => setStep({ at: 'scan' })} ready={door.hasRoster} />}
      {step.at === 'scan' && <Scan onToken={onToken} onBack={clear} />}
      {step.at === 'who' && <Who person={step.person} offers={step.offers} onChoose={(offer) => void choose(step.person, offer)} onBack={clear} />}
      {step.at === 'done' && <Done title={step.title} under={step.under} />}
      <Foot />
    </main>
  );
}

function Foot() {
  const { waiting, online, refused } = useDoor();
  const words = waiting > 0 ? `${waiting} kept here, sent when the network is back` : online ? '' : 'No network. It works all the same.';
  return (
    <footer className={css.foot}>
      <span role="status">{refused > 0 ? `${refused} could not be kept: tell the desk. ` : ''}{words}</span>
      <span>In danger now? Call or text 988.</span>
    </footer>
  );
}

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

function Start(props: { figures: string; setFigures: (to: string) => void; say: string | null; ready: boolean; onNumber: (number: string) => Promise<void>; onToken: (token: string) => void; onScan: () => void }) {
  const { figures, setFigures, say, ready, onNumber, onToken, onScan } = props;
  const [busy, setBusy] = useState(false);
  const wait = useWait();
  const press = useCallback((key: string) => {
    if (busy || wait > 0) return;
    const next = key === 'Backspace' ? figures.slice(0, -1) : `${figures}${key}`.slice(0, FIGURES);
    setFigures(next);
    if (next.length < FIGURES || key === 'Backspace') return;
    setBusy(true);
    void onNumber(next).finally(() => setBusy(false));
  }, [busy, wait, figures, setFigures, onNumber]);

  // a reader on a cable types what it reads at once, and ends with Enter
  useEffect(() => {
    let [read, lastMs] = ['', 0];
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.timeStamp - lastMs > READER_MS) read = '';
      lastMs = event.timeStamp;
      if (event.key === 'Enter') {
        const token = tokenIn(read);
        read = '';
        if (token !== null) onToken(token);
      } else if (/^[a-z:]$/i.test(event.key) || (read !== '' && /^\d$/.test(event.key))) read += event.key.toLowerCase();
      else if (/^\d$|^Backspace$/.test(event.key)) press(event.key);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [press, onToken]);

  return (
    <div className={css.start}>
      <div className={css.hello}>
        <Clock />
        <h1 className={css.title}>{ready ? 'Type your number.' : 'One moment, please.'}</h1>
        <p className={css.lead} role="alert">{wait > 0 ? `Please wait ${wait} seconds, or ask at the desk.` : say ?? (ready ? 'Or show the code on your phone.' : 'Today’s list is not here yet. Sign in at the desk.')}</p>
        {ready && <Button size="xl" leftSection={<IconQrcode size={26} aria-hidden />} onClick={onScan}>Show my code</Button>}
      </div>
      <div className={css.pad}>
        <p className={css.dots} role="img" aria-label={`${figures.length} of ${FIGURES} figures typed`}>{Array.from({ length: FIGURES }, (_, n) => <i key={n} data-on={n < figures.length} />)}</p>
        {KEYS.map((key) => <button key={key} type="button" className={css.key} disabled={!ready || wait > 0} onClick={() => press(key)}>{key}</button>)}
        <span />
        <button type="button" className={css.key} disabled={!ready || wait > 0} onClick={() => press('0')}>0</button>
        <button type="button" className={css.key} aria-label="Take back a figure" disabled={figures === ''} onClick={() => press('Backspace')}><IconBackspace size={30} aria-hidden /></button>
      </div>
    </div>
  );
}

/** Seconds left to wait after wrong numbers, counted down. */
function useWait(): number {
  const [left, setLeft] = useState(waitSeconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft(waitSeconds()), 400);
    return () => clearInterval(timer);
  }, []);
  return left;
}

function Clock() {
  const { zone } = useDoor();
  const [now, setNow] = useState(doorNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(doorNow()), 5000);
    return () => clearInterval(timer);
  }, []);
  return zone === null ? null : <p className={css.clock}>{sayTime(timeIn(now, zone))}</p>;
}

function Scan(props: { onToken: (token: string) => void; onBack: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [off, setOff] = useState(false);
  const { onToken } = props;
  useEffect(() => {
    let [stop, gone] = [() => {}, false];
    void import('./scan.ts').then(({ scanInto }) => scanInto(video.current!, (token) => !gone && onToken(token)))
      .then((how) => (gone ? how() : void (stop = how)), () => setOff(true));
    return () => {
      gone = true;
      stop();
    };
  }, [onToken]);
  return (
    <div className={css.one}>
      <Back onClick={props.onBack} />
      <h1 className={css.title}>{off ? 'The camera is off.' : 'Hold your phone up to the tablet.'}</h1>
      <p className={css.lead}>{off ? 'Type your number instead.' : 'Nothing of the picture is kept.'}</p>
      {!off && <video ref={video} className={css.video} muted playsInline aria-label="Camera" />}
    </div>
  );
}

const Back = (props: { onClick: () => void }) => (
  <button type="button" className={css.back} onClick={props.onClick}><IconArrowLeft size={26} aria-hidden /> Not me</button>
);

function Who(props: { person: DoorPerson; offers: Offer[]; onChoose: (offer: Offer) => void; onBack: () => void }) {
  const { person, offers } = props;
  const next = person.sessions.find((one) => Date.parse(one.startAt) > Date.parse(doorNow()));
  return (
    <div className={css.one}>
      <Back onClick={props.onBack} />
      <h1 className={css.title}>{person.name}</h1>
      {offers.length === 0 && <p className={css.lead}>{next ? `Your next is at ${sayTime(next.from)}. Come back a little before.` : 'Nothing more today. Ask at the desk if that is not right.'}</p>}
      {offers.map((offer, n) => (
        <button key={`${offer.session.sessionId}${offer.kind}`} type="button" className={css.offer} data-first={n === 0} onClick={() => props.onChoose(offer)}>
          <strong>{offer.kind === 'arrived' ? 'I’m here' : 'I’m leaving'}</strong>
          <span>{[offer.session.title, sayTimes(offer.session.from, offer.session.to), offer.session.room].filter(Boolean).join(', ')}</span>
        </button>
      ))}
    </div>
  );
}

const Done = (props: { title: string; under: string }) => (
  <div className={css.one} role="status">
    <span className={css.tick}><IconCheck size={44} aria-hidden /></span>
    <h1 className={css.title}>{props.title}</h1>
    <p className={css.lead}>{props.under}</p>
  </div>
);

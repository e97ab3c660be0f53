import { Button } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { endCalendarFeed, makeCalendarFeed, readCalendarFeed } from '../api.ts';
import css from './CalendarAddress.module.css';

/** Made on the device: the server keeps its hash alone, so nobody can read it back, and it is shown once. */
const makeSecret = (): string => Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The secret address from which a person's own calendar reads their sessions: made, renewed and ended. Its entries say
 * nothing of the program (PR-86, PV-53). @param large for a client's thumb
 */
export function CalendarAddress(props: { large?: boolean }) {
  const zone = useZone();
  const feed = useRead(readCalendarFeed, {});
  const make = useAct(makeCalendarFeed);
  const end = useAct(endCalendarFeed);
  const [secret, setSecret] = useState<string | null>(null);
  const size = props.large ? { size: 'lg' as const, fullWidth: true } : {};
  const create = async () => {
    const token = makeSecret();
    setSecret(await make.send({ token }) ? token : null);
  };
  const stop = async () => {
    if (await end.send({})) setSecret(null);
  };
  return (
    <Shown read={feed} rows={2}>{({ since }) => (
      <div className={css.place} data-large={props.large}>
        {since === null && <p>Your sessions on your phone’s own calendar. Each stands there as “Appointment”, without a place or a name, and changes by itself when something is moved or cancelled.</p>}
        {since !== null && secret === null && <p>Your calendar reads your sessions since {sayDate(dateIn(since, zone), dateIn(now(), zone))}. The address was shown once. If you lost it, or somebody else has it, make a new one: the old one stops at once.</p>}
        {secret !== null && make.value && <Address address={`${window.location.origin}${make.value.folder}${secret}.ics`} large={props.large ?? false} />}
        <ErrorBox error={make.error ?? end.error} />
        <div className={css.acts}>
          <Button {...size} variant="default" loading={make.busy} onClick={() => void create()} leftSection={<IconCalendarDown size={20} stroke={1.6} aria-hidden />}>
            {since === null ? 'Get my calendar address' : 'Make a new address'}
          </Button>
          {since !== null && <Button {...size} variant="subtle" loading={end.busy} onClick={() => void stop()}>End it</Button>}
        </div>
      </div>
    )}</Shown>
  );
}

const HOW = [
  ['iPhone, iPad or Mac', 'Press “Open in my calendar” on that device and say yes. Or in Settings: Calendar, Accounts, Add Account, Other, Add Subscribed Calendar, and paste the address.'],
  ['Google Calendar', 'On a computer, open calendar.google.com. Beside “Other calendars” press +, choose “From URL” and paste the address. It comes to an Android phone by itself. Google looks for changes a few times a day.'],
  ['Outlook', 'Open your calendar, press “Add calendar”, choose “Subscribe from web” and paste the address.'],
] as const;

function Address(props: { address: string; large: boolean }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(props.address).then(() => setCopied(true), () => setCopied(false));
  const size = props.large ? { size: 'lg' as const, fullWidth: true } : {};
  return (
    <div className={css.card}>
      <p><b>This is your address. It is shown once.</b> Whoever has it sees when you have appointments, so keep it to yourself.</p>
      <code className={css.address}>{props.address}</code>
      <div className={css.acts}>
        <Button {...size} onClick={copy}>{copied ? 'Copied' : 'Copy it'}</Button>
        <Button {...size} component="a" href={props.address.replace(/^https?:/, 'webcal:')}>Open in my calendar</Button>
      </div>
      <dl className={css.how}>
        {HOW.map(([program, words]) => <div key={program}><dt>{program}</dt><dd>{words}</dd></div>)}
      </dl>
    </div>
  );
}

import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { use, useState, type ReactNode } from 'react';
import { Columns, PageHead, Row, Rows, Section, Shown, Stacked, Tag } from '../parts/index.ts';
import { Mark } from '../pictures/Mark.tsx';
import { useSelf, useZone } from '../self.ts';
import { LeaveContext } from '../shell/leave.ts';
import { sayCount, sayWhen } from '../words.ts';
import { endSignIn, listSignIns, readAccount, type Account, type SignInEntry } from './account.ts';
import { eventWords } from './event-words.ts';
import { FactorSection } from './FactorSection.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';
import { useProof } from './proof.tsx';
import { Say } from './Say.tsx';
import { isShared, setShared } from './session.ts';
import css from './AccountPage.module.css';
import type { Wired } from './wire.ts';

async function needed<T>(asking: Promise<Wired<T>>): Promise<T> {
  const wired = await asking;
  if (!wired.ok) throw new Error(wired.say);
  return wired.data;
}

const headline = (account: Account, devices: number): string => {
  const where = devices === 1 ? 'You are signed in here alone' : `You are signed in on ${sayCount(devices, 'device')}`;
  const second = account.hasAuthenticator || account.passkeys.length > 0;
  if (second) return `${where}, with a second step.`;
  return account.hasPassword ? `${where}. A password is all that guards it.` : `${where}.`;
};

/** One's own sign-in: second step, password, devices, what happened lately. */
export default function AccountPage() {
  const account = useQuery({ queryKey: ['sign-in', 'account'], queryFn: () => needed(readAccount()), staleTime: 0 });
  const devices = useQuery({ queryKey: ['sign-in', 'devices'], queryFn: () => needed(listSignIns()), staleTime: 0 });
  const proof = useProof();
  const [say, setSay] = useState<string | null>(null);
  const again = () => {
    void account.refetch();
    void devices.refetch();
  };
  /** Runs an act of this page, tells what did not work, and reads anew. */
  const act = async (asking: () => Promise<Wired<unknown>>): Promise<boolean> => {
    setSay(null);
    const wired = await proof.run(asking);
    if (!wired.ok) setSay(wired.say || null);
    again();
    return wired.ok;
  };
  return (
    <Shown read={account}>
      {(own) => (
        <Stacked>
          <PageHead title={headline(own, devices.data?.length ?? 1)} under={own.email} />
          <Say>{say}</Say>
          <Beside>
            <Stacked>
              <FactorSection account={own} proof={proof} act={act} onChange={again} />
              <PasswordSection account={own} onChange={again} />
            </Stacked>
            <Stacked>
              <Shown read={devices}>{(list) => <Devices list={list} end={(id) => void act(() => endSignIn(id))} />}</Shown>
              <Lately account={own} />
            </Stacked>
          </Beside>
          {proof.dialog}
        </Stacked>
      )}
    </Shown>
  );
}

/** Two columns where the shell has room for them: staff's. A client's and a supporter's page is one column. */
function Beside(props: { children: ReactNode }) {
  return useSelf().kind === 'staff' ? <Columns kind="even">{props.children}</Columns> : <Stacked>{props.children}</Stacked>;
}

function PasswordSection(props: { account: Account; onChange: () => void }) {
  const [open, setOpen] = useState(false);
  const { account } = props;
  const least = account.hasAuthenticator || account.passkeys.length > 0 ? 8 : 15;
  if (!account.hasPassword) return null;
  return (
    <Section title="Password">
      <Rows label="Password">
        <Row title="Change it when somebody else may know it" sub="It never runs out by itself." action={<Button onClick={() => setOpen(true)}>Change</Button>} />
      </Rows>
      <PasswordDialog opened={open} least={least} onClose={() => setOpen(false)} onDone={props.onChange} />
    </Section>
  );
}

function Devices(props: { list: SignInEntry[]; end: (id: string) => void }) {
  const zone = useZone();
  const leave = use(LeaveContext);
  const [shared, setIt] = useState(isShared());
  return (
    <Section title="Where you are signed in" count={props.list.length}>
      <Rows label="Devices">
        {props.list.map((entry) => (
          <Row
            key={entry.id} title={<>{entry.device} {entry.here && <Tag>here</Tag>}</>}
            sub={entry.here ? 'Now' : `Last used ${sayWhen(entry.lastSeenAt, zone)}`}
            action={<Button onClick={() => (entry.here ? leave.here() : props.end(entry.id))}>Sign out</Button>}
          />
        ))}
      </Rows>
      <div className={css.under}>
        <Switch
          checked={shared} label="Other people use this device too" description="You are signed out after ten quiet minutes, from the next sign-in on."
          onChange={(event) => {
            setShared(event.currentTarget.checked);
            setIt(event.currentTarget.checked);
          }}
        />
        <Button onClick={() => leave.everywhere()}>Sign out everywhere</Button>
      </div>
    </Section>
  );
}

function Lately(props: { account: Account }) {
  const zone = useZone();
  return (
    <Section title="Lately">
      <Rows label="Lately" dense>
        {props.account.lately.slice(0, 8).map((event, i) => {
          const { words, mark } = eventWords(event.kind);
          return <Row key={`${event.at}${i}`} lead={<Mark kind={mark} label={null} />} title={words} right={sayWhen(event.at, zone)} />;
        })}
      </Rows>
    </Section>
  );
}

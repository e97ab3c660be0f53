import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Hint, Row, Rows, Section } from '../parts/index.ts';
import { Mark } from '../pictures/Mark.tsx';
import { useZone } from '../self.ts';
import { sayCount, sayWhen, sentence } from '../words.ts';
import { addPasskey, makeRecoveryCodes, removeAuthenticator, removePasskey, renamePasskey, type Account } from './account.ts';
import { EnrolApp } from './EnrolApp.tsx';
import type { useProof } from './proof.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { passkeysWork } from './session.ts';
import css from './SignIn.module.css';
import type { Wired } from './wire.ts';

type Props = {
  account: Account;
  proof: ReturnType<typeof useProof>;
  act: (asking: () => Promise<Wired<unknown>>) => Promise<boolean>;
  onChange: () => void;
};

/** What goes with the password: an app, passkeys, recovery codes. */
export function FactorSection(props: Props) {
  const { account, act, proof } = props;
  const zone = useZone();
  const [open, setOpen] = useState<'app' | 'codes' | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  const [naming, setNaming] = useState<{ id: string; name: string } | null>(null);
  const any = account.hasAuthenticator || account.passkeys.length > 0;

  const show = (list: string[]) => {
    setCodes(list);
    setOpen('codes');
  };
  const renew = async () => {
    const wired = await proof.run(makeRecoveryCodes);
    if (wired.ok) show(wired.data.recoveryCodes);
    else await act(() => Promise.resolve(wired));
  };
  const passkey = async () => {
    const added = await act(() => addPasskey('Passkey'));
    if (added && account.recoveryCodesLeft === 0) await renew();
  };
  const close = () => {
    setOpen(null);
    props.onChange();
  };
  return (
    <Section title="Second step">
      <Rows label="Second step">
        <Row
          lead={<Mark kind={account.hasAuthenticator ? 'done' : 'later'} label={null} />} title="App on your phone"
          sub={account.hasAuthenticator ? 'Six digits, new every half minute.' : 'Not set up.'}
          action={account.hasAuthenticator ? (
            <More label="App">
              <Menu.Item onClick={() => setOpen('app')}>Move to another phone</Menu.Item>
              <Menu.Item onClick={() => void act(removeAuthenticator)}>Remove</Menu.Item>
            </More>
          ) : <Button onClick={() => setOpen('app')}>Set up</Button>}
        />
        {account.passkeys.map((key) => (
          <Row
            key={key.id} lead={<Mark kind="done" label={null} />} title={key.name || 'Passkey'}
            sub={key.at === null ? 'Passkey' : `Passkey, added ${sayWhen(key.at, zone)}`}
            action={(
              <More label={key.name || 'Passkey'}>
                <Menu.Item onClick={() => setNaming({ id: key.id, name: key.name })}>Rename</Menu.Item>
                <Menu.Item onClick={() => void act(() => removePasskey(key.id))}>Remove</Menu.Item>
              </More>
            )}
          />
        ))}
        {passkeysWork() && (
          <Row
            lead={<Mark kind="later" label={null} />} title={account.passkeys.length === 0 ? 'Passkey' : 'Another passkey'}
            sub="Your finger, face or PIN, instead of a password." action={<Button onClick={() => void passkey()}>Add</Button>}
          />
        )}
        {any && (
          <Row
            lead={<Mark kind={account.recoveryCodesLeft > 2 ? 'done' : 'soon'} label={null} />} title="Recovery codes"
            sub={account.recoveryCodesLeft === 0 ? 'None left. Make new ones before you need one.' : sentence(`${sayCount(account.recoveryCodesLeft, 'code')} left, for when phone or passkey is lost.`)}
            action={<Button onClick={() => void renew()}>Make new ones</Button>}
          />
        )}
      </Rows>
      {!any && <Hint>With a second step, somebody who learns your password still cannot get in.</Hint>}
      <Modal opened={open === 'app'} onClose={close} title={account.hasAuthenticator ? 'Move to another phone' : 'Set up your app'}>
        {open === 'app' && <EnrolApp run={proof.run} onDone={show} onLeave={close} />}
      </Modal>
      <Modal opened={open === 'codes'} onClose={close} withCloseButton={false} closeOnClickOutside={false} title="Keep these ten codes">
        <RecoveryCodes codes={codes} onKept={close} />
      </Modal>
      <Modal opened={naming !== null} onClose={() => setNaming(null)} title="Name this passkey">
        {naming !== null && <NameForm passkey={naming} onSave={(name) => void act(() => renamePasskey(naming.id, name)).then(() => setNaming(null))} />}
      </Modal>
    </Section>
  );
}

function More(props: { label: string; children: React.ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="subtle" px="xs" aria-label={`${props.label}: more`}><IconDots size={20} aria-hidden /></Button></Menu.Target>
      <Menu.Dropdown>{props.children}</Menu.Dropdown>
    </Menu>
  );
}

function NameForm(props: { passkey: { name: string }; onSave: (name: string) => void }) {
  const [name, setName] = useState(props.passkey.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) props.onSave(name.trim());
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <TextInput label="Name" placeholder="Blue key, work laptop" maxLength={60} size="md" value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <Button type="submit" variant="filled" size="md" fullWidth>Save the name</Button>
    </form>
  );
}

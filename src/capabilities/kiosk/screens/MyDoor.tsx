import { useEffect, useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { BigButton, ClientCard, ClientHead } from '../../../web/client/parts.tsx';
import { find, keep, whenKeeping } from '../../../web/keep/keeper.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Loading } from '../../../web/parts/index.ts';
import { setMyDoorKey } from '../api.ts';
import { newDoorNumber, randomHex } from '../door-code.ts';
import { pictureOf } from '../model.ts';
import css from './Kiosks.module.css';

type Key = { number: string; token: string };
const NAME = 'door-key';

/** My number and code for the tablet at the door. They live sealed on this phone; the program has only their hashes. */
export default function MyDoor() {
  const [key, setKey] = useState<Key | null | undefined>(undefined);
  const act = useAct(setMyDoorKey);
  useEffect(() => whenKeeping(() => void find<Key>('drafts', NAME).then((kept) => setKey(kept?.value ?? null))), []);
  const make = async () => {
    const made = { number: newDoorNumber(), token: randomHex(16) };
    if (!await act.send({ doorKeyId: newId(), ...made })) return;
    await keep('drafts', NAME, made);
    setKey(made);
  };
  return (
    <>
      <ClientHead back="/me" title={key ? 'Your number for the door' : 'Sign in at the door'} />
      {key === undefined ? <Loading rows={3} /> : key === null ? (
        <ClientCard>
          <p>There is a tablet at the door. With a number you sign in by yourself when you come and when you go.</p>
          <BigButton variant="filled" loading={act.busy} onClick={() => void make()}>Make my number</BigButton>
        </ClientCard>
      ) : (
        <ClientCard>
          <output className={css.number} aria-label={`Your number: ${key.number.split('').join(' ')}`}>{key.number.slice(0, 3)} {key.number.slice(3)}</output>
          <p>Type it at the tablet, or hold this up to it.</p>
          <Picture token={key.token} />
          <BigButton loading={act.busy} onClick={() => void make()}>Make another number</BigButton>
          <p>Made a new one? The old one stops at once. Nobody here can look yours up.</p>
        </ClientCard>
      )}
      <ErrorBox error={act.error} />
    </>
  );
}

function Picture({ token }: { token: string }) {
  const [source, setSource] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void import('qrcode').then(({ default: qrcode }) => qrcode.toString(pictureOf(token), { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }))
      .then((svg) => !gone && setSource(`data:image/svg+xml;base64,${btoa(svg)}`));
    return () => {
      gone = true;
    };
  }, [token]);
  return source === null ? null : <img className={css.picture} src={source} alt="Your code for the door" />;
}

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Handed } from './access.ts';
import css from './SignIn.module.css';

/** A link to hand over: scanned from this screen, or copied. Closing it is the end of it: nobody sees it again. */
export function HandOver(props: { handed: Handed | null; who: string; lasts: string; onClose: () => void }) {
  const { handed } = props;
  const [copied, setCopied] = useState(false);
  const close = () => {
    setCopied(false);
    props.onClose();
  };
  const copy = async () => {
    await navigator.clipboard.writeText(handed?.link ?? '');
    setCopied(true);
  };
  return (
    <Modal opened={handed !== null} onClose={close} title={handed?.mailed ? `A link is on its way to ${props.who}.` : `Hand this to ${props.who}.`}>
      {handed !== null && (
        <div className={css.form}>
          {handed.picture !== null && handed.link !== null ? (
            <>
              <p>{handed.mailed ? 'If they stand before you, they can scan it here and now.' : 'Let them scan it with their own phone, or send it in a way that only they read.'}</p>
              <img className={css.qr} src={handed.picture} alt="QR code of the link. It can be copied below." width={208} height={208} />
              <p className={css.quiet}>{`It works once, for ${props.lasts}, and is not shown again.`}</p>
              <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy the link'}</Button>
            </>
          ) : <p>{`It went to the email that they sign in with. It works once, for ${props.lasts}.`}</p>}
          <Button variant="filled" size="md" fullWidth onClick={close}>Done</Button>
        </div>
      )}
    </Modal>
  );
}

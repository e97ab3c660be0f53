import { Button } from '@mantine/core';
import { useState } from 'react';
import css from './SignIn.module.css';

/** Ten codes, shown once. Each opens the account instead of a lost phone or passkey. */
export function RecoveryCodes(props: { codes: string[]; onKept: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.codes.join('\n'));
    setCopied(true);
  };
  const save = () => {
    const url = URL.createObjectURL(new Blob([`Recovery codes. Each works once.\n\n${props.codes.join('\n')}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className={css.form}>
      <p>If you lose your phone, one of these lets you in. Each works once. They are shown only now: keep them where you keep your keys.</p>
      <ol className={css.codes}>{props.codes.map((code) => <li key={code}>{code}</li>)}</ol>
      <div className={css.pair}>
        <Button onClick={() => void copy()}>{copied ? 'Copied' : 'Copy them'}</Button>
        <Button onClick={save}>Save as a file</Button>
      </div>
      <Button variant="filled" size="md" fullWidth onClick={props.onKept}>I have kept them</Button>
    </div>
  );
}

import { PasswordInput } from '@mantine/core';
import css from './SignIn.module.css';

export const LEAST = 15;

/** A new password: how long it must be, how long it is. No rules of composition; paste and show are welcome (NIST). */
export function NewPassword(props: {
  value: string; onChange: (value: string) => void; label?: string; least?: number; error?: string | null; help?: string;
}) {
  const least = props.least ?? LEAST;
  const length = Array.from(props.value.normalize('NFKC')).length;
  return (
    <div>
      <PasswordInput
        label={props.label ?? 'New password'} name="new-password" autoComplete="new-password" size="md" maxLength={256}
        description={props.help ?? `${least} characters or more. A few words that you alone would put together do well.`}
        value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)} error={props.error}
      />
      {length > 0 && length < least && <p className={css.count} role="status">{`${length} of ${least}`}</p>}
    </div>
  );
}

import { IconCheck, IconCloudOff } from '@tabler/icons-react';
import { minutesBetween } from '../../shared/dates.ts';
import { useMinute } from '../clock.ts';
import type { KeptState } from '../keep/use-kept-form.ts';
import { sayFrom } from '../words.ts';
import css from './SavedState.module.css';

/** `✓ kept on this device`: that typed text is safe, without anybody having to press anything. */
export function SavedState(props: { kept: KeptState; restoredAt?: string | null }) {
  const minute = useMinute();
  const { state, at } = props.kept;
  if (state === 'clean') return <span className={css.saved} role="status" />;
  const old = at !== null && minutesBetween(at, minute) >= 2;
  return (
    <span className={css.saved} role="status" data-state={state}>
      {state === 'page' ? <IconCloudOff size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
      {state === 'page' && 'kept only while this page is open'}
      {state === 'keeping' && 'keeping…'}
      {state === 'kept' && (props.restoredAt === at && at !== null ? `your draft, ${sayFrom(at, minute)}` : `kept${old ? `, ${sayFrom(at, minute)}` : ''}`)}
    </span>
  );
}

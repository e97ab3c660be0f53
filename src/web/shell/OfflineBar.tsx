import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { letGo, useOutbox } from '../keep/outbox.ts';
import { Mark } from '../pictures/Mark.tsx';
import { sayCount, sentence } from '../words.ts';
import css from './OfflineBar.module.css';

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Says that there is no connection, what waits on this device, and what could not be sent. Else nothing. */
export function OfflineBar() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const waiting = useOutbox();
  const stuck = waiting.filter((one) => one.stuck !== undefined);
  const rest = waiting.length - stuck.length;
  if (online && waiting.length === 0) return null;
  return (
    <div className={css.bar} role="status">
      {!online && <p><Mark kind="soon" label={null} /> No connection. What you type is kept here{rest > 0 ? `, and ${sayCount(rest, 'thing')} will be sent later` : ''}.</p>}
      {online && rest > 0 && <p><Mark kind="soon" label={null} /> {sentence(sayCount(rest, 'thing'))} on this device {rest === 1 ? 'is' : 'are'} being sent.</p>}
      {stuck.map((one) => (
        <p key={one.operationId}>
          <Mark kind="late" label={null} /> <span>{one.what} could not be sent. {one.stuck}</span>
          <Button size="compact-sm" onClick={() => void letGo(one.operationId)}>Let it go</Button>
        </p>
      ))}
    </div>
  );
}

import { Button, Skeleton } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { CallError } from '../call-error.ts';
import { Mark } from '../pictures/Mark.tsx';
import css from './State.module.css';

/** Nothing for a moment, then quiet bars of about the size of what comes: a flash of grey is worse than a wait. */
export function Loading(props: { rows?: number; say?: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.loading} role="status">
      <span className={css.unseen}>{props.say ?? 'Loading'}</span>
      {shown && Array.from({ length: props.rows ?? 3 }, (_, i) => <Skeleton key={i} height={20} width={`${90 - (i % 3) * 18}%`} />)}
    </div>
  );
}

/** Why there is nothing, in words that say it is all right or what to press. `Nothing owed today.` */
export const Empty = (props: { children: ReactNode; action?: ReactNode }) => (
  <div className={css.empty}>
    <p>{props.children}</p>
    {props.action}
  </div>
);

/** What did not work and the way out. Shows nothing without an error. */
export function ErrorBox(props: { error: unknown; onRetry?: () => void }) {
  const { error } = props;
  if (error === null || error === undefined) return null;
  const failure = error instanceof CallError ? error.failure : null;
  const say = error instanceof CallError ? error.message : 'That was our mistake, not yours. Nothing was lost. Try again.';
  const offline = failure?.kind === 'offline';
  return (
    <div className={css.error} role="alert" data-tone={offline ? 'amber' : 'clay'}>
      <Mark kind={offline ? 'soon' : 'late'} />
      <div>
        <p>{say}</p>
        {failure?.kind === 'invalid' && failure.fields.length > 1 && (
          <ul>{[...new Set(failure.fields.map((field) => field.say))].map((words) => <li key={words}>{words}</li>)}</ul>
        )}
        {props.onRetry && <Button mt="xs" onClick={props.onRetry}>Try again</Button>}
      </div>
    </div>
  );
}

/** Something to know, in one line: `1 note serves nothing in the plan`. */
export const Hint = (props: { children: ReactNode; kind?: 'info' | 'soon' | 'late' | 'danger' | 'done' }) => (
  <p className={css.hint}><Mark kind={props.kind ?? 'info'} /> <span>{props.children}</span></p>
);

type Reading<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch?: () => unknown };

/** A read with its three states: `<Shown read={plan}>{(plan) => …}</Shown>`. Old data stays while it cannot be renewed. */
export function Shown<T>(props: { read: Reading<T>; children: (data: T) => ReactNode; rows?: number }) {
  const { read } = props;
  const retry = read.refetch ? { onRetry: () => void read.refetch!() } : {};
  if (read.data !== undefined) {
    return <>{read.error != null && <ErrorBox error={read.error} {...retry} />}{props.children(read.data)}</>;
  }
  return read.error != null ? <ErrorBox error={read.error} {...retry} /> : <Loading rows={props.rows ?? 3} />;
}

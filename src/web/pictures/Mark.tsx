import css from './Mark.module.css';

/**
 * `late` clay square with ! · `soon` (due by tomorrow) amber half disc · `later` hollow ring · `done` moss disc with a
 * tick · `danger` to a person: berry diamond with ! · `info` sky disc with i. Shape says it, colour repeats it.
 */
export type MarkKind = 'late' | 'soon' | 'later' | 'done' | 'danger' | 'info';

const WORDS: Record<MarkKind, string> = {
  late: 'Late', soon: 'Due soon', later: 'Due later', done: 'Done', danger: 'Danger to a person', info: 'For information',
};

const SHAPES: Record<MarkKind, React.ReactNode> = {
  late: (
    <>
      <rect x="2" y="2" width="14" height="14" rx="2.5" fill="var(--clayFill)" />
      <Bang />
    </>
  ),
  soon: (
    <>
      <circle cx="9" cy="9" r="6.6" fill="none" stroke="var(--amberFill)" strokeWidth="1.8" />
      <path d="M9 2.4a6.6 6.6 0 0 1 0 13.2z" fill="var(--amberFill)" />
    </>
  ),
  later: <circle cx="9" cy="9" r="6" fill="none" stroke="var(--edge)" strokeWidth="1.8" />,
  done: (
    <>
      <circle cx="9" cy="9" r="7" fill="var(--mossFill)" />
      <path d="M5.8 9.2 8.1 11.5 12.3 6.9" fill="none" stroke="var(--onPine)" strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  danger: (
    <>
      <path d="M9 .9 17.1 9 9 17.1.9 9z" fill="var(--berryFill)" strokeLinejoin="round" />
      <Bang />
    </>
  ),
  info: (
    <>
      <circle cx="9" cy="9" r="7" fill="var(--skyFill)" />
      <path d="M9 8.3v4" stroke="var(--onPine)" strokeWidth="2" strokeLinecap="round" />
      <circle cx="9" cy="5.5" r="1.15" fill="var(--onPine)" />
    </>
  ),
};

function Bang() {
  return (
    <>
      <path d="M9 5.2v4.2" stroke="var(--onPine)" strokeWidth="2" strokeLinecap="round" />
      <circle cx="9" cy="12.4" r="1.15" fill="var(--onPine)" />
    </>
  );
}

/** 18 px. Give `label={null}` where the words beside it already say the same. */
export function Mark(props: { kind: MarkKind; label?: string | null; size?: number }) {
  const size = props.size ?? 18;
  const name = props.label === undefined ? WORDS[props.kind] : props.label;
  const spoken = name === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return <svg className={css.mark} width={size} height={size} viewBox="0 0 18 18" {...spoken}>{SHAPES[props.kind]}</svg>;
}

/** `full` was there all the time · `part` came late or left early · `absent` · `unknown` not taken yet. All in pine but absent. */
export type AttendanceKind = 'full' | 'part' | 'absent' | 'unknown';
const ATTENDED: Record<AttendanceKind, string> = {
  full: 'here', part: 'here for a part', absent: 'absent', unknown: 'not taken yet',
};

export function AttendanceMark(props: { kind: AttendanceKind; label?: string | null; size?: number }) {
  const size = props.size ?? 16;
  const name = props.label === undefined ? ATTENDED[props.kind] : props.label;
  const spoken = name === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return (
    <svg className={css.mark} width={size} height={size} viewBox="0 0 16 16" {...spoken}>
      {props.kind === 'full' && <circle cx="8" cy="8" r="7" fill="var(--pineFill)" />}
      {props.kind === 'part' && (
        <>
          <circle cx="8" cy="8" r="6.1" fill="none" stroke="var(--pineFill)" strokeWidth="1.8" />
          <path d="M8 1.9a6.1 6.1 0 0 1 0 12.2z" fill="var(--pineFill)" />
        </>
      )}
      {props.kind === 'absent' && (
        <circle cx="8" cy="8" r="6" fill="none" stroke="var(--clayFill)" strokeWidth="1.8" strokeDasharray="3 2.4" />
      )}
      {props.kind === 'unknown' && <circle cx="8" cy="8" r="6.1" fill="none" stroke="var(--edge)" strokeWidth="1.6" />}
    </svg>
  );
}

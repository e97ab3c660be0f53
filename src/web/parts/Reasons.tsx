import css from './Reasons.module.css';

/** Numbered reasons: the same numbers stand in the picture, where each thing in the way would be. */
export const Reasons = (props: { reasons: readonly { no: number; say: string }[] }) => (
  <ol className={css.reasons} aria-label="What stands in the way">
    {props.reasons.map((one) => <li key={one.no}><b aria-hidden>{one.no}</b><span>{one.say}</span></li>)}
  </ol>
);

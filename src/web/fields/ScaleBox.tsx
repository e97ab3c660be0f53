import type { ReactNode } from 'react';
import { bound, type FieldProps } from './bind.ts';
import { Question } from './choice.tsx';
import css from './ScaleBox.module.css';

const KEYS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** 0 to 10 as keys: 6 + 5 on a phone, 56 px each (eleven in a row gave 28 px), one row where there is room. */
export function ScaleBox(props: {
  label: ReactNode; low: string; high: string; value: number | null; onChange: (value: number) => void;
  help?: string; error?: string | undefined; disabled?: boolean;
}) {
  return (
    <div className={css.place}>
      <Question label={props.label} help={props.help} error={props.error}>
        <p className={css.end}>{props.low}</p>
        <div className={css.keys}>
          {KEYS.map((key) => (
            <button
              key={key} type="button" className={css.key} aria-pressed={props.value === key} disabled={props.disabled}
              onClick={() => props.onChange(key)}
            >
              {key}
            </button>
          ))}
        </div>
        <p className={css.end} data-high>{props.high}</p>
      </Question>
    </div>
  );
}

/** Bound to a form's number. `low` and `high` are words: `0 is not at all`, `10 is as strong as it gets`. */
export function ScaleField<V extends object>(props: FieldProps<V, number | null> & { low: string; high: string }) {
  const { form, name, ...rest } = props;
  return <ScaleBox {...rest} {...bound<V, number | null>(form, name)} />;
}

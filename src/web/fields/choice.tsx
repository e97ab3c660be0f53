import { Checkbox, Chip } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { bound, type FieldProps } from './bind.ts';
import type { Choice } from './text.tsx';
import css from './choice.module.css';

/** A question and its answers, kept together for a screen reader. */
export function Question(props: { label: ReactNode; help?: string | undefined; error?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={css.question} aria-describedby={props.error === undefined ? undefined : id}>
      <legend className={css.legend}>{props.label}</legend>
      {props.help !== undefined && <p className={css.help}>{props.help}</p>}
      {props.children}
      {props.error !== undefined && <p className={css.error} id={id}>{props.error}</p>}
    </fieldset>
  );
}

/** One of a few, all seen at once. `''` is not answered; pressing the chosen one again takes it back. */
export function ChoiceBox<T extends string>(props: {
  label: ReactNode; help?: string; options: readonly Choice<T>[]; value: T | ''; onChange: (value: T | '') => void;
  error?: string | undefined; disabled?: boolean; name?: string;
}) {
  const group = useId();
  return (
    <Question label={props.label} help={props.help} error={props.error}>
      <div className={css.chips}>
        {props.options.map((option) => (
          <Chip
            key={option.value} type="radio" name={props.name ?? group} value={option.value} checked={props.value === option.value}
            disabled={props.disabled ?? false} onChange={() => props.onChange(option.value)}
            onClick={() => props.value === option.value && props.onChange('')}
          >
            {option.label}
          </Chip>
        ))}
      </div>
    </Question>
  );
}

/** Any number of a few, all seen at once. */
export function ChoicesBox<T extends string>(props: {
  label: ReactNode; help?: string; options: readonly Choice<T>[]; value: readonly T[]; onChange: (value: T[]) => void;
  error?: string | undefined; disabled?: boolean;
}) {
  const toggle = (value: T, on: boolean) =>
    props.onChange(on ? [...props.value, value] : props.value.filter((one) => one !== value));
  return (
    <Question label={props.label} help={props.help} error={props.error}>
      <div className={css.chips}>
        {props.options.map((option) => (
          <Chip key={option.value} checked={props.value.includes(option.value)} disabled={props.disabled ?? false} onChange={(on) => toggle(option.value, on)}>
            {option.label}
          </Chip>
        ))}
      </div>
    </Question>
  );
}

/** Bound to a form's text: one of a few. */
export function ChoiceField<V extends object>(props: FieldProps<V, string> & { options: readonly Choice[] }) {
  const { value, onChange, error } = bound<V, string>(props.form, props.name);
  const { form: _, ...rest } = props;
  return <ChoiceBox {...rest} value={value} onChange={onChange} error={error} />;
}

/** Bound to a form's list: any of a few. */
export function ChoicesField<V extends object>(props: FieldProps<V, string[]> & { options: readonly Choice[] }) {
  const { value, onChange, error } = bound<V, string[]>(props.form, props.name);
  const { form: _, name: __, ...rest } = props;
  return <ChoicesBox {...rest} value={value} onChange={onChange} error={error} />;
}

/** Yes or no, said as a statement that one ticks. */
export function TickField<V extends object>(props: FieldProps<V, boolean>) {
  const { value, onChange, error } = bound<V, boolean>(props.form, props.name);
  return (
    <Checkbox
      label={props.label} description={props.help} disabled={props.disabled ?? false} name={props.name} checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)} error={error}
    />
  );
}

/** A question with yes and no that may stay unanswered: null is not asked yet. */
export function YesNoField<V extends object>(props: FieldProps<V, boolean | null>) {
  const { value, onChange, error } = bound<V, boolean | null>(props.form, props.name);
  const said = value === null ? '' : value ? 'yes' : 'no';
  return (
    <ChoiceBox
      label={props.label} {...(props.help === undefined ? {} : { help: props.help })} disabled={props.disabled ?? false} error={error}
      options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]} value={said}
      onChange={(next) => onChange(next === '' ? null : next === 'yes')}
    />
  );
}

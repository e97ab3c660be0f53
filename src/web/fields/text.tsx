import { NativeSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute, KeyboardEvent } from 'react';
import { bound, type FieldProps } from './bind.ts';

/** One line of words. */
export function TextField<V extends object>(props: FieldProps<V, string> & {
  placeholder?: string;
  type?: HTMLInputTypeAttribute;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  maxLength?: number;
  onEnter?: () => void;
}) {
  const { value, onChange, error } = bound<V, string>(props.form, props.name);
  const enter = props.onEnter && { onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && props.onEnter!() };
  return (
    <TextInput
      label={props.label} description={props.help} placeholder={props.placeholder} disabled={props.disabled ?? false}
      type={props.type ?? 'text'} autoComplete={props.autoComplete ?? 'off'} maxLength={props.maxLength ?? 400}
      value={value} onChange={(event) => onChange(event.currentTarget.value)} error={error} name={props.name} {...enter}
    />
  );
}

/** Several lines; grows with what is written. */
export function TextAreaField<V extends object>(props: FieldProps<V, string> & { placeholder?: string; rows?: number; maxLength?: number }) {
  const { value, onChange, error } = bound<V, string>(props.form, props.name);
  return (
    <Textarea
      label={props.label} description={props.help} placeholder={props.placeholder} disabled={props.disabled ?? false} autosize
      minRows={props.rows ?? 2} maxRows={24} maxLength={props.maxLength ?? 20_000} name={props.name}
      value={value} onChange={(event) => onChange(event.currentTarget.value)} error={error}
    />
  );
}

export type Choice<T extends string = string> = { value: T; label: string; help?: string };

/** One of a list, by the device's own picker: quick on a phone and by keyboard. Empty text means not chosen. */
export function SelectField<V extends object>(props: FieldProps<V, string> & { options: readonly Choice[]; empty?: string }) {
  const { value, onChange, error } = bound<V, string>(props.form, props.name);
  // two lines of one value would hold the keyboard at the upper: arrows would never come past the lower
  const named = props.options.some((option) => option.value === '') || (props.empty === undefined && value !== '');
  const first = named ? [] : [{ value: '', label: props.empty ?? 'Choose…' }];
  return (
    <NativeSelect
      label={props.label} description={props.help} disabled={props.disabled ?? false} name={props.name}
      data={[...first, ...props.options.map((option) => ({ value: option.value, label: option.label }))]}
      value={value} onChange={(event) => onChange(event.currentTarget.value)} error={error}
    />
  );
}

/** One of many, found by typing. */
export function PickField<V extends object>(props: FieldProps<V, string> & { options: readonly Choice[]; placeholder?: string; nothing?: string }) {
  const { value, onChange, error } = bound<V, string>(props.form, props.name);
  return (
    <Select
      label={props.label} description={props.help} disabled={props.disabled ?? false} name={props.name} searchable clearable
      placeholder={props.placeholder ?? 'Type to find'} nothingFoundMessage={props.nothing ?? 'Nothing like that.'} limit={60}
      data={props.options.map((option) => ({ value: option.value, label: option.label }))}
      value={value === '' ? null : value} onChange={(next) => onChange(next ?? '')} error={error}
    />
  );
}

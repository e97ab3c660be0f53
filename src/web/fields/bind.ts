import type { KeptForm } from '../keep/use-kept-form.ts';

/** The fields of a form whose value is of one kind; so `<DateField name="topic">` does not compile. */
export type FieldsOf<V, T> = { [K in keyof V & string]: [V[K]] extends [T] ? K : never }[keyof V & string];

/** What every field takes: its form, the field's name there, and its words. */
export type FieldProps<V extends object, T> = {
  form: KeptForm<V>;
  name: FieldsOf<V, T>;
  label: string;
  /** A line of help under the label; only where the label cannot say it. */
  help?: string;
  disabled?: boolean;
};

/** Value, setter and error of one field. The cast is sound: `FieldsOf` let only fields of kind T through. */
export function bound<V extends object, T>(form: KeptForm<V>, name: FieldsOf<V, T>) {
  return {
    value: form.values[name] as unknown as T,
    onChange: (value: T) => form.set(name, value as unknown as V[FieldsOf<V, T>]),
    error: form.errorOf(name),
  };
}

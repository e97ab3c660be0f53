import { ActionIcon, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { dateIn, type LocalDate, type WallTime } from '../../shared/dates.ts';
import { now } from '../clock.ts';
import { useZone } from '../self.ts';
import { round, sayDate, sayDay, sayTime } from '../words.ts';
import { bound, type FieldProps } from './bind.ts';
import { readDate, readNumber, readTime } from './read-text.ts';
import css from './typed.module.css';

type TypedProps<T> = {
  label: string;
  value: T | null;
  onChange: (value: T | null) => void;
  error?: string | undefined;
  help?: string;
  disabled?: boolean;
  placeholder?: string;
};

/**
 * A text box whose words are read as something: it takes them as typed and, when left, writes what it understood.
 * Words it cannot read stay, with a sentence that shows how to write them; the value is then null.
 */
function TypedBox<T extends string | number>(props: TypedProps<T> & {
  read: (text: string) => T | undefined;
  write: (value: T) => string;
  hint: string;
  inputMode: 'text' | 'decimal' | 'numeric';
  right?: ReactNode;
  unit?: string;
  name?: string;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const unread = typed !== null && typed.trim() !== '' && props.read(typed) === undefined;
  const shown = typed ?? (props.value === null ? '' : props.write(props.value));
  const leave = () => {
    setLeft(true);
    if (!unread) setTyped(null);
  };
  const right = props.unit !== undefined ? <span className={css.unit}>{props.unit}</span> : props.right;
  return (
    <TextInput
      label={props.label} description={props.help} disabled={props.disabled ?? false} placeholder={props.placeholder}
      inputMode={props.inputMode} autoComplete="off" name={props.name} value={shown} rightSection={right}
      rightSectionWidth={props.unit === undefined ? undefined : `${props.unit.length * 0.55 + 1.5}em`}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        props.onChange(text.trim() === '' ? null : (props.read(text) ?? null));
      }}
      onFocus={() => setLeft(false)} onBlur={leave} onKeyDown={(event) => event.key === 'Enter' && leave()}
      error={props.error ?? (unread && left ? props.hint : undefined)}
    />
  );
}

/** A date, typed as people do: `24 Nov`, `11/24`, `Fri`, `2026-11-24`; or picked from the device's calendar. */
export function DateBox(props: TypedProps<LocalDate> & { past?: boolean; name?: string }) {
  const zone = useZone();
  const today = dateIn(now(), zone);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className={css.dated}>
      <TypedBox<LocalDate>
        {...props} inputMode="text" hint="Write a date, like 24 Nov." placeholder={props.placeholder ?? (props.past ? '3/9/1992' : '24 Nov')}
        read={(text) => readDate(text, today, props.past)}
        write={(date) => (props.past ? sayDate(date, today) : date.slice(0, 4) === today.slice(0, 4) ? sayDay(date) : sayDate(date, today))}
        right={
          <ActionIcon variant="transparent" color="gray" aria-label={`Calendar for ${props.label}`} disabled={props.disabled ?? false} onClick={() => picker.current?.showPicker()}>
            <IconCalendar size={18} />
          </ActionIcon>
        }
      />
      <input
        ref={picker} type="date" className={css.picker} tabIndex={-1} aria-hidden value={props.value ?? ''}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
      />
    </div>
  );
}

/** A wall time, typed as people do: `6`, `6:30pm`, `18:00`. */
export const TimeBox = (props: TypedProps<WallTime> & { name?: string }) => (
  <TypedBox<WallTime> {...props} inputMode="text" placeholder={props.placeholder ?? '6 pm'} hint="Write a time, like 6:30 pm." read={readTime} write={sayTime} />
);

/** A number with its unit beside it. */
export const NumberBox = (props: TypedProps<number> & { unit?: string; whole?: boolean; name?: string }) => (
  <TypedBox<number>
    {...props} inputMode={props.whole ? 'numeric' : 'decimal'} hint={props.whole ? 'Write a whole number, like 45.' : 'Write a number, like 7.5.'}
    read={(text) => {
      const value = readNumber(text);
      return value !== undefined && props.whole && !Number.isInteger(value) ? undefined : value;
    }}
    write={(value) => round(value, 3)}
  />
);

type Typed<V extends object, T> = FieldProps<V, T | null> & { placeholder?: string };

/** The value is `YYYY-MM-DD` or null. `past` for birth dates and what has happened. */
export const DateField = <V extends object>(props: Typed<V, LocalDate> & { past?: boolean }) => {
  const { form, name, ...rest } = props;
  return <DateBox {...rest} name={name} {...bound<V, LocalDate | null>(form, name)} />;
};
/** The value is `HH:MM` or null. */
export const TimeField = <V extends object>(props: Typed<V, WallTime>) => {
  const { form, name, ...rest } = props;
  return <TimeBox {...rest} name={name} {...bound<V, WallTime | null>(form, name)} />;
};
/** The value is a number or null. */
export const NumberField = <V extends object>(props: Typed<V, number> & { unit?: string; whole?: boolean }) => {
  const { form, name, ...rest } = props;
  return <NumberBox {...rest} name={name} {...bound<V, number | null>(form, name)} />;
};

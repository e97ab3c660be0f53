import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { bound, type FieldProps } from './bind.ts';
import { Question } from './choice.tsx';
import css from './SignatureBox.module.css';

/** A signature made on screen: the name as typed, and the strokes as an SVG path in a box of 600 × 160, if drawn. */
export type SignatureMark = { name: string; path: string };
export const NO_SIGNATURE: SignatureMark = { name: '', path: '' };

const WIDE = 600;
const HIGH = 160;

/** Typed name and, for whoever likes to, a drawn one. Drawing needs a hand; typing alone is a signature too. */
export function SignatureBox(props: {
  label: string; value: SignatureMark; onChange: (value: SignatureMark) => void; help?: string; error?: string | undefined;
  disabled?: boolean; nameLabel?: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stroke = useRef<string>('');
  const { path } = props.value;

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !canvas.current) return;
    context.clearRect(0, 0, WIDE, HIGH);
    context.strokeStyle = getComputedStyle(canvas.current).color;
    context.lineWidth = 3;
    context.lineCap = context.lineJoin = 'round';
    context.stroke(new Path2D(path));
  }, [path]);

  const pointOf = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * WIDE);
    const y = Math.round(((event.clientY - box.top) / box.height) * HIGH);
    return `${x} ${y}`;
  };
  const draw = (part: string) => {
    stroke.current += part;
    const context = canvas.current?.getContext('2d');
    context?.stroke(new Path2D(stroke.current));
  };
  const finish = () => {
    if (stroke.current !== '') props.onChange({ ...props.value, path: path + stroke.current });
    stroke.current = '';
  };
  return (
    <Question label={props.label} help={props.help} error={props.error}>
      <TextInput
        className={css.name} label={props.nameLabel ?? 'Full name'} autoComplete="name" disabled={props.disabled ?? false} value={props.value.name}
        onChange={(event) => props.onChange({ ...props.value, name: event.currentTarget.value })}
      />
      <div className={css.pad}>
        <canvas
          ref={canvas} width={WIDE} height={HIGH} className={css.canvas} aria-hidden
          onPointerDown={(event) => {
            if (props.disabled) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            draw(`M${pointOf(event)}`);
          }}
          onPointerMove={(event) => stroke.current !== '' && draw(`L${pointOf(event)}`)}
          onPointerUp={finish} onPointerCancel={finish}
        />
        {path === '' && <span className={css.hint}>Sign here with a finger or the mouse, if you like</span>}
        {path !== '' && !props.disabled && (
          <Button size="compact-sm" variant="subtle" className={css.clear} onClick={() => props.onChange({ ...props.value, path: '' })}>Draw again</Button>
        )}
      </div>
    </Question>
  );
}

/** A signature shown again: strokes if there are some, the typed name always. */
export const SignatureShown = (props: { value: SignatureMark; when?: string }) => (
  <figure className={css.shown}>
    {props.value.path !== '' && (
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} width="180" height="48" aria-hidden>
        <path d={props.value.path} fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    )}
    <figcaption>{props.value.name}{props.when === undefined ? '' : `, ${props.when}`}</figcaption>
  </figure>
);

/** Bound to a form: `const form = useKeptForm(…, { signature: NO_SIGNATURE })`. */
export function SignatureField<V extends object>(props: FieldProps<V, SignatureMark> & { nameLabel?: string }) {
  const { form, name, ...rest } = props;
  return <SignatureBox {...rest} {...bound<V, SignatureMark>(form, name)} />;
}

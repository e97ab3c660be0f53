import { Button, CloseButton, TextInput } from '@mantine/core';
import type { Helper } from '../model.ts';
import css from './plan-fields.module.css';

/** People with a number, one row each. */
export function HelperRows(props: { label: string; helpers: Helper[]; onChange: (helpers: Helper[]) => void; error?: string | undefined }) {
  const change = (at: number, part: Partial<Helper>) => props.onChange(props.helpers.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <fieldset className={css.helpers}>
      <legend>{props.label}</legend>
      {props.helpers.map((helper, at) => (
        <div key={at} className={css.helper}>
          <TextInput aria-label="Name" placeholder="Name" value={helper.name} maxLength={120} onChange={(e) => change(at, { name: e.currentTarget.value })} />
          <TextInput aria-label="Who they are" placeholder="my sister" value={helper.relation} maxLength={120} onChange={(e) => change(at, { relation: e.currentTarget.value })} />
          <TextInput aria-label="Number" placeholder="Number" type="tel" value={helper.phone} maxLength={40} onChange={(e) => change(at, { phone: e.currentTarget.value })} />
          <CloseButton size="lg" aria-label={`Take ${helper.name || 'this person'} out`} onClick={() => props.onChange(props.helpers.filter((_, i) => i !== at))} />
        </div>
      ))}
      {props.error !== undefined && <p className={css.error}>{props.error}</p>}
      <Button onClick={() => props.onChange([...props.helpers, { name: '', relation: '', phone: '' }])} disabled={props.helpers.length >= 10}>Add a person</Button>
    </fieldset>
  );
}

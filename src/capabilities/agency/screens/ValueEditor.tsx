import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ChoiceBox, ChoicesBox, DateBox, NumberBox, TimeBox } from '../../../web/fields/index.ts';
import { CATALOG, isSettingKey } from '../rule-book.ts';
import { CREDENTIALS, CREDENTIAL_WORDS } from '../services.ts';
import { serviceName, type Rule, type Value } from './rule-words.ts';
import css from './Rules.module.css';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const options = CREDENTIALS.map((one) => ({ value: one as string, label: CREDENTIAL_WORDS[one] }));
type Props = { rule: Rule; value: Value; onChange: (value: Value) => void; error?: string | undefined };

/** A rule's value, edited by its own kind: number, yes and no, one of a few, list, times, services. */
export function ValueEditor(props: Props) {
  const { rule, value, onChange, error } = props;
  const { shipped } = rule;
  if (typeof shipped === 'number') return <NumberBox label="From then on" value={value as number} unit={rule.unit} onChange={(next) => onChange(next ?? (value as number))} error={error} />;
  if (typeof shipped === 'boolean') {
    return <ChoiceBox label="From then on" value={value === true ? 'yes' : 'no'} options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]} onChange={(next) => next !== '' && onChange(next === 'yes')} error={error} />;
  }
  if (typeof shipped === 'string') return <OneText {...props} shipped={shipped} />;
  if (rule.key === 'udt.collectionDays') {
    return <ChoicesBox label="On these days" value={(value as number[]).map(String)} options={WEEKDAYS.map((label, n) => ({ value: String(n + 1), label }))}
      onChange={(next) => onChange(next.map(Number).toSorted((a, b) => a - b))} error={error} />;
  }
  if (rule.key === 'holidays') return <Holidays {...props} />;
  if (rule.key === 'payer.rules') return <Payers {...props} />;
  if (Array.isArray(shipped)) return rule.key.startsWith('credential.') && typeof shipped[0] === 'string'
    ? <ChoicesBox label="These" value={value as string[]} options={options} onChange={(next) => onChange(next)} error={error} />
    : <OneList {...props} numbers={typeof shipped[0] === 'number'} />;
  return <Services {...props} />;
}

function OneText({ rule, value, onChange, error, shipped }: Props & { shipped: string }) {
  const text = typeof value === 'string' ? value : '';
  const type = isSettingKey(rule.key) ? CATALOG[rule.key].type : null;
  const choices = type !== null && 'options' in type ? (type.options as readonly string[]) : null;
  if (choices) return <NativeSelect label="From then on" value={text} data={choices.map((one) => ({ value: one, label: one.replaceAll('-', ' ') }))} onChange={(event) => onChange(event.currentTarget.value)} error={error} />;
  if (/^\d\d:\d\d$/.test(shipped)) return <TimeBox label="From then on" value={text} onChange={(next) => onChange(next ?? text)} error={error} />;
  return <TextInput label="From then on" value={text} onChange={(event) => onChange(event.currentTarget.value)} error={error} />;
}

/** `7, 30, 90`: a list typed with commas. */
function OneList({ rule, value, onChange, error, numbers }: Props & { numbers: boolean }) {
  const [text, setText] = useState((value as unknown[]).join(', '));
  return (
    <TextInput label="From then on, with commas" value={text} error={error} description={rule.unit}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const parts = event.currentTarget.value.split(',').map((one) => one.trim()).filter(Boolean);
        onChange(numbers ? parts.map(Number).filter((one) => !Number.isNaN(one)) : parts);
      }} />
  );
}

/** For each service: counted or not, or which credentials may give it. */
function Services({ value, onChange, error }: Props) {
  const map = value as Record<string, boolean | string[]>;
  return (
    <div className={css.services}>
      {error !== undefined && <p role="alert">{error}</p>}
      {Object.entries(map).map(([service, one]) => (typeof one === 'boolean'
        ? <Checkbox key={service} label={serviceName(service)} checked={one} onChange={(event) => onChange({ ...map, [service]: event.currentTarget.checked })} />
        : <ChoicesBox key={service} label={serviceName(service)} value={one} options={options} onChange={(next) => onChange({ ...map, [service]: next })} />))}
    </div>
  );
}

function Holidays({ value, onChange, error }: Props) {
  const days = value as { date: string; name: string }[];
  const set = (at: number, part: Partial<{ date: string; name: string }>) => onChange(days.map((one, n) => (n === at ? { ...one, ...part } : one)));
  return (
    <div className={css.lines}>
      {error !== undefined && <p role="alert">{error}</p>}
      {days.map((one, at) => (
        <div key={at} className={css.line}>
          <DateBox label="Day" value={one.date || null} onChange={(date) => set(at, { date: date ?? '' })} />
          <TextInput label="Name" value={one.name} onChange={(event) => set(at, { name: event.currentTarget.value })} />
          <Button variant="subtle" aria-label={`Remove ${one.name}`} onClick={() => onChange(days.filter((_, n) => n !== at))}><IconTrash size={17} /></Button>
        </div>
      ))}
      <div><Button leftSection={<IconPlus size={17} />} onClick={() => onChange([...days, { date: '', name: '' }])}>Add a day</Button></div>
    </div>
  );
}

function Payers({ value, onChange, error }: Props) {
  const payers = value as { payer: string; perDiemMinutes?: number; reviewDays?: number; weekStart?: number; minHours?: number }[];
  const set = (at: number, part: Partial<(typeof payers)[number]>) => onChange(payers.map((one, n) => (n === at ? { ...one, ...part } : one)));
  return (
    <div className={css.lines}>
      {error !== undefined && <p role="alert">{error}</p>}
      {payers.map((one, at) => (
        <div key={at} className={css.line}>
          <TextInput label="Payer" value={one.payer} onChange={(event) => set(at, { payer: event.currentTarget.value })} />
          <NumberBox label="Minutes for one day" unit="min" value={one.perDiemMinutes ?? null} onChange={(next) => set(at, next === null ? {} : { perDiemMinutes: next })} />
          <NumberBox label="Least hours a week" unit="h" value={one.minHours ?? null} onChange={(next) => set(at, next === null ? {} : { minHours: next })} />
          <NativeSelect label="Its week begins" value={String(one.weekStart ?? '')} data={[{ value: '', label: 'as ours' }, ...WEEKDAYS.map((label, n) => ({ value: String(n + 1), label }))]}
            onChange={(event) => event.currentTarget.value !== '' && set(at, { weekStart: Number(event.currentTarget.value) })} />
          <Button variant="subtle" aria-label={`Remove ${one.payer}`} onClick={() => onChange(payers.filter((_, n) => n !== at))}><IconTrash size={17} /></Button>
        </div>
      ))}
      <div><Button leftSection={<IconPlus size={17} />} onClick={() => onChange([...payers, { payer: '' }])}>Add a payer</Button></div>
    </div>
  );
}

import { Button } from '@mantine/core';
import { ChoicesBox, DateBox } from '../../../web/fields/index.ts';
import { dateIn } from '../../../shared/dates.ts';
import { now } from '../../../web/clock.ts';
import { Hint, Section } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { CRITERIA, nameDiagnosis, SUBSTANCES, SUBSTANCE_WORDS, type Diagnosis, type Substance } from '../diagnosis.ts';
import type { SheetForm } from './sheet.ts';
import css from './Diagnoses.module.css';

/** Criteria ticked by substance; severity and code follow at once. */
export function Diagnoses({ form }: { form: SheetForm }) {
  const { diagnoses } = form.values;
  const set = (next: Diagnosis[]): void => form.set('diagnoses', next);
  const rest = SUBSTANCES.filter((which) => !diagnoses.some((one) => one.substance === which));
  const add = (substance: Substance): void => set([...diagnoses, {
    substance, criteria: [], takenAsPrescribed: false, remissionSince: null, controlledEnvironment: false, onMaintenanceTherapy: false,
  }]);
  return (
    <Section title="Diagnosis">
      <div className={css.all}>
        {diagnoses.map((one, at) => (
          <OneDiagnosis key={one.substance} given={one} fault={form.errorOf(`diagnoses.${at}.criteria`)}
            onChange={(next) => set(diagnoses.map((row) => (row.substance === one.substance ? next : row)))}
            onRemove={() => set(diagnoses.filter((row) => row.substance !== one.substance))} />
        ))}
        <div className={css.add} role="group" aria-label="Add a substance">
          {rest.map((which) => <Button key={which} size="compact-md" onClick={() => add(which)}>+ {SUBSTANCE_WORDS[which]}</Button>)}
        </div>
      </div>
    </Section>
  );
}

function OneDiagnosis(props: { given: Diagnosis; fault: string | undefined; onChange: (next: Diagnosis) => void; onRemove: () => void }) {
  const { given } = props;
  const zone = useZone();
  const named = nameDiagnosis(given, dateIn(now(), zone));
  const more: { value: 'takenAsPrescribed' | 'controlledEnvironment' | 'onMaintenanceTherapy'; label: string }[] = [
    ...(['opioid', 'sedative', 'stimulant', 'cannabis'].includes(given.substance) ? [{ value: 'takenAsPrescribed' as const, label: 'Taken as prescribed' }] : []),
    { value: 'controlledEnvironment', label: 'In a controlled environment' }, { value: 'onMaintenanceTherapy', label: 'On maintenance therapy' },
  ];
  return (
    <article className={css.diagnosis} aria-label={SUBSTANCE_WORDS[given.substance]}>
      <header className={css.head}>
        <h3>{named.ok ? named.value.words : SUBSTANCE_WORDS[given.substance]}</h3>
        <span>{named.ok ? named.value.code : `${given.criteria.length} of 11`}</span>
        <Button variant="subtle" size="compact-sm" onClick={props.onRemove}>Remove</Button>
      </header>
      <ChoicesBox label={`Criteria met in 12 months${named.ok ? `, ${named.value.counted} counted` : ''}`} error={props.fault}
        options={CRITERIA.map((label, at) => ({ value: String(at + 1), label }))} value={given.criteria.map(String)}
        onChange={(next) => props.onChange({ ...given, criteria: next.map(Number).sort((a, b) => a - b) })} />
      <ChoicesBox label="Also" options={more} value={more.map((one) => one.value).filter((one) => given[one])}
        onChange={(next) => props.onChange({
          ...given, takenAsPrescribed: next.includes('takenAsPrescribed'), controlledEnvironment: next.includes('controlledEnvironment'),
          onMaintenanceTherapy: next.includes('onMaintenanceTherapy'),
        })} />
      <div className={css.since}>
        <DateBox label="In remission since" past value={given.remissionSince} onChange={(remissionSince) => props.onChange({ ...given, remissionSince })} />
      </div>
      {!named.ok && given.criteria.length > 0 && <Hint kind="soon">{named.say}</Hint>}
    </article>
  );
}

import { Button } from '@mantine/core';
import { ChoiceBox, FieldGrid, NumberBox, NumberField, TickField } from '../../../web/fields/index.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Columns, Dock, ErrorBox, Hint, SavedState, Section, Stacked } from '../../../web/parts/index.ts';
import { recordResult, type WholeTest } from '../api.ts';
import { temperatureInRange } from '../collection.ts';
import { CUTOFFS } from '../cutoffs.ts';
import { declaredAsTaken, readPresumptive, verdictWords } from '../interpretation.ts';
import { ANALYTES, VALIDITY, type Analyte } from '../model.ts';
import { isReadable, judgeValidity, VALIDITY_WORDS } from '../validity.ts';
import { Regimen } from './Regimen.tsx';
import css from './result.module.css';

type Line = { analyte: Analyte; positive: boolean | null; cutoff: number | null };

/** The screen, substance by substance, with its verdict as it is typed. DT-30: each line keeps its own cut-off. */
export function ResultForm({ clientId, test }: { clientId: string; test: WholeTest }) {
  const go = useGo();
  const form = useKeptForm(`result:${test.testId}`, {
    lines: test.panel.map((analyte): Line => ({ analyte, positive: null, cutoff: CUTOFFS[analyte].cup })), measured: false, creatinine: null as number | null,
    specificGravity: null as number | null, ph: null as number | null, nitrite: null as number | null, foreignSubstance: false, interference: false,
  });
  const keep = useAct(recordResult, { form, onDone: () => go(`/clients/${clientId}/tests/${test.testId}`) });
  const { lines, measured, ...v } = form.values;
  const measures = { creatinine: v.creatinine, specificGravity: v.specificGravity, ph: v.ph, nitrite: v.nitrite, foreignSubstance: v.foreignSubstance, interference: v.interference };
  const validity = judgeValidity(measures, test.specimen ? temperatureInRange(test.specimen, test.limits) : null, test.limits);
  const taken = [...(test.regimen ?? []).map((m) => ({ ...m, prescribed: true })), ...declaredAsTaken(test.specimen?.declaredMedications ?? [])];
  const open = lines.filter((l) => l.positive === null || l.cutoff === null).length;
  const set = (i: number, part: Partial<Line>) => form.set('lines', lines.map((line, k) => (k === i ? { ...line, ...part } : line)));
  const words = (line: Line): string => {
    if (line.positive === null || line.cutoff === null) return '';
    if (test.regimen === null) return line.positive ? 'presumptive positive' : 'negative';
    const read = readPresumptive({ analyte: line.analyte, positive: line.positive, cutoff: line.cutoff, value: null }, taken, validity);
    return verdictWords({ ...read, source: 'presumptive', screened: read.verdict });
  };
  return (
    <>
      <Columns>
        <Section title="The screen" aside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />}>
          <Button variant="subtle" onClick={() => form.set('lines', lines.map((l) => ({ ...l, positive: l.positive ?? false })))}>All others negative</Button>
          <ul className={css.lines}>
            {lines.map((line, i) => (
              <li key={line.analyte} data-positive={line.positive === true}>
                <ChoiceBox label={ANALYTES[line.analyte]} options={[{ value: 'no', label: 'Negative' }, { value: 'yes', label: 'Positive' }]}
                  value={line.positive === null ? '' : line.positive ? 'yes' : 'no'} onChange={(said) => set(i, { positive: said === '' ? null : said === 'yes' })}
                  error={form.errorOf(`readings.${i}.positive`)} />
                <NumberBox label="Cut-off" unit={line.analyte === 'BRAC' ? 'g/210 L' : 'ng/mL'} value={line.cutoff} onChange={(cutoff) => set(i, { cutoff })} />
                <p className={css.verdict} role="status">{words(line)}</p>
              </li>
            ))}
          </ul>
        </Section>
        <Stacked>
          <Section title="Can it be read?">
            <Hint kind={isReadable(validity) ? 'done' : 'soon'}>{VALIDITY[validity]}. {validity === 'acceptable' ? '' : `${VALIDITY_WORDS[validity].means} ${VALIDITY_WORDS[validity].never}`}</Hint>
            <TickField form={form} name="measured" label="Creatinine, pH and others were measured" />
            {measured && (
              <>
                <FieldGrid>
                  <NumberField form={form} name="creatinine" label="Creatinine" unit="mg/dL" />
                  <NumberField form={form} name="specificGravity" label="Specific gravity" />
                  <NumberField form={form} name="ph" label="pH" />
                  <NumberField form={form} name="nitrite" label="Nitrite" unit="mcg/mL" />
                </FieldGrid>
                <TickField form={form} name="foreignSubstance" label="Something foreign was confirmed" />
                <TickField form={form} name="interference" label="Something interfered" />
              </>
            )}
          </Section>
          {test.regimen && <Regimen test={test} />}
        </Stacked>
      </Columns>
      <ErrorBox error={keep.error} />
      <Dock words={open > 0 ? `${open} to read` : 'All read'}>
        <Button variant="filled" loading={keep.busy} disabled={open > 0} onClick={() => void keep.send({
          clientId, testId: test.testId, measures: measured ? measures : null, readings: lines.map((l) => ({ analyte: l.analyte, positive: l.positive!, cutoff: l.cutoff!, value: null })),
        })}>Keep the result</Button>
      </Dock>
    </>
  );
}

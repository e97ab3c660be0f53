import { Button } from '@mantine/core';
import { NumberBox } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { recordConfirmation, type WholeTest } from '../api.ts';
import { CUTOFFS } from '../cutoffs.ts';
import { COMPOUNDS } from '../expected.ts';
import { analyteWords, type Analyte } from '../model.ts';
import css from './result.module.css';

/** The report, compound by compound; nothing found is written as 0. Each keeps the laboratory's own cut-off. */
export function LaboratoryForm({ clientId, test, onDone }: { clientId: string; test: WholeTest; onDone: () => void }) {
  const form = useKeptForm(`laboratory:${test.testId}`, {
    lines: test.confirmation!.analytes.flatMap((analyte) => COMPOUNDS[analyte].map((compound) => ({ analyte, compound, value: null as number | null, cutoff: CUTOFFS[analyte].definitive as number | null }))),
  });
  const act = useAct(recordConfirmation, { form, onDone });
  const { lines } = form.values;
  const set = (i: number, part: Partial<(typeof lines)[number]>) => form.set('lines', lines.map((line, k) => (k === i ? { ...line, ...part } : line)));
  const read = lines.filter((l) => l.value !== null && l.cutoff !== null);
  return (
    <Stacked>
      <ul className={css.lines}>
        {lines.map((line, i) => (
          <li key={line.compound}>
            <NumberBox label={`${line.compound} (${analyteWords(line.analyte as Analyte)})`} unit="ng/mL" value={line.value} onChange={(value) => set(i, { value })} />
            <NumberBox label="Cut-off" unit="ng/mL" value={line.cutoff} onChange={(cutoff) => set(i, { cutoff })} />
            <p className={css.verdict}>{line.value === null || line.cutoff === null ? 'not reported' : line.value >= line.cutoff ? 'found' : 'not found'}</p>
          </li>
        ))}
      </ul>
      <ErrorBox error={act.error} />
      <Button variant="filled" loading={act.busy} disabled={read.length === 0} onClick={() => void act.send({
        clientId, testId: test.testId, readings: read.map((l) => ({ analyte: l.analyte as Analyte, compound: l.compound, value: l.value!, cutoff: l.cutoff! })),
      })}>Keep the laboratory’s answer</Button>
    </Stacked>
  );
}

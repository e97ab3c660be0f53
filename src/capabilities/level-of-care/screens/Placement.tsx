import { NativeSelect, Textarea } from '@mantine/core';
import { ChoiceBox } from '../../../web/fields/index.ts';
import { Hint, Section } from '../../../web/parts/index.ts';
import { LEVELS, LEVEL_WORDS, rank, REASON_WORDS, reasonCode, type Level, type Recommendation } from '../model.ts';
import type { AssessmentDetails } from '../assessment.ts';
import type { SheetForm } from './sheet.ts';
import css from './Diagnoses.module.css';

/** What is decided: mostly what is proposed; otherwise with a reason, and for less with a plan for the risk (LOC-09). */
export function Placement({ form, proposal, accepted }: { form: SheetForm; proposal: Recommendation; accepted: Level | null }) {
  const { placement } = form.values;
  const set = (part: Partial<AssessmentDetails['placement']>): void =>
    form.change((all) => ({ ...all, placement: { ...all.placement, ...part } }));
  const differs = proposal.level !== null && accepted !== null && accepted !== proposal.level;
  const lower = differs && rank(accepted) < rank(proposal.level!);
  const area = (field: 'reason' | 'riskPlan' | 'personPrefers' | 'barriers', label: string, max: number) => (
    <Textarea label={label} autosize minRows={1} maxRows={10} maxLength={max} value={placement[field]} error={form.errorOf(`placement.${field}`)}
      onChange={(event) => set({ [field]: event.currentTarget.value })} />
  );
  return (
    <Section title="Decide">
      <div className={css.all}>
        <NativeSelect label="Level" value={accepted ?? ''} error={form.errorOf('placement.acceptedLevel')}
          onChange={(event) => set({ acceptedLevel: event.currentTarget.value === '' ? null : event.currentTarget.value as Level })}
          data={[...(proposal.level === null ? [{ value: '', label: 'Not yet' }] : []),
            ...LEVELS.map((one) => ({ value: one, label: `${one} ${LEVEL_WORDS[one]}${one === proposal.level ? ', as proposed' : ''}` }))]} />
        {differs && (
          <>
            <ChoiceBox label="Why otherwise" error={form.errorOf('placement.reasonCode')} value={placement.reasonCode ?? ''}
              options={reasonCode.options.map((value) => ({ value, label: REASON_WORDS[value] }))}
              onChange={(next) => set({ reasonCode: next === '' ? null : next })} />
            {area('reason', 'In a sentence', 1000)}
          </>
        )}
        {lower && (
          <>
            {area('riskPlan', 'What is done about the risk', 2000)}
            <Hint kind="soon">A lower level than proposed: a supervisor co-signs.</Hint>
          </>
        )}
        {area('personPrefers', 'What they prefer', 500)}
        {area('barriers', 'What is in the way: work, children, travel, cost', 500)}
      </div>
    </Section>
  );
}

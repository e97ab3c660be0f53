import { ChoicesField, FieldGrid, SelectField, TextField } from '../../../web/fields/index.ts';
import { Hint, Section } from '../../../web/parts/index.ts';
import { RISKS, RISK_WORDS } from '../model.ts';
import { nextQuestions } from '../safety-screen.ts';
import type { CallForm } from './call-form.ts';
import css from './Call.module.css';

/** Who calls, how to reach them safely, and what changes the next question. */
export function Who({ form }: { form: CallForm }) {
  return (
    <Section title="Who">
      <FieldGrid>
        <SelectField form={form} name="callsFor" label="Calls for" options={[{ value: '', label: 'Not asked yet' }, { value: 'self', label: 'Self' }, { value: 'other', label: 'Somebody else' }]} />
        <TextField form={form} name="callThem" label="Call them" />
        {form.values.callsFor === 'other' && <TextField form={form} name="callerRelation" label="The caller is their" />}
        <TextField form={form} name="phone" label="Safe number" type="tel" />
        <SelectField form={form} name="voicemail" label="Voicemail" options={[{ value: '', label: 'Not asked yet' }, { value: 'no_message', label: 'No message' },
          { value: 'neutral_words', label: 'Neutral words' }, { value: 'own_words', label: 'Their words' }]} />
        {form.values.voicemail === 'own_words' && <TextField form={form} name="voicemailWords" label="Say this, nothing else" />}
      </FieldGrid>
      <ChoicesField form={form} name="risks" label="Also" options={RISKS.map((risk) => ({ value: risk, label: RISK_WORDS[risk] }))} />
      {nextQuestions(form.values.risks).map((next) => (
        <Hint key={next.risk} kind="soon">
          {next.ask}
          <details className={css.more}>
            <summary>{next.questions.length} questions</summary>
            <ul>{next.questions.map((question) => <li key={question}>{question}</li>)}</ul>
          </details>
        </Hint>
      ))}
    </Section>
  );
}

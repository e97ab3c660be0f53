import { FieldGrid, NumberField, SelectField, TextAreaField, TextField } from '../../../web/fields/index.ts';
import { Hint, Section } from '../../../web/parts/index.ts';
import { listWords } from '../../../web/words.ts';
import { notUnderstood, type CallForm } from './call-form.ts';
import css from './Call.module.css';

const none = { value: '', label: 'Not asked yet' } as const;

/** Their own week in their own words; the picture beside it redraws while it is typed. */
export function TheirWeek({ form }: { form: CallForm }) {
  const unread = notUnderstood(form.values);
  return (
    <Section title="Their week">
      <FieldGrid>
        <TextField form={form} name="workText" label="Work" placeholder="Mon–Fri 7–3:30" />
        <TextField form={form} name="childrenText" label="Children, school, care" placeholder="pick-up 5 pm Tue, Thu" />
        <SelectField form={form} name="travelMode" label="Gets here by" options={[none, { value: 'walk', label: 'On foot' }, { value: 'bike', label: 'Bicycle' },
          { value: 'bus', label: 'Bus' }, { value: 'train', label: 'Train' }, { value: 'car', label: 'Car' }, { value: 'ride', label: 'A ride' }, { value: 'remote', label: 'By video' }]} />
        <NumberField form={form} name="travelMinutes" label="One way" unit="min" whole />
        <SelectField form={form} name="paysWith" label="Pays with" options={[none, { value: 'medicaid', label: 'Medicaid' }, { value: 'medicare', label: 'Medicare' },
          { value: 'commercial', label: 'Insurance' }, { value: 'state_funds', label: 'State plan' }, { value: 'self_pay', label: 'Out of pocket' }, { value: 'unknown', label: 'Does not know' }]} />
        <SelectField form={form} name="referralSource" label="Heard of us through" options={[none, { value: 'self', label: 'Themself' }, { value: 'family_or_friend', label: 'Family or a friend' },
          { value: 'health_provider', label: 'A doctor or clinic' }, { value: 'hospital', label: 'A hospital' }, { value: 'treatment_provider', label: 'Another program' },
          { value: 'court_or_probation', label: 'Court or probation' }, { value: 'employer', label: 'Work' }, { value: 'school', label: 'School' },
          { value: 'child_welfare', label: 'Child welfare' }, { value: 'community', label: 'Somebody in the community' }, { value: 'web', label: 'The web' }, { value: 'other', label: 'Something else' }]} />
      </FieldGrid>
      {unread.length > 0 && <Hint kind="soon">Not understood: {listWords(unread.map((part) => `“${part}”`))}. Write days and times, like Mon–Fri 7–3:30.</Hint>}
      <details className={css.more}>
        <summary>Substances, language, anything else</summary>
        <FieldGrid>
          <TextField form={form} name="substances" label="Substances, with commas" />
          <TextField form={form} name="language" label="Language" />
          <SelectField form={form} name="urgency" label="How soon" options={[none, { value: 'today', label: 'Today' }, { value: 'this_week', label: 'This week' }, { value: 'soon', label: 'Soon' }, { value: 'just_asking', label: 'Just asking' }]} />
        </FieldGrid>
        <TextAreaField form={form} name="remark" label="Remark" />
      </details>
    </Section>
  );
}

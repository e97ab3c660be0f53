import { ChoiceBox } from '../../../web/fields/index.ts';
import { Hint, Section } from '../../../web/parts/index.ts';
import { REVIEW_ASKS, type ReviewAnswers } from '../continued-service.ts';
import type { OpenSheet, SheetForm } from './sheet.ts';
import css from './Safety.module.css';

const WAY = { stay: 'Stay at this level', 'step-down': 'Step down', 'step-up': 'Step up' } as const;

/** At a review of the stay: six questions, and what speaks for staying, stepping down and stepping up (LOC-21). */
export function StayReview({ sheet, form }: { sheet: OpenSheet; form: SheetForm }) {
  if (!sheet.review) return null;
  const { review } = form.values;
  return (
    <Section title="The stay">
      <div className={css.questions}>
        {(Object.keys(REVIEW_ASKS) as (keyof ReviewAnswers)[]).map((ask) => (
          <ChoiceBox key={ask} label={REVIEW_ASKS[ask]} error={form.errorOf(`review.${ask}`)}
            options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]}
            value={review[ask] === null ? '' : review[ask] ? 'yes' : 'no'}
            onChange={(next) => form.set('review', { ...review, [ask]: next === '' ? null : next === 'yes' })} />
        ))}
      </div>
      {sheet.review.forced && <Hint kind="late">{sheet.review.forced}</Hint>}
      {sheet.review.options.map((one) => (
        <Hint key={one.option} kind={one.open ? 'done' : 'info'}>
          <strong>{WAY[one.option]}</strong>{one.open ? '' : ', not yet'}. {[...one.for, ...one.against].join(' ')}
        </Hint>
      ))}
    </Section>
  );
}

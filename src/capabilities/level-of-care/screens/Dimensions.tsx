import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../../web/parts/index.ts';
import { DIMENSIONS, DIMENSION_WORDS, RATING_WORDS, type Dimension, type Evidence } from '../model.ts';
import { setRating, type OpenSheet, type SheetForm } from './sheet.ts';
import css from './Dimensions.module.css';

/** Six ratings, each on evidence. Digits 0 to 4 rate the dimension that has the focus. */
export function Dimensions({ sheet, form }: { sheet: OpenSheet; form: SheetForm }) {
  const rated = form.values.ratings.filter((one) => one.rating !== null).length;
  return (
    <Section title="Dimensions" aside={`${rated} of 6 rated`}>
      <div className={css.all}>
        {DIMENSIONS.map((dimension) => <OneDimension key={dimension} dimension={dimension} sheet={sheet} form={form} />)}
      </div>
    </Section>
  );
}

const same = (a: Evidence, b: Evidence): boolean => a.kind === b.kind && a.id === b.id && a.say === b.say;

function OneDimension({ dimension, sheet, form }: { dimension: Dimension; sheet: OpenSheet; form: SheetForm }) {
  const one = form.values.ratings.find((row) => row.dimension === dimension)!;
  const [more, setMore] = useState(one.history !== '' || one.strengths !== '');
  const words = DIMENSION_WORDS[sheet.edition][dimension];
  const offered = [...one.evidence, ...sheet.evidence.filter((row) => row.dimension === dimension).map((row) => row.evidence)
    .filter((fact) => !one.evidence.some((taken) => same(taken, fact)))];
  const drives = sheet.recommendation.drivers.includes(dimension);
  const minimum = sheet.recommendation.minimums.find((row) => row.dimension === dimension);
  const fault = (field: string): string | undefined => form.errorOf(`ratings.${dimension}.${field}`);
  const text = (field: 'hereAndNow' | 'neededService' | 'history' | 'strengths', label: string, placeholder: string) => (
    <Textarea label={label} placeholder={placeholder} autosize minRows={1} maxRows={12} maxLength={field === 'neededService' ? 500 : 1000}
      value={one[field]} error={fault(field)} onChange={(event) => setRating(form, dimension, { [field]: event.currentTarget.value })} />
  );
  return (
    <article className={css.dimension} data-drives={drives} aria-label={`${dimension} ${words}`}>
      <header className={css.head}>
        <h3>{dimension} {words}</h3>
        {minimum && <span className={css.asks}>asks for {minimum.level}{minimum.coe ? ' COE' : ''}</span>}
      </header>
      <div className={css.ratings} role="radiogroup" tabIndex={0} aria-label={`Rating of ${words}, 0 to 4`}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!/^[0-4]$/.test(event.key) && step === undefined) return;
          const next = step === undefined ? Number(event.key) : Math.min(4, Math.max(0, (one.rating ?? -1) + step));
          setRating(form, dimension, { rating: next });
          event.preventDefault();
        }}>
        {RATING_WORDS.map((rating, value) => (
          <button key={rating} type="button" role="radio" aria-checked={one.rating === value} className={css.rating}
            tabIndex={-1}
            onClick={() => setRating(form, dimension, { rating: one.rating === value ? null : value })}>
            <b>{value}</b><span>{rating}</span>
          </button>
        ))}
      </div>
      {offered.length > 0 && (
        <div className={css.chips} role="group" aria-label="Evidence">
          {offered.map((fact) => {
            const taken = one.evidence.some((row) => same(row, fact));
            return (
              <button key={`${fact.kind}${fact.id}${fact.say}`} type="button" className={css.chip} aria-pressed={taken}
                onClick={() => setRating(form, dimension, { evidence: taken ? one.evidence.filter((row) => !same(row, fact)) : [...one.evidence, fact] })}>
                {taken ? '✓ ' : '+ '}{fact.say}
              </button>
            );
          })}
        </div>
      )}
      {text('hereAndNow', 'Found here and now', 'What was seen and said today')}
      {(one.rating ?? 0) >= 2 && text('neededService', 'What it needs', 'Structured group three times a week')}
      {more ? <>{text('history', 'History', '')}{text('strengths', 'Strengths', '')}</>
        : <div><Button variant="subtle" size="compact-sm" onClick={() => setMore(true)}>History and strengths</Button></div>}
    </article>
  );
}

import { Section } from '../../../web/parts/index.ts';
import { RATED, SUB_DIMENSIONS, type LeastLevel } from '../fourth-edition.ts';
import { DIMENSION_WORDS, LEVELS, LEVEL_WORDS } from '../model.ts';
import type { SheetForm } from './sheet.ts';
import css from './SubDimensions.module.css';

const OPTIONS: [string, string][] = [
  ['', 'not rated'], ['0', '0, no need'], ['ANY', 'any level can meet it'], ['EVAL', 'needs a prompt evaluation'],
  ...LEVELS.map((one): [string, string] => [one, `${one} ${LEVEL_WORDS[one].toLowerCase()}`]),
  ...(['2.1 COE', '2.5 COE', '3.5 COE'] as const).map((one): [string, string] => [one, `${one}, co-occurring enhanced`]),
];

/** Fourth edition: for each need the least level that can safely meet it. The highest is the level, never a mean. */
export function SubDimensions({ form }: { form: SheetForm }) {
  return (
    <Section title="Needs, each with the least level that can meet it">
      {RATED.map((which) => (
        <fieldset key={which} className={css.dimension}>
          <legend>{which} {DIMENSION_WORDS['4'][which]}</legend>
          {SUB_DIMENSIONS[which].map((name, at) => (
            <label key={name} className={css.need}>
              <span>{name}</span>
              <select value={form.values.subRatings[which][at] ?? ''}
                onChange={(event) => {
                  const value = event.currentTarget.value === '' ? null : event.currentTarget.value as LeastLevel;
                  form.change((all) => {
                    const row = SUB_DIMENSIONS[which].map((_, index) => (index === at ? value : all.subRatings[which][index] ?? null));
                    return { ...all, subRatings: { ...all.subRatings, [which]: row } };
                  });
                }}>
                {OPTIONS.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
              </select>
            </label>
          ))}
        </fieldset>
      ))}
    </Section>
  );
}

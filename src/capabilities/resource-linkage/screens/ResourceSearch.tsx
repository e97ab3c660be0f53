import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { dateIn, weekdayOf } from '../../../shared/dates.ts';
import type { InputOf } from '../../../web/call.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoicesField, FieldGrid, SelectField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useRead } from '../../../web/operations.ts';
import { Empty, Row, Rows, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayCount, sentence } from '../../../web/words.ts';
import { searchResources } from '../api.ts';
import type { NeedKind } from '../model.ts';
import { COST_OPTIONS, NEED_OPTIONS, sayMiles, sayOpens, sayVerified, type Found } from './resource-words.ts';

export type Wanted = { need: string; postalCode: string; miles: string; times: string[]; cost: string[]; language: string; words: string };
export const ANYTHING: Wanted = { need: '', postalCode: '', miles: '10', times: [], cost: [], language: '', words: '' };

const WEEKDAYS = [1, 2, 3, 4, 5];
const TIMES: Record<string, { label: string; days: number[]; from: string; until: string }> = {
  morning: { label: 'Weekday mornings', days: WEEKDAYS, from: '06:00', until: '12:00' },
  afternoon: { label: 'Weekday afternoons', days: WEEKDAYS, from: '12:00', until: '17:00' },
  evening: { label: 'Weekday evenings', days: WEEKDAYS, from: '17:00', until: '22:00' },
  weekend: { label: 'Weekend', days: [6, 7], from: '06:00', until: '22:00' },
};
const FAR = [['2', '2 miles'], ['5', '5 miles'], ['10', '10 miles'], ['25', '25 miles'], ['100', '100 miles']].map(([value, label]) => ({ value: value!, label: label! }));
const LANGUAGES = [['en', 'English'], ['es', 'Spanish'], ['pl', 'Polish'], ['zh', 'Chinese'], ['ar', 'Arabic'], ['ru', 'Russian'], ['vi', 'Vietnamese'], ['tl', 'Tagalog'], ['fr', 'French']]
  .map(([value, label]) => ({ value: value!, label: label! }));

const inputOf = (w: Wanted): InputOf<typeof searchResources> => {
  const postalCode = /^\d{5}(-\d{4})?$/.test(w.postalCode.trim()) ? w.postalCode.trim() : '';
  return {
    need: w.need === '' ? null : w.need as NeedKind, postalCode, withinMiles: postalCode === '' || w.miles === '' ? null : Number(w.miles),
    free: w.times.flatMap((t) => TIMES[t]!.days.map((weekday) => ({ weekday, from: TIMES[t]!.from, until: TIMES[t]!.until }))),
    cost: w.cost as 'free'[], language: w.language || null, words: w.words,
  };
};

/** The search and what it finds. `head` is told the count so that the page's headline is the answer. */
export function ResourceSearch(props: { name: string; initial: Wanted; actOf: (found: Found) => ReactNode; head?: (count: number | null, wanted: Wanted) => ReactNode }) {
  const form = useKeptForm<Wanted>(props.name, props.initial);
  const [wanted] = useDebouncedValue(form.values, 250);
  const read = useRead(searchResources, inputOf(wanted));
  const weekday = weekdayOf(dateIn(useMinute(), useZone()));
  const today = dateIn(useMinute(), useZone());
  return (
    <Stacked>
      {props.head?.(read.data ? read.data.found.length + read.data.more : null, wanted)}
      <div>
        <FieldGrid>
          <SelectField form={form} name="need" label="Needed" options={NEED_OPTIONS} empty="Anything" />
          <TextField form={form} name="postalCode" label="Near postal code" placeholder="60601" maxLength={10} />
          <SelectField form={form} name="miles" label="Within" options={FAR} empty="Any distance" />
          <SelectField form={form} name="language" label="Spoken there" options={LANGUAGES} empty="Any language" />
          <TextField form={form} name="words" label="Words" placeholder="name or street" maxLength={80} />
        </FieldGrid>
      </div>
      <FieldGrid>
        <ChoicesField form={form} name="times" label="Time that suits" options={Object.entries(TIMES).map(([value, { label }]) => ({ value, label }))} />
        <ChoicesField form={form} name="cost" label="Cost" options={COST_OPTIONS} />
      </FieldGrid>
      <Shown read={read} rows={5}>
        {({ found, more }) => found.length === 0
          ? <Empty>Nothing fits all of this. Look further away, or leave out one wish.</Empty>
          : (
            <>
              <Rows label="Found">
                {found.map((f) => (
                  <Row key={f.resource.id} lead={<Mark kind={f.resource.verifiedOn === null || f.mind.some((m) => m.startsWith('last verified')) ? 'later' : 'done'} label={sayVerified(f.resource, today)} />}
                    title={<><b>{f.resource.name}</b>{f.resource.phone && ` ${f.resource.phone}`}</>}
                    sub={[sayOpens(f.opens, weekday), ...f.because.filter((b) => !/mile|online/.test(b)), ...f.mind, f.resource.address].filter(Boolean).join(' · ')}
                    right={sayMiles(f)} action={props.actOf(f)} />
                ))}
              </Rows>
              {more > 0 && <p>{sentence(sayCount(more, 'place'))} more. Narrow the search to see them.</p>}
            </>
          )}
      </Shown>
    </Stacked>
  );
}

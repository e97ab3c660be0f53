import { ChoiceField, ChoicesField, FieldGrid, NumberField, SelectField } from '../../../web/fields/index.ts';
import type { KeptForm } from '../../../web/keep/use-kept-form.ts';
import { useRead } from '../../../web/operations.ts';
import { Section } from '../../../web/parts/index.ts';
import { sayCount } from '../../../web/words.ts';
import { CREDENTIALS, CREDENTIAL_WORDS, GIVEN_BY_DEFAULT, type CredentialKind, type Service } from '../../agency/services.ts';
import { listCurricula } from '../api.ts';
import { AUDIENCES, AUDIENCE_WORDS, type Audience } from '../model.ts';

/** What a group is beside its name: how many, whom it is for, who may lead it, what it walks through. */
export type GroupValues = {
  capacity: number | null; minimum: number | null; secondFrom: number | null; credentials: string[]; language: string; audience: string[];
  enrolment: string; curriculum: string;
};
export const NEW_GROUP: GroupValues = { capacity: 12, minimum: null, secondFrom: null, credentials: [], language: 'en', audience: [], enrolment: 'open', curriculum: '' };

const LANGUAGES: [string, string][] = [['en', 'English'], ['es', 'Spanish'], ['zh', 'Chinese'], ['vi', 'Vietnamese'], ['ko', 'Korean'], ['ru', 'Russian'],
  ['ar', 'Arabic'], ['fr', 'French'], ['pt', 'Portuguese'], ['hmn', 'Hmong'], ['so', 'Somali'], ['ase', 'American Sign Language']];

/** The values as the operation takes them. */
export const groupOf = (v: GroupValues) => ({
  capacity: v.capacity ?? 0, minimum: v.minimum, secondFrom: v.secondFrom, credentials: v.credentials as CredentialKind[], language: v.language,
  audience: v.audience as Audience[], enrolment: v.enrolment as 'open' | 'closed', curriculum: v.curriculum || null,
});

/** The group's part of a longer form. */
export const groupPart = <V extends GroupValues>(form: KeptForm<V>): KeptForm<GroupValues> => form as unknown as KeptForm<GroupValues>;

export function GroupSize({ form }: { form: KeptForm<GroupValues> }) {
  return (
    <FieldGrid>
      <NumberField form={form} name="capacity" label="Seats" whole help="No more than the rules allow." />
      <NumberField form={form} name="minimum" label="At least" whole help="Empty: as the rules say." />
      <NumberField form={form} name="secondFrom" label="Second leader above" whole help="Empty: as the rules say." />
    </FieldGrid>
  );
}

export function GroupFields({ form, service }: { form: KeptForm<GroupValues>; service: Service }) {
  const curricula = useRead(listCurricula, {});
  const may = CREDENTIALS.filter((one) => GIVEN_BY_DEFAULT[service].includes(one));
  return (
    <>
      <Section title="Whom it is for">
        <ChoicesField form={form} name="audience" label="For" options={AUDIENCES.map((one) => ({ value: one, label: AUDIENCE_WORDS[one] }))} help="None: for everybody." />
        <FieldGrid>
          <SelectField form={form} name="language" label="Language" options={LANGUAGES.map(([value, label]) => ({ value, label }))} />
          <SelectField form={form} name="curriculum" label="Lessons" empty="None"
            options={(curricula.data ?? []).map((one) => ({ value: one.code, label: `${one.name}, ${sayCount(one.lessons.length, 'lesson')}` }))} />
        </FieldGrid>
        <ChoiceField form={form} name="enrolment" label="Who joins"
          options={[{ value: 'open', label: 'Anybody, in any week' }, { value: 'closed', label: 'Only those who begin together' }]} />
      </Section>
      {may.length > 1 && (
        <Section title="Who may lead it">
          <ChoicesField form={form} name="credentials" label="Only with" options={may.map((one) => ({ value: one, label: CREDENTIAL_WORDS[one] }))}
            help="None: everybody whose credential covers this kind of group." />
        </Section>
      )}
    </>
  );
}

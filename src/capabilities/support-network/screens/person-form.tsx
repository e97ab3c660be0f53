import { ChoicesField, FieldGrid, TextField, TickField, TimeField } from '../../../web/fields/index.ts';
import type { KeptForm } from '../../../web/keep/use-kept-form.ts';
import { SUPPORTER_ROLE_WORDS, SUPPORTER_ROLES, type SupporterRole } from '../model.ts';
import type { KnownPerson } from '../api.ts';

/** A person as typed: contact rules flat, so that each is a field. */
export type PersonText = {
  name: string; relation: string; phone: string; email: string; roles: string[];
  mayCall: boolean; mayText: boolean; mayLeaveMessage: boolean; messageWords: string;
  notBefore: string | null; notAfter: string | null;
};
export const NOBODY: PersonText = { name: '', relation: '', phone: '', email: '', roles: [], mayCall: false, mayText: false, mayLeaveMessage: false, messageWords: '', notBefore: null, notAfter: null };

export const textOf = (p: KnownPerson): PersonText => ({
  name: p.name, relation: p.relation, phone: p.phone, email: p.email, roles: p.roles, mayCall: p.contact.mayCall, mayText: p.contact.mayText,
  mayLeaveMessage: p.contact.mayLeaveMessage, messageWords: p.contact.messageWords, notBefore: p.contact.notBefore || null, notAfter: p.contact.notAfter || null,
});
export const personOf = (id: string, t: PersonText, before?: KnownPerson) => ({
  id, name: t.name, relation: t.relation, phone: t.phone, email: t.email, roles: t.roles as SupporterRole[], language: before?.language ?? 'en',
  contact: { mayCall: t.mayCall, mayText: t.mayText, mayLeaveMessage: t.mayLeaveMessage, messageWords: t.messageWords,
    notBefore: t.notBefore ?? '', notAfter: t.notAfter ?? '' },
});

const ROLES = SUPPORTER_ROLES.map((value) => ({ value, label: SUPPORTER_ROLE_WORDS[value] }));

/** @param mine said to the client: `my sister`; else to staff. */
export function PersonFields(props: { form: KeptForm<PersonText>; mine?: boolean }) {
  const { form } = props;
  const lead = props.mine ? 'The team' : 'We';
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 20 }}>
      <FieldGrid>
        <TextField form={form} name="name" label="Name" />
        <TextField form={form} name="relation" label={props.mine ? 'Who are they to you?' : 'Who they are to the client'} placeholder="sister" />
        <TextField form={form} name="phone" label="Number" type="tel" />
        <TextField form={form} name="email" label="Email" type="email" />
      </FieldGrid>
      <ChoicesField form={form} name="roles" label={props.mine ? 'What they do for you' : 'Part'} options={ROLES} />
      <div style={{ display: 'flex', flexDirection: 'column', gap: 10 }}>
        <TickField form={form} name="mayCall" label={`${lead} may call them`} />
        <TickField form={form} name="mayText" label={`${lead} may text them`} />
        <TickField form={form} name="mayLeaveMessage" label={`${lead} may leave a message`} />
      </div>
      {(form.values.mayCall || form.values.mayText || form.values.mayLeaveMessage) && (
        <FieldGrid><TimeField form={form} name="notBefore" label="Not before" placeholder="9 am" /><TimeField form={form} name="notAfter" label="Not after" placeholder="8 pm" /></FieldGrid>
      )}
      {form.values.mayLeaveMessage && <TextField form={form} name="messageWords" label="In these words" help="Nothing that says what this is about" placeholder="Please call T. B. back." />}
    </div>
  );
}

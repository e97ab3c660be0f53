import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { ROLE_WORDS } from '../../../shared/roles.ts';
import { now } from '../../../web/clock.ts';
import { ChoicesField, TextField, TickField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { saveStaffMember, setRoles } from '../api.ts';
import { staffRole, type StaffSummary } from '../model.ts';

const ROLE_CHOICES = staffRole.options.map((role) => ({ value: role, label: ROLE_WORDS[role] }));
const initialsFrom = (name: string): string =>
  name.split(/\s+/).filter(Boolean).slice(0, 2).map((w) => `${w[0]!.toUpperCase()}.`).join(' ');

type Props = { member: StaffSummary | 'new' | null; onClose: () => void; onSaved: (member: { staffId: string; name: string }, inviteNow: boolean) => void };

/** Adds somebody, or changes who they are and what they may do. */
export function StaffMemberDialog(props: Props) {
  const { member } = props;
  return (
    <Modal opened={member !== null} onClose={props.onClose} title={member === 'new' ? 'Add a person' : 'Change a person'} size="lg">
      {member !== null && <MemberForm key={member === 'new' ? 'new' : member.staffId} member={member === 'new' ? null : member} onSaved={props.onSaved} />}
    </Modal>
  );
}

function MemberForm(props: { member: StaffSummary | null; onSaved: Props['onSaved'] }) {
  const { member } = props;
  const [staffId] = useState(() => member?.staffId ?? newId(Date.parse(now())));
  const form = useKeptForm(`staff-member:${member?.staffId ?? 'new'}`, {
    name: member?.name ?? '', initials: member?.initials ?? '', email: member?.email ?? '', phone: member?.phone ?? '',
    roles: member?.roles ?? [], inviteNow: member === null,
  });
  const save = useAct(saveStaffMember, { form });
  const roles = useAct(setRoles, { form });
  const { values } = form;
  const send = async () => {
    const initials = values.initials.trim() || initialsFrom(values.name);
    const saved = await save.send({ staffId, name: values.name, initials, email: values.email.trim(), phone: values.phone, fte: member?.fte ?? 1 });
    if (saved === undefined) return;
    const given = await roles.send({ staffId, roles: values.roles });
    if (given !== undefined) props.onSaved({ staffId, name: values.name }, values.inviteNow && values.email.trim() !== '');
  };
  return (
    <Stacked>
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="email" label="Email" help="They sign in with it." />
      <ChoicesField form={form} name="roles" label="What they do here" options={ROLE_CHOICES} />
      {member === null && <TickField form={form} name="inviteNow" label="Invite them at once" />}
      <ErrorBox error={save.error ?? roles.error} />
      <Button variant="filled" size="md" fullWidth loading={save.busy || roles.busy} onClick={() => void send()}>
        {member === null ? `Add ${values.name.split(' ')[0] || 'them'}` : 'Save the changes'}
      </Button>
    </Stacked>
  );
}

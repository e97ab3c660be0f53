import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { ROLE_WORDS } from '../../../shared/roles.ts';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/Mark.tsx';
import { useSelf, useZone } from '../../../web/self.ts';
import { arrangeAccess, readStaffAccess, type AccessAct, type Handed, type StaffAccess } from '../../../web/sign-in/access.ts';
import { HandOver } from '../../../web/sign-in/HandOver.tsx';
import { Say } from '../../../web/sign-in/Say.tsx';
import { listWords, sayCount, sayDate, sayWhen, sentence } from '../../../web/words.ts';
import { listStaff } from '../api.ts';
import type { StaffSummary } from '../model.ts';
import { CREDENTIAL_WORDS, type CredentialKind } from '../../agency/services.ts';
import { CredentialsDialog } from './CredentialsDialog.tsx';
import { StaffMemberDialog } from './StaffMemberDialog.tsx';
import css from './Staff.module.css';

type Standing = 'in' | 'invited' | 'out';
const standingOf = (access: StaffAccess, staffId: string): Standing =>
  access.members.includes(staffId) ? 'in' : access.invited.some((i) => i.subjectId === staffId) ? 'invited' : 'out';

const headline = (here: number, shut: number): string => {
  const all = `${sentence(sayCount(here, 'person works', 'people work'))} here.`;
  return `${all} ${shut === 0 ? 'All can sign in.' : `${sentence(sayCount(shut, 'of them', 'of them'))} cannot sign in yet.`}`;
};

const leavingOf = (member: { staffId: string }): string => `/staff/${member.staffId}/leaving`;

/** Who works here, as what, and whether they can get in. */
export default function Staff() {
  const go = useGo();
  const today = dateIn(useMinute(), useZone());
  const staff = useRead(listStaff, {});
  const access = useQuery({
    queryKey: ['sign-in', 'staff'], staleTime: 0,
    queryFn: async () => {
      const wired = await readStaffAccess();
      if (!wired.ok) throw new Error(wired.say);
      return wired.data;
    },
  });
  const [handed, setHanded] = useState<{ handed: Handed; who: string; lasts: string } | null>(null);
  const [editing, setEditing] = useState<StaffSummary | 'new' | null>(null);
  const [credentialsOf, setCredentialsOf] = useState<string | null>(null);
  const [say, setSay] = useState<string | null>(null);

  const arrange = async (member: Pick<StaffSummary, 'staffId' | 'name'>, what: AccessAct) => {
    setSay(null);
    const wired = await arrangeAccess({ kind: 'staff', subjectId: member.staffId, what });
    if (!wired.ok) setSay(wired.say);
    else if (what === 'invite' || what === 'help') setHanded({ handed: wired.data, who: member.name, lasts: what === 'invite' ? 'seven days' : 'two hours' });
    void access.refetch();
  };
  const open = access.data ?? { members: [], invited: [] };
  const worksHere = (m: StaffSummary) => m.leftOn === null || m.leftOn > today;
  const here = (staff.data ?? []).filter(worksHere);
  const shut = here.filter((m) => standingOf(open, m.staffId) === 'out').length;
  return (
    <Stacked>
      <PageHead
        tab="Staff"
        title={staff.data === undefined ? 'Staff' : headline(here.length, shut)}
        action={<Button variant="filled" onClick={() => setEditing('new')}>Add a person</Button>}
      />
      <Say>{say}</Say>
      <Shown read={staff} rows={6}>
        {(all) => all.length === 0 ? <Empty>Nobody yet. Add the first person.</Empty> : (
          <>
            <Section title="Here" count={here.length}>
              <Rows label="Staff">
                {here.map((member) => (
                  <Member key={member.staffId} member={member} access={open} arrange={(what) => void arrange(member, what)} edit={() => setEditing(member)} credentials={() => setCredentialsOf(member.staffId)} leaves={() => go(leavingOf(member))} today={today} />
                ))}
              </Rows>
            </Section>
            {here.length < all.length && (
              <Section title="Left">
                <Rows label="Former staff">{all.filter((m) => !worksHere(m)).map((m) => (
                  <Row key={m.staffId} past title={m.name} sub={`Left on ${sayDate(m.leftOn!, today)}`} action={<Button aria-label={`${m.name}: leaving`} onClick={() => go(leavingOf(m))}>Change</Button>} />
                ))}</Rows>
              </Section>
            )}
          </>
        )}
      </Shown>
      <StaffMemberDialog
        member={editing} onClose={() => setEditing(null)}
        onSaved={(member, inviteNow) => {
          setEditing(null);
          if (inviteNow) void arrange(member, 'invite');
        }}
      />
      <CredentialsDialog member={here.find((one) => one.staffId === credentialsOf) ?? null} onClose={() => setCredentialsOf(null)} />
      <HandOver handed={handed?.handed ?? null} who={handed?.who ?? ''} lasts={handed?.lasts ?? ''} onClose={() => setHanded(null)} />
    </Stacked>
  );
}

/** Roles whose work is signed under a credential. */
const SIGNS = ['counselor', 'facilitator', 'supervisor', 'medical', 'nurse'] as const;

function sayCredentials(member: StaffSummary): string {
  const kinds = [...new Set(member.credentials.map((one) => one.kind as CredentialKind))];
  if (kinds.length > 0) return sentence(listWords(kinds.map((kind) => CREDENTIAL_WORDS[kind].toLowerCase())));
  return member.roles.some((role) => (SIGNS as readonly string[]).includes(role)) ? 'No credential yet: cannot sign' : '';
}

function Member(props: { member: StaffSummary; access: StaffAccess; arrange: (what: AccessAct) => void; edit: () => void; credentials: () => void; leaves: () => void; today: string }) {
  const { member, access, arrange } = props;
  const self = useSelf();
  const zone = useZone();
  const standing = standingOf(access, member.staffId);
  const invited = access.invited.find((i) => i.subjectId === member.staffId);
  const roles = member.roles.length === 0 ? 'No role yet: nothing is open to them' : sentence(listWords(member.roles.map((role) => ROLE_WORDS[role].toLowerCase())));
  const words = { in: 'Signs in', invited: invited ? `Invited, until ${sayWhen(invited.expiresAt, zone)}` : 'Invited', out: 'Cannot sign in yet' }[standing];
  return (
    <Row
      lead={<Mark kind={standing === 'in' ? 'done' : standing === 'invited' ? 'soon' : 'later'} label={null} />}
      title={member.name} sub={[roles, sayCredentials(member), member.leftOn === null ? '' : `Leaves on ${sayDate(member.leftOn, props.today)}`].filter(Boolean).join('. ')} right={words}
      action={(
        <div className={css.acts}>
          {standing === 'out' && <Button onClick={() => arrange('invite')}>Invite</Button>}
          <Menu position="bottom-end">
            <Menu.Target><Button variant="subtle" px="xs" aria-label={`${member.name}: more`}><IconDots size={20} aria-hidden /></Button></Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={props.edit}>Change name, email or roles</Menu.Item>
              <Menu.Item onClick={props.credentials}>Credentials and supervisor</Menu.Item>
              {member.staffId !== self.subjectId && <Menu.Item onClick={props.leaves}>{member.leftOn === null ? 'They leave…' : 'When they leave'}</Menu.Item>}
              {standing === 'invited' && <Menu.Item onClick={() => arrange('invite')}>Make a new link</Menu.Item>}
              {standing === 'invited' && <Menu.Item onClick={() => arrange('withdraw')}>Take the invitation back</Menu.Item>}
              {standing === 'in' && <Menu.Item onClick={() => arrange('help')}>Help with a lost password</Menu.Item>}
              {standing === 'in' && <Menu.Item onClick={() => arrange('remove-second-step')}>Help with a lost phone</Menu.Item>}
              {standing === 'in' && member.staffId !== self.subjectId && <Menu.Item onClick={() => arrange('end')}>End their sign-in today</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </div>
      )}
    />
  );
}

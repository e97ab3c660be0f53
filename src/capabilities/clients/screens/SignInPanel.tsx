import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRead } from '../../../web/operations.ts';
import { Row, Rows, Section, Shown } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/Mark.tsx';
import { useZone } from '../../../web/self.ts';
import { arrangeAccess, readClientAccess } from '../../../web/sign-in/access.ts';
import { InviteButton } from '../../../web/sign-in/InviteButton.tsx';
import { initialsOf, sayWhen } from '../../../web/words.ts';
import { readClient } from '../api.ts';

/** Whether the client can open their own pages, and the way in. */
export default function SignInPanel({ clientId }: { clientId: string }) {
  const zone = useZone();
  const client = useRead(readClient, { clientId });
  const access = useQuery({
    queryKey: ['sign-in', 'client', clientId], staleTime: 0,
    queryFn: async () => {
      const wired = await readClientAccess(clientId);
      if (!wired.ok) throw new Error(wired.say);
      return wired.data;
    },
  });
  const withdraw = () => void arrangeAccess({ kind: 'client', subjectId: clientId, what: 'withdraw' }).then(() => access.refetch());
  return (
    <Section title="Their own pages">
      <Shown read={access} rows={1}>
        {({ signsIn, invitedUntil }) => {
          const who = initialsOf(client.data?.initials ?? '');
          const email = client.data?.email ?? '';
          const sub = signsIn ? 'Today, their week, their plan, and help at any hour.'
            : invitedUntil !== null ? `The link works until ${sayWhen(invitedUntil, zone)}.`
            : email === '' ? 'Write their email under “who this is” first.' : 'A link lets them choose a password on their own phone.';
          return (
            <Rows label="Their own pages">
              <Row
                lead={<Mark kind={signsIn ? 'done' : invitedUntil !== null ? 'soon' : 'later'} label={null} />}
                title={signsIn ? 'They can sign in' : invitedUntil !== null ? 'Invited, not yet in' : 'They cannot sign in yet'} sub={sub}
                action={signsIn ? <InviteButton kind="client" subjectId={clientId} who={who} what="help" label="Lost password" />
                  : (
                    <>
                      {invitedUntil !== null && <Button variant="subtle" onClick={withdraw}>Take it back</Button>}
                      {email !== '' && <InviteButton kind="client" subjectId={clientId} who={who} label={invitedUntil === null ? 'Invite' : 'New link'} />}
                    </>
                  )}
              />
            </Rows>
          );
        }}
      </Shown>
    </Section>
  );
}

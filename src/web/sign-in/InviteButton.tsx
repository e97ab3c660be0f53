import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { arrangeAccess, type AccessAct, type AccessKind, type Handed } from './access.ts';
import { HandOver } from './HandOver.tsx';
import { Say } from './Say.tsx';

/** Lets one person in: asks for a link, shows it once, and reads anew what the page shows of it. */
export function InviteButton(props: {
  kind: AccessKind; subjectId: string; clientId?: string; what?: Extract<AccessAct, 'invite' | 'help'>;
  /** Initials or first name, for the dialog: `R. O.` */
  who: string;
  label?: string;
}) {
  const { kind, subjectId, clientId, what = 'invite' } = props;
  const queries = useQueryClient();
  const [handed, setHanded] = useState<Handed | null>(null);
  const [say, setSay] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    setSay(null);
    const wired = await arrangeAccess({ kind, subjectId, what, ...(clientId === undefined ? {} : { clientId }) });
    setBusy(false);
    if (wired.ok) setHanded(wired.data);
    else setSay(wired.say);
  };
  const close = () => {
    setHanded(null);
    void queries.invalidateQueries();
  };
  return (
    <>
      <Say>{say}</Say>
      <Button loading={busy} onClick={() => void ask()}>{props.label ?? 'Invite'}</Button>
      <HandOver handed={handed} who={props.who} lasts={what === 'invite' ? 'seven days' : 'two hours'} onClose={close} />
    </>
  );
}

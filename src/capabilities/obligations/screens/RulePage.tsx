import { Button } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, Hint, Row, Rows, Shown } from '../../../web/parts/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayDay, sentence } from '../../../web/words.ts';
import { Rule } from '../../agency/screens/Rule.tsx';
import type { Value } from '../../agency/screens/rule-words.ts';
import { previewRuleChange } from '../api.ts';

/** A rule with those present clients whom a change would touch. */
export default function RulePage() {
  return <Rule Touches={WouldTouch} />;
}

/** Whom it concerns may be seen by those who see clients; others are told whom to ask. */
function WouldTouch({ ruleKey, value, changed }: { ruleKey: string; value: Value; changed: boolean }) {
  const { roles } = useSelf();
  const [asked, setAsked] = useState<string | null>(null);
  const maySee = roles.some((role) => role === 'director' || role === 'supervisor' || role === 'privacy_officer');
  if (!maySee) return <Hint>Clients are not part of your work here. The director sees on this page whom a change would touch.</Hint>;
  if (!changed) return <Empty>Change the value, then look.</Empty>;
  if (asked !== JSON.stringify(value)) return <Button onClick={() => setAsked(JSON.stringify(value))}>Look at present clients</Button>;
  return <Touched ruleKey={ruleKey} value={value} />;
}

function Touched({ ruleKey, value }: { ruleKey: string; value: Value }) {
  const zone = useZone();
  const read = useRead(previewRuleChange, { key: ruleKey, value: value as never });
  const day = (at: string | null) => (at === null ? null : sayDay(dateIn(at, zone)));
  return (
    <Shown read={read}>
      {({ looked, clients }) => (
        <>
          <p>{clients.length === 0 ? `None of ${looked}.` : `${sentence(sayCount(clients.length, 'client'))} of ${looked}.`}</p>
          <Rows>
            {clients.map((one) => (
              <Row key={one.clientId} title={<Go to={`/clients/${one.clientId}`}>{initialsOf(one.initials || 'New')}</Go>}
                sub={one.changes.slice(0, 4).map((change) => `${change.what}: ${day(change.before) ?? 'not owed'} → ${day(change.after) ?? 'not owed'}`).join('; ')} />
            ))}
          </Rows>
        </>
      )}
    </Shown>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, Facts, Hint, Row, Rows, Shown } from '../../../web/parts/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayDay, sentence } from '../../../web/words.ts';
import { Rule } from '../../agency/screens/Rule.tsx';
import type { Value } from '../../agency/screens/rule-words.ts';
import { countRuleChange, previewRuleChange } from '../api.ts';

/** A rule with those present clients whom a change would touch. */
export default function RulePage() {
  return <Rule Touches={WouldTouch} />;
}

/** Whom it concerns is for those who reach all charts; who changes rules without them sees how many. */
function WouldTouch({ ruleKey, value, changed }: { ruleKey: string; value: Value; changed: boolean }) {
  const { roles } = useSelf();
  const [asked, setAsked] = useState<string | null>(null);
  const maySee = roles.some((role) => role === 'director' || role === 'supervisor' || role === 'privacy_officer');
  if (!changed) return <Empty>Change the value, then look.</Empty>;
  if (asked !== JSON.stringify(value)) return <Button onClick={() => setAsked(JSON.stringify(value))}>Look at present clients</Button>;
  return maySee ? <Touched ruleKey={ruleKey} value={value} /> : <HowMany ruleKey={ruleKey} value={value} />;
}

function HowMany({ ruleKey, value }: { ruleKey: string; value: Value }) {
  const read = useRead(countRuleChange, { key: ruleKey, value: value as never });
  return (
    <Shown read={read}>
      {({ looked, touched, more, fewer, moved }) => (
        <>
          <p>{touched === 0 ? `None of ${looked} present clients.` : `${sentence(sayCount(touched, 'client'))} of ${looked}.`}</p>
          {touched > 0 && (
            <Facts facts={[{ label: 'Owed something new', value: more }, { label: 'At another time', value: moved }, { label: 'No longer', value: fewer }]} />
          )}
          <Hint>Who they are is not part of your work here. The director sees it on this page.</Hint>
        </>
      )}
    </Shown>
  );
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

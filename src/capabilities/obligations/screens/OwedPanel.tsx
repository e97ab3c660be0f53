import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Empty, Section, Shown } from '../../../web/parts/index.ts';
import { ObligationRow, Obligations, rowOf } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sentence } from '../../../web/words.ts';
import { listClientObligations } from '../api.ts';
import { inOrder } from './order.ts';

/** As many as stand beside the week; the rest is one press away. */
const MOST = 5;

/** What is owed to or about one person: danger first, then by day. */
export default function OwedPanel(props: { clientId: string }) {
  const owed = useRead(listClientObligations, { clientId: props.clientId });
  const now = useMinute();
  const zone = useZone();
  const [all, setAll] = useState(false);
  const list = inOrder(owed.data ?? []);
  const more = list.length - MOST;
  return (
    <Section title="Owed" count={owed.data?.length}>
      <Shown read={owed}>
        {() => list.length === 0 ? <Empty>Nothing owed.</Empty> : (
          <>
            <Obligations>
              {(all ? list : list.slice(0, MOST)).map((one) => <ObligationRow key={`${one.rule}${one.about}`} {...rowOf({ ...one, what: sentence(one.what) }, now, zone)} />)}
            </Obligations>
            {more > 0 && <Button variant="subtle" mt="xs" onClick={() => setAll(!all)}>{all ? 'The first ones only' : `And ${more} more`}</Button>}
          </>
        )}
      </Shown>
    </Section>
  );
}

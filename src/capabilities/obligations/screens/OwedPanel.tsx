import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Empty, Section, Shown } from '../../../web/parts/index.ts';
import { ObligationRow, Obligations, rowOf } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sentence } from '../../../web/words.ts';
import { listClientObligations } from '../api.ts';
import { inOrder } from './order.ts';

/** What is owed to or about one person: danger first, then by day. */
export default function OwedPanel(props: { clientId: string }) {
  const owed = useRead(listClientObligations, { clientId: props.clientId });
  const now = useMinute();
  const zone = useZone();
  return (
    <Section title="Owed" count={owed.data?.length}>
      <Shown read={owed}>
        {(list) => list.length === 0 ? <Empty>Nothing owed.</Empty> : (
          <Obligations>
            {inOrder(list).map((one) => <ObligationRow key={`${one.rule}${one.about}`} {...rowOf({ ...one, what: sentence(one.what) }, now, zone)} />)}
          </Obligations>
        )}
      </Shown>
    </Section>
  );
}

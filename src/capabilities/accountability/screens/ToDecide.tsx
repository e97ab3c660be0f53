import { Button } from '@mantine/core';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Row, Rows, Section, Shown } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useSelf, useZone } from '../../../web/self.ts';
import { sayCount, sayMoment, sayWhen, sentence } from '../../../web/words.ts';
import { listProposals } from '../api.ts';
import { DECIDERS } from '../model.ts';
import { mayDecide } from '../rules.ts';

/** Steps that are proposed and appeals that wait, oldest first; mine before others’. */
export default function ToDecide() {
  const read = useRead(listProposals, {});
  const now = useMinute();
  const zone = useZone();
  const go = useGo();
  const { roles } = useSelf();
  return (
    <Shown read={read} rows={5}>
      {(all) => {
        const mine = all.filter((p) => p.kind === 'appeal' || mayDecide(roles, p.decidedBy));
        const others = all.filter((p) => !mine.includes(p));
        const rows = (list: typeof all) => (
          <Rows>
            {list.map((p) => (
              <Row key={`${p.clientId}${p.kind}`} lead={<Mark kind="soon" label={null} />} title={<><b>{p.initials}</b> {p.what.toLowerCase()}</>} sub={`${p.why} · ${DECIDERS[p.decidedBy].toLowerCase()}`} right={sayWhen(p.since, zone)}
                action={<Button onClick={() => go(`/clients/${p.clientId}/accountability`)}>{p.kind === 'appeal' ? 'Answer' : 'Decide'}</Button>} />
            ))}
          </Rows>
        );
        return (
          <>
            <PageHead over={sayMoment(now, zone)} tab="To decide" title={mine.length === 0 ? 'Nothing waits for you.' : `${sentence(sayCount(mine.length, 'decision'))} ${mine.length === 1 ? 'waits' : 'wait'} for you.`}
              under="The policy proposes; a person decides, and the client is heard first." />
            <Section title="Yours" count={mine.length}>{mine.length === 0 ? <Empty>No step is proposed and no appeal is open.</Empty> : rows(mine)}</Section>
            {others.length > 0 && <Section title="Others’" count={others.length}>{rows(others)}</Section>}
          </>
        );
      }}
    </Shown>
  );
}

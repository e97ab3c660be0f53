import { sayCount, sayDate } from '../../../web/words.ts';
import { useGo, Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, Section, Shown } from '../../../web/parts/index.ts';
import { Thread, type SessionKind } from '../../../web/pictures/index.ts';
import { useMay } from '../../../web/self.ts';
import { readThread } from '../../notes/api.ts';

const MARKS: Record<string, SessionKind> = { group: 'group', individual: 'individual', family: 'family', medical: 'medical', test: 'test', collateral: 'family' };
const DIMENSIONS: Record<string, string> = {
  D1: 'Use and withdrawal', D2: 'Body', D3: 'Mind', D4: 'Readiness', D5: 'Relapse', D6: 'Recovery setting',
};

/** The golden thread of the plan: each need down to what came of it, and what nobody serves. */
export default function ThreadPanel(props: { clientId: string }) {
  const { clientId } = props;
  const thread = useRead(readThread, { clientId });
  const writes = useMay('plan.write');
  const go = useGo();
  const gaps = thread.data?.rows.filter((row) => row.gap !== null).length ?? 0;
  return (
    <Section title="Thread" aside={gaps > 0 && `${sayCount(gaps, 'objective')} served by nobody`}>
      <Shown read={thread}>
        {(data) => data.rows.length === 0
          ? <Empty>No plan yet. Its needs, goals and objectives will stand here with what serves them. {writes && <Go to={`/clients/${clientId}/plan`}>Begin the plan</Go>}</Empty>
          : (
            <Thread
              rows={data.rows.map((row, i) => ({
                id: `${row.need.id}${row.objective?.id ?? i}`, need: row.need.words, dimension: DIMENSIONS[row.need.dimension] ?? row.need.dimension,
                goal: row.goal?.words ?? 'no goal yet', objective: row.objective?.words ?? 'no objective yet', by: row.objective?.targetDate ?? null,
                servedBy: row.served.flatMap(({ kind, count }) => Array.from({ length: Math.min(count, 3) }, () => MARKS[kind] ?? 'individual')),
                count: row.served.reduce((sum, one) => sum + one.count, 0), soFar: row.soFar?.words ?? null,
              }))}
              {...(writes ? { onAssign: () => go(`/clients/${clientId}/plan`) } : {})}
              loose={data.serveNothing.map((note) => ({ words: `${note.kind}, ${sayDate(note.on)}`, path: `/clients/${clientId}/notes` }))}
            />
          )}
      </Shown>
    </Section>
  );
}

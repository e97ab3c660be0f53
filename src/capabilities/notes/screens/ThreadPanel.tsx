import { useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, Section, Shown } from '../../../web/parts/index.ts';
import { Thread, type SessionKind, type ThreadRow } from '../../../web/pictures/index.ts';
import { sayCount, sayDate } from '../../../web/words.ts';
import { DIMENSION_WORDS, type Dimension } from '../../level-of-care/model.ts';
import { readThread } from '../api.ts';
import type { OutputOf } from '../../../web/call.ts';

const ICONS: readonly string[] = ['group', 'individual', 'family', 'medical', 'test'] satisfies SessionKind[];
type Row = OutputOf<typeof readThread>['rows'][number];

/** Need, goal, objective, what serves it and how far it came; the gaps both ways. */
export default function ThreadPanel({ clientId }: { clientId: string }) {
  const go = useGo();
  const read = useRead(readThread, { clientId });
  return (
    <Shown read={read}>
      {({ rows, serveNothing }) => {
        const gaps = rows.filter((r) => r.gap !== null).length;
        return (
          <Section title="Thread" aside={gaps === 0 ? undefined : sayCount(gaps, 'gap')}>
            {rows.length === 0 ? <Empty>The thread begins with a signed plan.</Empty> : (
              <Thread rows={rows.map(rowOf)} onAssign={() => go(`/clients/${clientId}/plan`)}
                loose={serveNothing.slice(0, 4).map((s) => ({ words: `${s.kind}, ${sayDate(s.on)}`, path: `/clients/${clientId}/notes` }))} />
            )}
          </Section>
        );
      }}
    </Shown>
  );
}

function rowOf(row: Row): ThreadRow {
  const count = row.served.reduce((sum, s) => sum + s.count, 0);
  return {
    id: row.objective?.id ?? row.goal?.id ?? row.need.id, need: row.need.words, dimension: DIMENSION_WORDS['3'][row.need.dimension as Dimension] ?? '',
    goal: row.goal?.words ?? 'no goal yet', objective: row.objective?.words ?? 'no objective yet', by: row.objective?.targetDate ?? null,
    servedBy: row.served.flatMap((s) => (ICONS.includes(s.kind) ? Array.from({ length: s.count }, () => s.kind as SessionKind) : [])).slice(0, 4),
    ...(count === 0 && row.gap === null && row.planned > 0 ? { count: 1, countWords: 'planned, nothing noted yet' } : { count }), soFar: row.soFar?.words ?? null,
  };
}

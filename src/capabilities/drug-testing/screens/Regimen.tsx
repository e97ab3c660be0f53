import { Empty, Row, Rows, Section } from '../../../web/parts/index.ts';
import { listWords } from '../../../web/words.ts';
import type { WholeTest } from '../api.ts';

/** What was prescribed on the day of collection, and what was told of: a result is read against it. */
export function Regimen({ test }: { test: WholeTest }) {
  const declared = test.specimen?.declaredMedications ?? [];
  const cross = new Set(test.reads.flatMap((r) => r.crossReactors));
  return (
    <Section title="Taken on that day">
      {(test.regimen ?? []).length === 0 && declared.length === 0 ? <Empty>No medication on the list.</Empty> : (
        <Rows>
          {(test.regimen ?? []).map((m) => (
            <Row key={m.name + m.strength} title={m.name} sub={[m.strength, m.ingredients.length > 0 && listWords(m.ingredients), cross.has(m.name) && 'can cause such a screen'].filter(Boolean).join(' · ')} />
          ))}
          {declared.map((name) => <Row key={name} title={name} sub={cross.has(name) ? 'told of at collection · can cause such a screen' : 'told of at collection'} />)}
        </Rows>
      )}
    </Section>
  );
}

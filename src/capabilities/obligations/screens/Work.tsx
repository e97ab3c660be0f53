import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { sayCount, sentence } from '../../../web/words.ts';
import { listMyObligations } from '../api.ts';
import { byPerson, inOrder } from './order.ts';
import { OwedRows } from './Today.tsx';

/** Everything that I owe within three months. */
export default function Work() {
  const owed = useRead(listMyObligations, { days: 90 });
  const list = inOrder(owed.data ?? []);
  const people = byPerson(list.filter((one) => one.weight !== 'paper'));
  const paper = byPerson(list.filter((one) => one.weight === 'paper'));
  return (
    <>
      <PageHead title={owed.data === undefined ? 'All my work' : `${sentence(sayCount(owed.data.length, 'thing'))} owed in three months.`} tab="All my work" />
      <Shown read={owed} rows={8}>
        {() => list.length === 0 ? <Empty>Nothing owed.</Empty> : (
          <Stacked>
            {people.length > 0 && <Section title="People" count={people.length}><OwedRows list={people} /></Section>}
            {paper.length > 0 && <Section title="Paper" count={paper.length}><OwedRows list={paper} /></Section>}
          </Stacked>
        )}
      </Shown>
    </>
  );
}

import { dateIn, type LocalDate } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { PageHead, Row, Rows, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayCount, sayDate, sentence } from '../../../web/words.ts';
import { listOwnPapers } from '../api.ts';
import { ACKNOWLEDGEMENTS, ACKNOWLEDGEMENT_WORDS } from '../model.ts';

type Own = OutputOf<typeof listOwnPapers>;

/** The texts that people are given and sign at the start: as shipped, or in the agency's own words. */
export default function PaperTexts() {
  const today = dateIn(useMinute(), useZone());
  const read = useRead(listOwnPapers, {});
  const own = (read.data ?? []).filter((one) => one.from <= today);
  const kinds = new Set(own.map((one) => one.kind)).size;
  return (
    <>
      <PageHead over={<Go to="/place">Sites and rooms</Go>} tab="Papers"
        title={read.data === undefined ? 'Papers that people sign' : kinds === 0 ? 'The papers are as they came.' : `${sentence(sayCount(kinds, 'paper is', 'papers are'))} in your own words.`}
        under="Have counsel read your own wording first. Each signature keeps the text that was read." />
      <Shown read={read} rows={5}>
        {(all) => (
          <Rows>
            {ACKNOWLEDGEMENTS.map((kind) => (
              <Row key={kind} title={<Go to={`/paper-texts/${kind}`}>{ACKNOWLEDGEMENT_WORDS[kind]}</Go>} sub={sinceWhen(all.filter((one) => one.kind === kind), today)} />
            ))}
          </Rows>
        )}
      </Shown>
    </>
  );
}

/** `as shipped` · `your own since 1 Mar, another from 1 Apr`. */
function sinceWhen(own: Own, today: LocalDate): string {
  const now = own.findLast((one) => one.from <= today);
  const next = own.find((one) => one.from > today);
  return [now ? `your own since ${sayDate(now.from, today)}` : 'as shipped', next ? `another from ${sayDate(next.from, today)}` : ''].filter(Boolean).join(', ');
}

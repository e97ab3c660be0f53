import { Button } from '@mantine/core';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayCount, sayMoment, sayWhen, sentence } from '../../../web/words.ts';
import { listOpenLinkages } from '../api.ts';
import { PURPOSES } from '../model.ts';
import { linkageSentence, needsWord } from './linkage-words.ts';

/** Everybody who waits for a medical provider, by what is missing: an appointment, a word about it, an answer. */
export default function Linkages() {
  const read = useRead(listOpenLinkages, {});
  const now = useMinute();
  const zone = useZone();
  const go = useGo();
  return (
    <Shown read={read} rows={6}>
      {(all) => {
        const needing = all.filter((l) => needsWord(l, now) !== null);
        const ahead = all.filter((l) => needsWord(l, now) === null);
        const rows = (list: typeof all) => (
          <Rows>
            {list.map((l) => (
              <Row key={l.id} lead={<Mark kind={needsWord(l, now) === null ? 'later' : l.purpose === 'moud' ? 'danger' : 'soon'} label={null} />} title={<><b>{l.initials}</b> {PURPOSES[l.purpose].toLowerCase()}</>}
                sub={`${linkageSentence(l, now, zone)} “${l.question}”`} right={`asked ${sayWhen(l.askedAt, zone)}`}
                action={<Button onClick={() => go(`/clients/${l.clientId}/medication`)}>{needsWord(l, now) ?? 'Open'}</Button>} />
            ))}
          </Rows>
        );
        return (
          <>
            <PageHead over={sayMoment(now, zone)} tab="Medication" title={needing.length === 0 ? 'Nobody waits without an appointment or an answer.' : `${sentence(sayCount(needing.length, 'person', 'people'))} wait for the next step.`} />
            <Stacked>
              <Section title="Waiting" count={needing.length}>{needing.length === 0 ? <Empty>Every question has an appointment ahead.</Empty> : rows(needing)}</Section>
              {ahead.length > 0 && <Section title="Appointment ahead" count={ahead.length}>{rows(ahead)}</Section>}
            </Stacked>
          </>
        );
      }}
    </Shown>
  );
}

import { Button } from '@mantine/core';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayDate, sayDue, sayMoment, sentence } from '../../../web/words.ts';
import { listOpenNeeds } from '../api.ts';
import { NEED_WORDS } from '../model.ts';
import { NEXT_WORDS, sayNeed } from './resource-words.ts';

/** Needs without a place and referrals without an answer, the longest waiting first. */
export default function OpenNeeds() {
  const read = useRead(listOpenNeeds, {});
  const now = useMinute();
  const zone = useZone();
  const go = useGo();
  return (
    <Shown read={read} rows={6}>
      {(all) => {
        const byDue = all.toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
        const without = byDue.filter((n) => n.step === 'need');
        const unanswered = byDue.filter((n) => n.step === 'referral');
        const onWay = byDue.filter((n) => n.step === 'contact' || n.step === 'service');
        const rows = (list: typeof all) => (
          <Rows>
            {list.map((n) => {
              const due = n.due === null ? null : sayDue(n.due, now, zone);
              return (
                <Row key={n.needId} lead={<Mark kind={n.waitsUntil && n.step === 'need' ? 'later' : due?.state === 'late' ? 'late' : due && due.state !== 'later' ? 'soon' : 'later'} label={null} />}
                  title={<><b>{initialsOf(n.initials)}</b> {NEED_WORDS[n.need].toLowerCase()}</>} sub={[n.words && `“${n.words}”`, sayNeed(n)].filter(Boolean).join(' ')}
                  right={n.waitsUntil && n.step === 'need' ? `waits until ${sayDate(n.waitsUntil)}` : due?.words}
                  action={<Button onClick={() => go(`/clients/${n.clientId}/resources`)}>{NEXT_WORDS[n.step as 'need']}</Button>} />
              );
            })}
          </Rows>
        );
        const title = without.length + unanswered.length === 0 ? 'Every need has a place and an answer.'
          : sentence([without.length > 0 && `${sayCount(without.length, 'need')} without a place`, unanswered.length > 0 && `${sayCount(unanswered.length, 'referral')} without an answer`].filter(Boolean).join(', ')) + '.';
        return (
          <>
            <PageHead over={sayMoment(now, zone)} tab="Needs" title={title} />
            <Stacked>
              <Section title="Without a place" count={without.length}>{without.length === 0 ? <Empty>Nobody waits for a place.</Empty> : rows(without)}</Section>
              <Section title="Without an answer" count={unanswered.length}>{unanswered.length === 0 ? <Empty>No referral waits for an answer.</Empty> : rows(unanswered)}</Section>
              {onWay.length > 0 && <Section title="On the way" count={onWay.length}>{rows(onWay)}</Section>}
            </Stacked>
          </>
        );
      }}
    </Shown>
  );
}

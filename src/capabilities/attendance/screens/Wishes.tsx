import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { now, useMinute } from '../../../web/clock.ts';
import { ChoiceBox, ChoiceField, DateField, FieldGrid, NumberField, SelectField, TextAreaField, TimeField } from '../../../web/fields/index.ts';
import { Go } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, PageHead, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useSelf, useZone } from '../../../web/self.ts';
import { initialsOf, sayCount, sayDate, sayDay, sayTime, sentence } from '../../../web/words.ts';
import { SERVICE_WORDS, type Service } from '../../agency/services.ts';
import { answerSessionWish, findOpenings, listSessionWishes } from '../../schedule/api.ts';
import { listStaff } from '../../staff/api.ts';
import { listIndividualsDue } from '../topics-api.ts';

type Wish = OutputOf<typeof listSessionWishes>[number];
const KIND_WORDS: Record<Wish['kind'], string> = { individual: 'An individual session', family: 'A family session', medical: 'A medical visit', 'case-management': 'Help with practical things' };
const SERVICE_OF: Record<Wish['kind'], Service> = { individual: 'individual-counseling', family: 'family-session', medical: 'medication-visit', 'case-management': 'case-management' };

/** Who asked for a session, and whom nobody has met alone for a week or longer (PR-60). */
export default function Wishes() {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const wishes = useRead(listSessionWishes, {});
  const due = useRead(listIndividualsDue, {});
  const may = useMay('schedule.write');
  const [open, setOpen] = useState<Wish | null>(null);
  return (
    <Shown read={wishes} rows={4}>{(asked) => (
      <Shown read={due} rows={4}>{(alone) => {
        const overdue = alone.filter((one) => one.state === 'overdue').length;
        return (
          <>
            <PageHead tab="One to one" title={[asked.length > 0 && `${sentence(sayCount(asked.length, 'wish', 'wishes'))} to answer.`, overdue > 0 && `${sentence(sayCount(overdue, 'person', 'people'))} not met alone for two weeks.`]
              .filter(Boolean).join(' ') || 'Everybody is met as often as planned.'} />
            <Stacked>
              <Section title="Asked for a session" count={asked.length}>
                {asked.length === 0 ? <Empty>Nothing waits for an answer.</Empty> : (
                  <Rows>
                    {asked.map((one) => (
                      <Row key={one.wishId} title={<><Go to={`/clients/${one.clientId}`}>{initialsOf(one.initials || 'New')}</Go> {one.askedBy === 'client' ? 'asks for' : 'may need'} {KIND_WORDS[one.kind].toLowerCase()}</>}
                        sub={`“${one.words}”`} right={sayDate(dateIn(one.at, zone), today)}
                        action={may && <Button onClick={() => setOpen(one)}>Answer</Button>} />
                    ))}
                  </Rows>
                )}
              </Section>
              <Section title="Individual session due" count={alone.length}>
                {alone.length === 0 ? <Empty>All within a week.</Empty> : (
                  <Rows>
                    {alone.map((one) => (
                      <Row key={one.clientId} lead={<Mark kind={one.state === 'overdue' ? 'late' : one.state === 'coming-due' ? 'soon' : 'later'} />}
                        title={<Go to={`/clients/${one.clientId}`}>{initialsOf(one.initials || 'New')}</Go>}
                        sub={one.lastOn === null ? `none yet, ${one.days} days in the program` : `${one.days} days since ${sayDate(one.lastOn, today)}`}
                        right={one.nextOn === null ? 'none booked' : `booked ${sayDate(one.nextOn, today)}`}
                        {...(may && !one.booked ? { action: <Go to={`/clients/${one.clientId}/book`}>Book</Go> } : {})} />
                    ))}
                  </Rows>
                )}
              </Section>
            </Stacked>
            <Modal opened={open !== null} onClose={() => setOpen(null)} title={open ? `${initialsOf(open.initials || 'New')} asked` : ''}>{open && <Answer wish={open} onDone={() => setOpen(null)} />}</Modal>
          </>
        );
      }}</Shown>
    )}</Shown>
  );
}

function Answer({ wish, onDone }: { wish: Wish; onDone: () => void }) {
  const zone = useZone();
  const self = useSelf();
  const staff = useRead(listStaff, {});
  const people = (staff.data ?? []).filter((one) => one.leftOn === null && one.credentials.length > 0);
  const form = useKeptForm(`wish:${wish.wishId}`, { how: 'book', service: SERVICE_OF[wish.kind] as string, staffId: self.subjectId, on: null as string | null, startsAt: null as string | null,
    minutes: 50 as number | null, words: '' });
  const v = form.values;
  const answer = useAct(answerSessionWish, { form, onDone });
  const book = v.how === 'book';
  const openings = useRead(findOpenings, book ? { service: v.service as Service, minutes: Math.max(10, v.minutes ?? 50), from: dateIn(now(), zone), days: 10, staffId: v.staffId || null } : null);
  const ready = book ? v.on !== null && v.startsAt !== null && v.staffId !== '' : v.words.trim().length >= 3;
  const send = () => void answer.send({ clientId: wish.clientId, wishId: wish.wishId, words: v.words, ...(book
    ? { booking: { service: v.service as Service, staffId: v.staffId, on: v.on ?? '', startsAt: v.startsAt ?? '', minutes: v.minutes ?? 50 } } : {}) });
  return (
    <Stacked>
      <p>“{wish.words}”</p>
      <ChoiceField form={form} name="how" label="Your answer" options={[{ value: 'book', label: 'Book a session' }, { value: 'decline', label: 'Not now, and why' }]} />
      {book && (
        <>
          <FieldGrid>
            <SelectField form={form} name="service" label="Kind" options={[...new Set<Service>([SERVICE_OF[wish.kind], 'individual-counseling', 'individual-therapy', 'family-session', 'case-management', 'medication-visit'])]
              .map((one) => ({ value: one, label: SERVICE_WORDS[one] }))} />
            <SelectField form={form} name="staffId" label="With" options={people.map((one) => ({ value: one.staffId, label: one.initials }))} />
            <NumberField form={form} name="minutes" label="How long" unit="min" whole />
          </FieldGrid>
          {(openings.data ?? []).length > 0 && (
            <ChoiceBox label="When they are free" value={v.on && v.startsAt ? `${v.on} ${v.startsAt}` : ''} options={openings.data!.slice(0, 8).map((one) => ({ value: `${one.date} ${one.from}`, label: `${sayDay(one.date)}, ${sayTime(one.from)}` }))}
              onChange={(value) => {
                const [on = null, startsAt = null] = value.split(' ');
                form.patch({ on, startsAt });
              }} />
          )}
          <FieldGrid><DateField form={form} name="on" label="Day" /><TimeField form={form} name="startsAt" label="From" /></FieldGrid>
        </>
      )}
      <TextAreaField form={form} name="words" label={book ? 'A word to them, if you like' : 'What you tell them'} rows={2} maxLength={500} />
      <ErrorBox error={answer.error} />
      <Button variant="filled" loading={answer.busy} disabled={!ready} onClick={send}>{!book ? 'Answer' : ready ? `Book ${sayDay(v.on!)}, ${sayTime(v.startsAt!)}` : 'Choose a time'}</Button>
    </Stacked>
  );
}

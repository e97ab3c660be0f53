import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays, dateIn, weekOf } from '../../../shared/dates.ts';
import { now, useMinute } from '../../../web/clock.ts';
import { ChoicesField, DateField, TickField } from '../../../web/fields/index.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Empty, ErrorBox, Hint, PageHead, Row, Rows, Section, Shown, Stacked, Tag } from '../../../web/parts/index.ts';
import { useMay, useSelf, useZone } from '../../../web/self.ts';
import { listWords, sayHours, sayMinutes, sayTimes, sayWeekdayShort } from '../../../web/words.ts';
import { readAgency } from '../../agency/api.ts';
import { defaultRuleBook } from '../../agency/rule-book.ts';
import { TEMPLATES, templateHours, weeksUnderFloor, type ProgramTemplate } from '../../agency/templates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { applyTemplate, listTimetable } from '../api.ts';
import { RecentChanges } from './RecentChanges.tsx';

type Series = OutputOf<typeof listTimetable>['series'][number];

/** Tracks and groups: when they meet, who leads them, how many seats are free. An empty program begins from a template. */
export default function Timetable() {
  const read = useRead(listTimetable, {});
  const today = dateIn(useMinute(), useZone());
  const maySet = useMay('agency.change');
  const mayWrite = useMay('schedule.write');
  const mayBuild = useMay('weeks.build');
  const go = useGo();
  return (
    <Shown read={read} rows={6}>
      {({ tracks, series }) => {
        const free = series.reduce((sum, one) => sum + one.free, 0);
        return (
          <>
            <PageHead tab="Groups"
              title={series.length === 0 ? 'No group meets yet.' : `${series.length} groups a week, ${free === 0 ? 'no seat free' : `${free} seats free`}.`}
              {...(mayBuild && series.length > 0 ? { under: <><Go to="/week/everyone">Weeks for everyone</Go> · <Go to="/week/what-if">What if a group changed</Go></> } : {})}
              action={mayWrite && series.length > 0 && <Button variant="filled" onClick={() => go('/week/new-group')}>Start a group</Button>} />
            {series.length === 0 && (maySet ? <Templates /> : <Empty>An administrator or the director sets up the program.</Empty>)}
            <Stacked>
              {mayWrite && series.length > 0 && <p><Go to="/wishes">One to one</Go> · <Go to="/availability">Free times</Go> · <Go to="/closures">Closed days</Go></p>}
              {mayWrite && <RecentChanges />}
              {tracks.map((track) => {
                const mine = series.filter((one) => one.trackId === track.id);
                const minutes = mine.filter((one) => one.weeksFirst === null || one.weeksFirst === 1).reduce((sum, one) => sum + one.countedMinutes * one.weekdays.length, 0);
                return mine.length > 0 && (
                  <Section key={track.id} title={`${track.name} track`} aside={<span>{sayHours(minutes / 60)} a week</span>}>
                    <List rows={mine} today={today} />
                  </Section>
                );
              })}
              {series.some((one) => one.trackId === null) && (
                <Section title="By themselves"><List rows={series.filter((one) => one.trackId === null)} today={today} /></Section>
              )}
            </Stacked>
          </>
        );
      }}
    </Shown>
  );
}

function List({ rows, today }: { rows: Series[]; today: string }) {
  const mayWrite = useMay('schedule.write');
  return (
    <Rows>
      {rows.map((one) => (
        <Row key={one.seriesId}
          title={<>{mayWrite && one.groupId ? <Go to={`/program/groups/${one.groupId}`}>{one.name}</Go> : one.name}{one.weeksLast !== null && <> <Tag>weeks {one.weeksFirst} to {one.weeksLast}</Tag></>}{one.from > today && <> <Tag tone="sky">from {one.from}</Tag></>}</>}
          sub={`${listWords(one.weekdays.map(sayWeekdayShort))}, ${sayTimes(one.startsAt, one.endsAt)}, ${sayMinutes(one.countedMinutes)} counted · ${one.leaders.length > 0 ? one.leaders.map((leader) => leader.initials).join(', ') : 'no leader yet'}`}
          right={one.free === 0 ? 'full' : `${one.free} of ${one.capacity} free`}
          action={mayWrite && <Go to={`/program/series/${one.seriesId}`}>Change</Go>} />
      ))}
    </Rows>
  );
}

function Templates() {
  const [open, setOpen] = useState<ProgramTemplate | null>(null);
  const rules = defaultRuleBook();
  return (
    <Section title="Begin with a program">
      <Rows>
        {TEMPLATES.map((template) => {
          const under = weeksUnderFloor(templateHours(template, rules, { parts: 'core' }), rules);
          return (
            <Row key={template.code} title={template.name} sub={<>{template.about}{under.length > 0 && <Hint kind="soon">As printed, {under.length} weeks stay under {rules['hours.floor.adult']} hours. Added groups bring them there.</Hint>}</>}
              action={<Button onClick={() => setOpen(template)}>Set up</Button>} />
          );
        })}
      </Rows>
      <Modal opened={open !== null} onClose={() => setOpen(null)} title={open?.name}>{open && <Setup template={open} onDone={() => setOpen(null)} />}</Modal>
    </Section>
  );
}

function Setup({ template, onDone }: { template: ProgramTemplate; onDone: () => void }) {
  const zone = useZone();
  const { weekStart } = useSelf();
  const agency = useRead(readAgency, {});
  const monday = addDays(weekOf(dateIn(now(), zone), weekStart), 7);
  const form = useKeptForm(`template:${template.code}`, { from: monday as string | null, fillers: true, roomIds: [] as string[] });
  const apply = useAct(applyTemplate, { form, onDone });
  const hasFillers = template.tracks.some((track) => track.meetings.some((meeting) => meeting.part === 'filler'));
  return (
    <Shown read={agency}>
      {({ rooms }) => (
        <Stacked>
          <p>{template.groups.map((group) => group.name).join(', ')}. Leaders are named on each group afterwards.</p>
          <DateField form={form} name="from" label="From which day on" />
          {rooms.length > 0 && <ChoicesField form={form} name="roomIds" label="In these rooms" options={rooms.map((room) => ({ value: room.roomId, label: room.name }))} />}
          {hasFillers && <TickField form={form} name="fillers" label="With added groups, so that every week reaches nine hours" />}
          <ErrorBox error={apply.error} />
          <Button variant="filled" loading={apply.busy} onClick={() => void apply.send({ template: template.code as never, from: form.values.from ?? '', fillers: form.values.fillers, roomIds: form.values.roomIds })}>
            Set up {template.name}
          </Button>
        </Stacked>
      )}
    </Shown>
  );
}

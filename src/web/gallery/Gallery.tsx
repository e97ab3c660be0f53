import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import {
  ChoiceField, ChoicesField, DateField, FieldGrid, NO_SIGNATURE, NumberField, ScaleField, SelectField, SignatureField, TextAreaField, TextField,
  TickField, TimeField, YesNoField,
} from '../fields/index.ts';
import { useKeptForm } from '../keep/use-kept-form.ts';
import { Card, Columns, DataTable, Dock, Empty, ErrorBox, Facts, Hint, PageHead, Quote, Row, Rows, SavedState, Section, Stacked, Tag } from '../parts/index.ts';
import {
  AttendanceMark, Faces, Figure, Figures, HoursEdge, LineWithFloor, Mark, NextStep, ObligationRow, Obligations, PartScale, Path, Seats, SeatsBar,
  SessionIcon, StepBars, Thread, Trajectory, TrajectoryRange, WeekMiniature, WeekStrip, type Mood, type Part,
} from '../pictures/index.ts';
import { CallError } from '../call-error.ts';
import { blocks, keptBlocks, life, option, planBlocks, steps, threads, TODAY, trajectory } from './data.ts';
import css from './Gallery.module.css';

/** Everything a screen is made of, on fictional data: to look at while building. */
export default function Gallery() {
  const { setColorScheme } = useMantineColorScheme();
  const [range, setRange] = useState<'short' | 'all'>('short');
  const [mood, setMood] = useState<Mood | null>(null);
  const [part, setPart] = useState<Part | null>(3);
  return (
    <main className={css.page} id="main">
      <PageHead
        over="Monday 23 November, 5:42 pm" title="Group in 18 minutes. Two notes and one call before you go."
        action={<Button variant="filled">Write note</Button>}
      />
      <SegmentedControl data={['light', 'dark']} onChange={(value) => setColorScheme(value as 'light' | 'dark')} aria-label="Colours" />
      <Stacked>
        <Section title="Path" aside={<NextStep asks={5} met={3} path="/gallery" />}><Path steps={steps} /></Section>
        <Columns>
          <Section title="This week" aside={<a href="#week">Week builder</a>}>
            <WeekStrip start="2026-11-23" today={TODAY} blocks={blocks} life={life} hours={{ kept: 0, planned: 7.5, floor: 9 }} />
          </Section>
          <Stacked>
            <Section title="Owed" count={3}>
              <Obligations>
                <ObligationRow kind="soon" what="Test today" why="one a week, random day" due={{ words: 'by 7 pm', state: 'today' }} remedy={{ verb: 'Collect' }} />
                <ObligationRow kind="soon" what="Note, individual 1 pm" why="note by next day" detail="Rule PR-75" due={{ words: 'tomorrow 5 pm', state: 'tomorrow' }} remedy={{ verb: 'Write' }} />
                <ObligationRow kind="later" what="Plan review" why="every 30 days" due={{ words: 'Thu 26 Nov', state: 'later' }} remedy={{ verb: 'Start' }} />
              </Obligations>
            </Section>
            <Quote from="own words, plan of 20 Oct">I want my mornings back.</Quote>
          </Stacked>
        </Columns>
        <Section title="Trajectory" aside={<TrajectoryRange value={range} onChange={setRange} />}><Trajectory data={trajectory} range={range} /></Section>
        <Section title="Thread" aside="1 objective served by nobody">
          <Thread rows={threads} onAssign={() => undefined} loose={[{ words: 'individual, 17 Nov', path: '/gallery' }]} />
        </Section>
        <Section title="Slipping" count={2}>
          <Obligations>
            <ObligationRow kind="danger" who="M. A." what="missed 2 of the last 3, silent 4 days" why="call within 24 h of a missed group" due={{ words: 'by 7 pm today', state: 'today' }} remedy={{ verb: 'Call' }} />
            <ObligationRow kind="late" who="J. L." what="plan review" why="review every 30 days" detail="Rule PR-51" due={{ words: '2 days late', state: 'late' }} remedy={{ verb: 'Review' }} />
          </Obligations>
        </Section>
        <Columns kind="even">
          <Section title="A week in pieces" level={2}>
            <WeekStrip start="2026-11-23" today={TODAY} blocks={keptBlocks} hours={{ kept: 6, planned: 9, floor: 9 }} />
          </Section>
          <Card>
            <Section title="Best so far"><WeekStrip start="2026-11-23" blocks={planBlocks} life={life} hours={{ kept: 0, planned: 7, floor: 9 }} planning ground="surface" height={220} /></Section>
          </Card>
        </Columns>
        <div className={css.mini}><WeekMiniature start="2026-11-23" blocks={option} life={life} /></div>
        <div className={css.phone}>
          <WeekStrip start="2026-11-23" today={TODAY} blocks={keptBlocks} life={life} hours={{ kept: 6, planned: 9, floor: 9 }} />
          <Faces value={mood} onChange={setMood} />
        </div>
        <HoursEdge kept={9} planned={9} floor={9} />
        <Figures>
          <Figure label="In the program" value="48" unit="of 54" mark="done" under="4 admitted, 2 left" />
          <Figure label="Hours kept" value="90" unit="%" mark="late" under="floor 95%, third week" />
          <Figure label="First group after call" value="6.5" unit="days" mark="done" under="floor 14" />
          <Figure label="Notes on time" value="96" unit="%" mark="done" under="floor 95%" />
          <Figure label="Still here at day 30" value="81" unit="%" mark="soon" under="was 86% last quarter" />
        </Figures>
        <Columns>
          <Section title="Hours kept against hours owed" aside="last 6 weeks, whole program">
            <LineWithFloor
              name="Hours kept against hours owed" floor={95} say={(v) => `${v}%`}
              points={[['19 Oct', 96], ['26 Oct', 93], ['2 Nov', 95], ['9 Nov', 89], ['16 Nov', 94], ['this week', 90]].map(([label, value]) => ({ label: String(label), value: Number(value) }))}
            />
          </Section>
          <Section title="Tracks and seats">
            <Seats label="Seats by track">
              <SeatsBar label="Morning" taken={12} seats={12} waiting={3} />
              <SeatsBar label="Evening" taken={22} seats={24} waiting={0} />
              <SeatsBar label="Women’s" taken={7} seats={10} waiting={0} />
            </Seats>
          </Section>
        </Columns>
        <Section title="From call to first group"><StepBars label="From call to first group" bars={[['Calls', 31], ['Booked', 24], ['Assessed', 19]].map(([label, value]) => ({ label: String(label), value: Number(value) }))} /></Section>
        <Section title="Marks">
          <div className={css.marks}>
            {(['late', 'soon', 'later', 'done', 'danger', 'info'] as const).map((kind) => <Mark key={kind} kind={kind} />)}
            {(['full', 'part', 'absent', 'unknown'] as const).map((kind) => <AttendanceMark key={kind} kind={kind} />)}
            {(['group', 'individual', 'family', 'medical', 'test'] as const).map((kind) => <SessionIcon key={kind} kind={kind} />)}
            <PartScale who="R. O." value={part} onChange={setPart} />
            <Tag>Call sponsor</Tag><Tag tone="clay">Choose objective</Tag><Tag tone="sky">new</Tag>
          </div>
        </Section>
        <Section title="My day">
          <Rows>
            <Row lead={<><span>1:00</span> <SessionIcon kind="individual" /></>} title="R. O." sub="Individual" right="note owed" past />
            <Row lead={<><span>6:00</span> <SessionIcon kind="group" /></>} title={<b>Relapse Prevention 14</b>} sub="Group" right="in 18 min" action={<Button>Open</Button>} />
          </Rows>
        </Section>
        <Card tone="now"><Facts facts={[{ label: 'Expected', value: '11 of 12 seats' }, { label: 'New today', value: 'S. K.' }, { label: 'Tests today', value: 'R. O., D. W.' }]} /></Card>
        <DataTable
          caption="Clients" rows={[{ who: 'R. O.', hours: 9 }, { who: 'J. L.', hours: 7.5 }]} rowKey={(row) => row.who}
          columns={[{ head: 'Who', cell: (row) => row.who }, { head: 'Hours', number: true, cell: (row) => row.hours }]}
        />
        <Empty action={<Button>New call</Button>}>No calls yet. Press New call when the phone rings.</Empty>
        <ErrorBox error={new CallError({ kind: 'refusal', reason: 'double', say: 'C. W. already leads a group until 6:30. Start at 6:30, or choose someone else.' })} />
        <ErrorBox error={new CallError({ kind: 'offline' })} onRetry={() => undefined} />
        <Hint>1 note serves nothing in the plan.</Hint>
        <Fields />
      </Stacked>
      <Dock words={<><span><b>10</b> of 11 parts written</span><span><Mark kind="soon" label={null} /> 2 read alike</span></>}>
        <Button>Hand to C. W.</Button><Button variant="filled">Sign 8 that are ready</Button>
      </Dock>
    </main>
  );
}

function Fields() {
  const form = useKeptForm('gallery', {
    name: '', note: '', voicemail: '', on: null as string | null, at: null as string | null, minutes: 180 as number | null, kind: '', flags: ['used'],
    safe: null as boolean | null, agreed: false, craving: 6 as number | null, signature: NO_SIGNATURE,
  });
  return (
    <Section title="Fields" aside={<SavedState kept={form.kept} />}>
      <Stacked>
        <FieldGrid>
          <TextField form={form} name="name" label="Call them" />
          <SelectField form={form} name="voicemail" label="Voicemail" options={[{ value: 'none', label: 'No message' }, { value: 'plain', label: 'Plain message' }]} />
          <DateField form={form} name="on" label="From" />
          <TimeField form={form} name="at" label="At" />
          <NumberField form={form} name="minutes" label="Minutes" unit="min" whole />
        </FieldGrid>
        <TextAreaField form={form} name="note" label="What we did" help="One or two lines." />
        <ChoiceField form={form} name="kind" label="Who calls" options={[{ value: 'self', label: 'Self' }, { value: 'family', label: 'Family' }]} />
        <ChoicesField form={form} name="flags" label="What to ask about" options={[{ value: 'pregnant', label: 'Pregnant' }, { value: 'used', label: 'Used in last 72 h' }]} />
        <YesNoField form={form} name="safe" label="Is anybody in danger right now?" />
        <TickField form={form} name="agreed" label="Read aloud and understood" />
        <div className={css.phone}><ScaleField form={form} name="craving" label="How strong is the pull right now?" low="0 is not at all" high="10 is as strong as it gets" /></div>
        <SignatureField form={form} name="signature" label="Signature" />
      </Stacked>
    </Section>
  );
}

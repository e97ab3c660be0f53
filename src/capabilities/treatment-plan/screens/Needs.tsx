import { Button, NativeSelect, NumberInput, SegmentedControl, TextInput, Textarea } from '@mantine/core';
import { newId } from '../../../shared/ids.ts';
import { DateBox } from '../../../web/fields/index.ts';
import type { KeptForm } from '../../../web/keep/use-kept-form.ts';
import { Section } from '../../../web/parts/index.ts';
import { SERVICE_WORDS, SERVICES, type Service } from '../../agency/services.ts';
import { DIMENSIONS, DIMENSION_WORDS, type Dimension } from '../../level-of-care/model.ts';
import { RESPONSIBLE, RESPONSIBLE_WORDS, type Goal, type Intervention, type Objective, type PlanBody, type Problem } from '../model.ts';
import type { PlanFault } from '../rules.ts';
import css from './Plan.module.css';

type Part = 'problems' | 'goals' | 'objectives' | 'interventions';
type Item<P extends Part> = PlanBody[P][number];
type Edit = {
  body: PlanBody;
  put: <P extends Part>(part: P, id: string, change: Partial<Item<P>>) => void;
  add: <P extends Part>(part: P, item: Item<P>) => void;
  take: (part: Part, id: string) => void;
  faultOf: (part: Part, id: string, field: string) => string | undefined;
};

/** A line of words that is not bound to one field of a form. */
export const TextBox = (props: { label: string; value: string; onChange: (value: string) => void; error?: string | undefined; placeholder?: string }) => (
  <TextInput label={props.label} value={props.value} error={props.error} placeholder={props.placeholder} maxLength={400}
    onChange={(event) => props.onChange(event.currentTarget.value)} />
);

const NEW_VIEW = { view: 'unsaid' as const, clientSays: '' };
const newObjective = (goalId: string): Objective => ({
  id: newId(), goalId, words: '', measure: '', target: null, baseline: null, direction: 'at_least', targetDate: null, status: 'active', progress: '', ...NEW_VIEW });
const newIntervention = (objectiveId: string): Intervention => ({
  id: newId(), objectiveIds: [objectiveId], service: null, words: '', minutes: 0, times: 1, per: 'week', weeks: 12, responsible: 'counselor', responsibleName: '', ...NEW_VIEW });

/** Needs, and under each its goals, objectives and what is done for them. */
export function Needs({ form, faults }: { form: KeptForm<PlanBody>; faults: PlanFault[] }) {
  const body = form.values;
  const edit: Edit = {
    body,
    put: (part, id, change) => form.change((v) => ({ ...v, [part]: (v[part] as { id: string }[]).map((one) => (one.id === id ? { ...one, ...change } : one)) })),
    add: (part, item) => form.change((v) => ({ ...v, [part]: [...v[part], item] })),
    take: (part, id) => form.change((v) => without(v, part, id)),
    faultOf: (part, id, field) => {
      const at = (body[part] as { id: string }[]).findIndex((one) => one.id === id);
      return faults.find((f) => f.field === `${part}.${at}.${field}`)?.say;
    },
  };
  return (
    <Section title="Needs" count={body.problems.length || undefined}>
      <div className={css.needs}>
        {body.problems.map((problem) => <Need key={problem.id} problem={problem} edit={edit} />)}
        <Button onClick={() => {
          const id = newId();
          form.change((v) => ({ ...v, problems: [...v.problems, { id, dimension: 'D5', words: '', deferredReason: '' }], goals: [...v.goals, { id: newId(), problemIds: [id], words: '' }] }));
        }}>+ Need</Button>
      </div>
    </Section>
  );
}

/** Taking something out takes with it what hung on it alone. */
function without(body: PlanBody, part: Part, id: string): PlanBody {
  const problems = body.problems.filter((p) => part !== 'problems' || p.id !== id);
  const goals = body.goals.filter((g) => (part !== 'goals' || g.id !== id) && g.problemIds.some((p) => problems.some((one) => one.id === p)));
  const objectives = body.objectives.filter((o) => (part !== 'objectives' || o.id !== id) && goals.some((g) => g.id === o.goalId));
  const interventions = body.interventions.filter((i) => part !== 'interventions' || i.id !== id)
    .map((i) => ({ ...i, objectiveIds: i.objectiveIds.filter((o) => objectives.some((one) => one.id === o)) })).filter((i) => i.objectiveIds.length > 0);
  return { ...body, problems, goals, objectives, interventions };
}

function Need({ problem, edit }: { problem: Problem; edit: Edit }) {
  const goals = edit.body.goals.filter((g) => g.problemIds[0] === problem.id);
  return (
    <article className={css.need} aria-label={problem.words || 'New need'}>
      <div className={css.pair}>
        <TextBox label="Need, as they say it" value={problem.words} placeholder="Alone most evenings" onChange={(words) => edit.put('problems', problem.id, { words })} />
        <NativeSelect label="Where it belongs" value={problem.dimension} data={DIMENSIONS.map((d) => ({ value: d, label: DIMENSION_WORDS['3'][d] }))}
          onChange={(event) => edit.put('problems', problem.id, { dimension: event.currentTarget.value as Dimension })} />
      </div>
      {goals.map((goal) => <GoalPart key={goal.id} goal={goal} edit={edit} />)}
      {goals.length === 0 && (
        <TextBox label="It waits, because" value={problem.deferredReason} onChange={(deferredReason) => edit.put('problems', problem.id, { deferredReason })} />
      )}
      <div className={css.acts}>
        <Button size="compact-md" onClick={() => edit.add('goals', { id: newId(), problemIds: [problem.id], words: '' })}>+ Goal</Button>
        <Button size="compact-md" variant="subtle" onClick={() => edit.take('problems', problem.id)}>Take this need out</Button>
      </div>
    </article>
  );
}

function GoalPart({ goal, edit }: { goal: Goal; edit: Edit }) {
  return (
    <div className={css.goal}>
      <TextBox label="Goal, in their own words" value={goal.words} placeholder="Two people to call" onChange={(words) => edit.put('goals', goal.id, { words })} />
      {edit.body.objectives.filter((o) => o.goalId === goal.id).map((o) => <ObjectivePart key={o.id} objective={o} edit={edit} />)}
      <div className={css.acts}>
        <Button size="compact-md" onClick={() => edit.add('objectives', newObjective(goal.id))}>+ Objective</Button>
        <Button size="compact-md" variant="subtle" onClick={() => edit.take('goals', goal.id)}>Take this goal out</Button>
      </div>
    </div>
  );
}

function ObjectivePart({ objective: o, edit }: { objective: Objective; edit: Edit }) {
  const put = (change: Partial<Objective>) => edit.put('objectives', o.id, change);
  const fault = (field: string) => (o.words === '' && field !== 'words' ? undefined : edit.faultOf('objectives', o.id, field));
  return (
    <fieldset className={css.objective}>
      <legend>{o.words || 'Objective'}</legend>
      <div className={css.fields}>
        <TextBox label="What they do" value={o.words} placeholder="Call sponsor" onChange={(words) => put({ words })} error={fault('words')} />
        <NativeSelect label="How much" value={o.direction} data={[{ value: 'at_least', label: 'at least' }, { value: 'at_most', label: 'at most' }]}
          onChange={(event) => put({ direction: event.currentTarget.value as Objective['direction'] })} />
        <NumberInput label="Number" value={o.target ?? ''} onChange={(value) => put({ target: typeof value === 'number' ? value : null })} error={fault('target')} hideControls />
        <TextBox label="Of what" value={o.measure} placeholder="calls a week" onChange={(measure) => put({ measure })} error={fault('measure')} />
        <DateBox label="By" value={o.targetDate} onChange={(targetDate) => put({ targetDate })} {...(fault('targetDate') ? { error: fault('targetDate') } : {})} />
      </div>
      <View label={o.words || 'this objective'} value={o} onChange={put} />
      {edit.body.interventions.filter((i) => i.objectiveIds.includes(o.id)).map((it) => <InterventionPart key={it.id} it={it} edit={edit} />)}
      <div className={css.acts}>
        <Button size="compact-md" onClick={() => edit.add('interventions', newIntervention(o.id))}>+ What is done for it</Button>
        <NativeSelect aria-label="Status" size="xs" value={o.status} onChange={(event) => put({ status: event.currentTarget.value as Objective['status'] })}
          data={[{ value: 'active', label: 'goes on' }, { value: 'met', label: 'met' }, { value: 'modified', label: 'changed' }, { value: 'closed', label: 'closed' }]} />
        <Button size="compact-md" variant="subtle" onClick={() => edit.take('objectives', o.id)}>Take out</Button>
      </div>
      {edit.body.interventions.some((i) => i.objectiveIds.includes(o.id)) && (
        <Textarea label="So far" value={o.progress} autosize minRows={1} maxLength={2000} onChange={(event) => put({ progress: event.currentTarget.value })} />
      )}
    </fieldset>
  );
}

function InterventionPart({ it, edit }: { it: Intervention; edit: Edit }) {
  const put = (change: Partial<Intervention>) => edit.put('interventions', it.id, change);
  const fault = (field: string) => edit.faultOf('interventions', it.id, field);
  const whole = (value: string | number): number => (typeof value === 'number' ? Math.max(0, Math.round(value)) : 0);
  return (
    <div className={css.intervention}>
      <div className={css.fields}>
        <NativeSelect label="Service" value={it.service ?? ''} onChange={(event) => put({ service: (event.currentTarget.value || null) as Service | null })}
          data={[{ value: '', label: 'something else' }, ...SERVICES.map((s) => ({ value: s, label: SERVICE_WORDS[s] }))]} />
        <TextBox label="What" value={it.words} onChange={(words) => put({ words })} error={fault('words')} />
        <NumberInput label="Minutes" value={it.minutes} onChange={(v) => put({ minutes: whole(v) })} error={fault('minutes')} hideControls />
        <NumberInput label="Times" value={it.times} onChange={(v) => put({ times: whole(v) })} error={fault('times')} hideControls />
        <NativeSelect label="A" value={it.per} onChange={(event) => put({ per: event.currentTarget.value as Intervention['per'] })}
          data={[{ value: 'day', label: 'day' }, { value: 'week', label: 'week' }, { value: 'month', label: 'month' }, { value: 'once', label: 'in all' }]} />
        <NumberInput label="Weeks" value={it.weeks} onChange={(v) => put({ weeks: whole(v) })} error={fault('weeks')} hideControls />
        <NativeSelect label="By whom" value={it.responsible} onChange={(event) => put({ responsible: event.currentTarget.value as Intervention['responsible'] })}
          data={RESPONSIBLE.map((r) => ({ value: r, label: RESPONSIBLE_WORDS[r] }))} />
      </div>
      <View label={it.words || (it.service ? SERVICE_WORDS[it.service] : 'this')} value={it} onChange={put} />
      <Button size="compact-md" variant="subtle" onClick={() => edit.take('interventions', it.id)}>Take out</Button>
    </div>
  );
}

/** The client's word on a line (PR-54). */
function View(props: { label: string; value: { view: 'unsaid' | 'agree' | 'disagree'; clientSays: string }; onChange: (change: { view?: 'unsaid' | 'agree' | 'disagree'; clientSays?: string }) => void }) {
  const { view, clientSays } = props.value;
  return (
    <div className={css.view}>
      <SegmentedControl size="sm" aria-label={`What the client says to ${props.label}`} value={view} onChange={(v) => props.onChange({ view: v as typeof view })}
        data={[{ value: 'unsaid', label: 'not asked' }, { value: 'agree', label: 'agrees' }, { value: 'disagree', label: 'disagrees' }]} />
      {view === 'disagree' && <TextBox label="They say" value={clientSays} onChange={(said) => props.onChange({ clientSays: said })} />}
    </div>
  );
}

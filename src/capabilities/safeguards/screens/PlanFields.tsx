import { TextAreaField } from '../../../web/fields/index.ts';
import type { KeptForm } from '../../../web/keep/use-kept-form.ts';
import { emptySafetyPlan, type Helper, type SafetyPlan } from '../model.ts';
import { HelperRows } from './HelperRows.tsx';
import css from './plan-fields.module.css';

/** The plan as it is typed: a line of text for each thing, people as rows. */
export type PlanText = {
  signs: string; alone: string; places: string; safer: string; overdoseSteps: string; naloxonePlace: string; reasons: string;
  people: Helper[]; professionals: Helper[];
};
const LINES = ['signs', 'alone', 'places', 'safer', 'overdoseSteps', 'reasons'] as const;

export function toText(plan: SafetyPlan): PlanText {
  const lines = Object.fromEntries(LINES.map((key) => [key, plan[key].join('\n')])) as Pick<PlanText, (typeof LINES)[number]>;
  return { ...lines, naloxonePlace: plan.naloxonePlace, people: plan.people, professionals: plan.professionals };
}
export function fromText(text: PlanText, plan: SafetyPlan = emptySafetyPlan()): SafetyPlan {
  const lines = Object.fromEntries(LINES.map((key) => [key, text[key].split('\n').map((line) => line.trim()).filter(Boolean)]));
  const named = (helpers: Helper[]) => helpers.filter((helper) => helper.name.trim() !== '');
  return { ...plan, ...lines, naloxonePlace: text.naloxonePlace.trim(), people: named(text.people), professionals: named(text.professionals) };
}

/** The six parts as fields. `opioids`: overdose steps and naloxone are asked too (PR-48). */
export function PlanFields(props: { form: KeptForm<PlanText>; opioids?: boolean }) {
  const { form } = props;
  const more = props.opioids === true || form.values.overdoseSteps !== '' || form.values.naloxonePlace !== '';
  const set = (key: 'people' | 'professionals') => (helpers: Helper[]) => form.set(key, helpers);
  return (
    <div className={css.fields}>
      <TextAreaField form={form} name="signs" label="I notice" help="Signs that it’s getting hard" placeholder="I stop answering texts" />
      <TextAreaField form={form} name="alone" label="I can do alone" placeholder="Walk to the river" />
      <TextAreaField form={form} name="places" label="Places with people" placeholder="Library until 8" />
      <HelperRows label="People I ask" helpers={form.values.people} onChange={set('people')} error={form.errorOf('plan.people') ?? form.errorOf('people')} />
      <HelperRows label="Who helps professionally" helpers={form.values.professionals} onChange={set('professionals')} />
      <TextAreaField form={form} name="safer" label="I’ve made safer" placeholder="The blue box is with D." />
      {more && <TextAreaField form={form} name="overdoseSteps" label="In an overdose" placeholder="Call 911, give naloxone, stay" />}
      {more && <TextAreaField form={form} name="naloxonePlace" label="Where the naloxone is" rows={1} placeholder="Kitchen, top left" />}
      <TextAreaField form={form} name="reasons" label="Why it’s worth it" />
    </div>
  );
}


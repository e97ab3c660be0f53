import { NumberBox, ChoiceBox, ScaleBox, TextAreaField } from '../../../web/fields/index.ts';
import type { KeptForm } from '../../../web/keep/use-kept-form.ts';
import { Faces, type Mood } from '../../../web/pictures/index.ts';
import type { Answers } from './answers.ts';
import css from './check-in.module.css';

type Step = { form: KeptForm<Answers> };

export const MoodStep = ({ form }: Step) => (
  <Faces value={form.values.mood as Mood | null} onChange={(mood) => form.set('mood', mood)} />
);

export const PullStep = ({ form }: Step) => (
  <ScaleBox label={<span className={css.unseen}>The pull right now, 0 to 10</span>} low="0 is not at all" high="10 is as strong as it gets"
    value={form.values.craving} onChange={(craving) => form.set('craving', craving)} />
);

const MEDICINE = [{ value: 'taken', label: 'Took it' }, { value: 'missed', label: 'Missed it' }, { value: 'none', label: 'I don’t take any' }] as const;

export const SleepStep = ({ form }: Step) => (
  <div className={css.questions}>
    <NumberBox label="Hours of sleep" value={form.values.sleepHours} onChange={(hours) => form.set('sleepHours', hours === null ? null : Math.min(24, Math.max(0, hours)))} unit="hours" />
    <ChoiceBox label="Your medicine today" options={MEDICINE} value={form.values.medication ?? ''}
      onChange={(said) => form.set('medication', said === '' ? null : said)} />
  </div>
);

const USED = [{ value: 'no', label: 'No' }, { value: 'yes', label: 'Yes' }, { value: 'rather_not_say', label: 'Rather not say' }] as const;
const SAFE = [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }] as const;

export const MoreStep = ({ form }: Step) => (
  <div className={css.questions}>
    <ChoiceBox label="Did you use since last time?" options={USED} value={form.values.used ?? ''}
      onChange={(said) => form.set('used', said === '' ? null : said)} />
    <ChoiceBox label="Do you feel safe?" options={SAFE} value={form.values.safe === null ? '' : form.values.safe ? 'yes' : 'no'}
      onChange={(said) => form.set('safe', said === '' ? null : said === 'yes')} />
    <TextAreaField form={form} name="words" label="In your own words" help="Anything risky coming up, or anything that went well" maxLength={500} />
  </div>
);

import { addDays, dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientCard, ClientHead, ClientSection } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceBox, NumberBox, ScaleField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate, sayWhen } from '../../../web/words.ts';
import { readMyMedication, recordMyAdherence } from '../../medication/api.ts';
import { scheduleWords } from '../../medication/regimen.ts';
import css from './my-plan.module.css';

type Mine = OutputOf<typeof readMyMedication>;
type Taken = 'all' | 'some' | 'none';
type Line = { medicationId: string; taken: Taken | ''; missedDoses: number | null; why: string };

const TAKEN = [{ value: 'all', label: 'Every dose' }, { value: 'some', label: 'Some' }, { value: 'none', label: 'None' }] as const;
const WHYS = ['forgot', 'side effects', 'could not get it', 'cost', 'did not want to', 'something else'].map((why) => ({ value: why, label: why }));

/** What I take, when I see whom about it, and how it goes: asked without blame (PR-63). */
export default function MyMedication() {
  const read = useRead(readMyMedication, {});
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  return (
    <Shown read={read}>{(mine) => {
      const checkedToday = mine.lastCheckAt !== null && dateIn(mine.lastCheckAt, zone) === today;
      const asked = mine.medications.filter((one) => one.schedule.kind !== 'as_needed');
      return (
        <>
          <ClientHead back="/me/plan" title={mine.medications.length === 0 ? 'No medication on your list.' : 'My medication'}
            lead={mine.medications.length === 0 ? 'Do you take something, or want to? Tell your team; it is never a reason to lose your place.' : undefined} />
          {mine.next && (
            <div className={css.block}>
              <ClientCard tone="now" title={sayWhen(mine.next.appointmentAt, zone)}><p>{mine.next.provider}{mine.next.place && `, ${mine.next.place}`}</p></ClientCard>
            </div>
          )}
          {mine.medications.length > 0 && (
            <ClientSection title="On your list">
              <ul className={css.steps}>
                {mine.medications.map((one) => <li key={one.id}>{one.name} {one.strength}<small>{scheduleWords(one.schedule)}{one.prescriber && `, from ${one.prescriber}`}</small></li>)}
              </ul>
            </ClientSection>
          )}
          {checkedToday && <p>You told us today how it goes. Thank you.</p>}
          {asked.length > 0 && !checkedToday && <HowItGoes key={mine.lastCheckAt ?? 'first'} mine={{ ...mine, medications: asked }} since={mine.lastCheckAt ? dateIn(mine.lastCheckAt, zone) : addDays(today, -7)} today={today} />}
        </>
      );
    }}</Shown>
  );
}

function HowItGoes(props: { mine: Mine; since: string; today: string }) {
  const { mine, since } = props;
  const form = useKeptForm('my-medication', {
    lines: mine.medications.map((one): Line => ({ medicationId: one.id, taken: '', missedDoses: null, why: '' })), effects: '', craving: null as number | null,
  });
  const keep = useAct(recordMyAdherence, { form });
  const { lines, effects, craving } = form.values;
  const set = (i: number, part: Partial<Line>) => form.set('lines', lines.map((line, k) => (k === i ? { ...line, ...part } : line)));
  const whole = lines.every((line) => line.taken !== '');
  const send = () => void keep.send({ since, effects, craving, answers: lines.map((line) => ({ ...line, taken: line.taken as Taken, missedDoses: line.missedDoses ?? 0 })) });
  return (
    <ClientSection title={`How has it gone since ${sayDate(since, props.today)}?`}>
      {lines.map((line, i) => {
        const one = mine.medications.find((medication) => medication.id === line.medicationId);
        if (!one) return null;
        return (
          <div key={one.id} className={css.block}>
            <ChoiceBox label={`${one.name} ${one.strength}`} options={TAKEN} value={line.taken} onChange={(taken) => set(i, { taken, missedDoses: taken === 'some' ? line.missedDoses : 0 })}
              error={form.errorOf(`answers.${i}.taken`)} />
            {line.taken === 'some' && <NumberBox label="About how many doses missed" whole value={line.missedDoses} onChange={(missedDoses) => set(i, { missedDoses })} error={form.errorOf(`answers.${i}.missedDoses`)} />}
            {(line.taken === 'some' || line.taken === 'none') && <ChoiceBox label="What was in the way" options={WHYS} value={line.why} onChange={(why) => set(i, { why })} />}
          </div>
        );
      })}
      <div className={css.block}><ScaleField form={form} name="craving" label="Craving" low="none" high="as strong as can be" /></div>
      <div className={css.block}><TextAreaField form={form} name="effects" label="Anything you notice from it?" maxLength={500} /></div>
      <ErrorBox error={keep.error} />
      <BigButton variant="filled" loading={keep.busy} disabled={!whole} onClick={send}>Send it to my team</BigButton>
    </ClientSection>
  );
}

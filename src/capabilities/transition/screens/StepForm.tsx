import { Button } from '@mantine/core';
import { ChoiceField, NumberField, TextAreaField, TextField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Hint, Stacked } from '../../../web/parts/index.ts';
import { stepClient } from '../api.ts';
import { LADDER, RUNG_WORDS, type Rung } from '../model.ts';
import type { Transition } from './found.ts';

/** Down or up the ladder, with somebody who receives them. */
export function StepForm({ clientId, t, onDone }: { clientId: string; t: Transition; onDone: () => void }) {
  const form = useKeptForm(`step:${clientId}`, { to: '', reason: '', receivedBy: '', clientSaid: 'not_asked', taperWeeks: null as number | null });
  const act = useAct(stepClient, { form, onDone });
  const v = form.values;
  const to = v.to as Rung;
  const down = v.to !== '' && t.rung !== null && LADDER.indexOf(to) > LADDER.indexOf(t.rung);
  return (
    <Stacked>
      <ChoiceField form={form} name="to" label="To" options={LADDER.filter((r) => r !== t.rung).map((value) => ({ value, label: RUNG_WORDS[value] }))} />
      {down && t.met < t.asked && <Hint>{t.asked - t.met} of {t.asked} do not speak for it yet. You decide; say why now.</Hint>}
      <TextAreaField form={form} name="reason" label="Why now" maxLength={1000} />
      <TextField form={form} name="receivedBy" label="Who receives them, and when first" placeholder="Weekly group, Thursday 6 pm, with C. W." maxLength={200} />
      <ChoiceField form={form} name="clientSaid" label="What the client says" options={[{ value: 'agrees', label: 'Agrees' }, { value: 'disagrees', label: 'Does not agree' }, { value: 'not_asked', label: 'Not asked yet' }]} />
      {v.to === '2.1-taper' && <NumberField form={form} name="taperWeeks" label="For how long" unit="weeks" whole />}
      <ErrorBox error={act.error} />
      <div>
        <Button variant="filled" loading={act.busy} disabled={v.to === ''}
          onClick={() => void act.send({ clientId, to, reason: v.reason, receivedBy: v.receivedBy, clientSaid: (v.clientSaid || 'not_asked') as 'agrees', taperWeeks: v.to === '2.1-taper' ? v.taperWeeks : null })}>
          {v.to === '' ? 'Move' : `Move to ${RUNG_WORDS[to].toLowerCase()}`}
        </Button>
      </div>
    </Stacked>
  );
}

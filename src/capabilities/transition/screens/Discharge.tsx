import { Button } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { ChoiceField, DateField, FieldGrid, SelectField, TextAreaField, TextField, TickField } from '../../../web/fields/index.ts';
import { Go, useGo, useParam } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Card, Columns, ErrorBox, PageHead, SavedState, Section, Stacked } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sentence } from '../../../web/words.ts';
import { dischargeClient } from '../api.ts';
import { DISCHARGE_TYPES, DISCHARGE_WORDS, type DischargeType } from '../model.ts';

const TYPES = DISCHARGE_TYPES.map((value) => ({ value, label: sentence(DISCHARGE_WORDS[value]) }));
const NALOXONE = [['given', 'Given'], ['has_it', 'Has it'], ['declined', 'Did not want it'], ['not_needed', 'Not needed'], ['not_said', 'Not asked yet']].map(([value, label]) => ({ value: value!, label: label! }));
/** What each kind needs, before it is asked: nobody finds out by a refusal. */
const NEEDS: Partial<Record<DischargeType, string>> = {
  completed: 'Every known criterion of the program speaks for it. If one does not, step down first.',
  lost_to_contact: 'Only after the days without service that the rule book names, with every try to reach them written.',
  administrative: 'An earlier warning and a step of support, a team review, the reasons in writing, a way to appeal, a place to go. A director signs.',
  transferred_higher: 'Call ahead, so that somebody expects them.',
  left_against_advice: 'They may come back at any time. Say so.',
};

/** The end of a stay, by any of its kinds; only what the kind needs is asked. */
export default function Discharge() {
  const clientId = useParam('clientId');
  const go = useGo();
  const today = dateIn(useMinute(), useZone());
  const form = useKeptForm(`discharge:${clientId}`, {
    type: '', reason: '', on: today as string | null, lastContactOn: today as string | null, transferTo: '', appointmentOn: null as string | null, naloxone: 'not_said',
    immediateSafety: false, noticeGivenOn: null as string | null, appealRoute: '', teamReviewOn: null as string | null, clientStatement: '',
  });
  const act = useAct(dischargeClient, { form, onDone: () => go(`/clients/${clientId}/transition`) });
  const v = form.values;
  const type = v.type as DischargeType;
  const alive = v.type !== 'deceased';
  return (
    <Stacked>
      <PageHead over={<Go to={`/clients/${clientId}/transition`}>Transition</Go>} tab="End of a stay" title="How does this stay end?" beside={<SavedState kept={form.kept} restoredAt={form.restoredAt} />} />
      <Columns>
        <Stacked>
          <ChoiceField form={form} name="type" label="The end" options={TYPES} />
          {NEEDS[type] && <Card tone="now">{NEEDS[type]}</Card>}
          <TextAreaField form={form} name="reason" label="Why, in a sentence or two" maxLength={4000} />
          <FieldGrid><DateField form={form} name="on" label="Last day" /><DateField form={form} name="lastContactOn" label="Last contact" /></FieldGrid>
          {alive && <TextAreaField form={form} name="clientStatement" label="In the client’s words" maxLength={4000} />}
        </Stacked>
        <Stacked>
          {alive && (
            <Section title="Where they go on">
              <FieldGrid><TextField form={form} name="transferTo" label="Place or person" maxLength={400} /><DateField form={form} name="appointmentOn" label="First appointment" /></FieldGrid>
            </Section>
          )}
          {alive && <SelectField form={form} name="naloxone" label="Naloxone" help="For anybody who uses or used opioids." options={NALOXONE} />}
          {v.type === 'administrative' && (
            <Section title="Before the program ends a stay">
              <Stacked>
                <FieldGrid><DateField form={form} name="noticeGivenOn" label="Reasons given in writing" /><DateField form={form} name="teamReviewOn" label="Team review" /></FieldGrid>
                <TextField form={form} name="appealRoute" label="How they can appeal" placeholder="In writing to the director within 10 days" maxLength={1000} />
                <TickField form={form} name="immediateSafety" label="There is an immediate danger to somebody" />
              </Stacked>
            </Section>
          )}
          <ErrorBox error={act.error} />
          <div>
            <Button variant="filled" loading={act.busy} disabled={v.type === '' || v.on === null || v.lastContactOn === null}
              onClick={() => void act.send({ clientId, ...v, type, on: v.on!, lastContactOn: v.lastContactOn!, naloxone: v.naloxone as 'given' })}>End the stay</Button>
          </div>
        </Stacked>
      </Columns>
    </Stacked>
  );
}

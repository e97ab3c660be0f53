import { Button } from '@mantine/core';
import { useState } from 'react';
import { Go } from '../../../web/go.tsx';
import { ChoiceBox, ChoicesBox, NumberBox } from '../../../web/fields/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { Facts, Section } from '../../../web/parts/index.ts';
import { LEVELS, LEVEL_WORDS, type AssessmentFacts, type Level, type Recommendation } from '../model.ts';
import { setFact, type OpenSheet, type SheetForm } from './sheet.ts';
import css from './Safety.module.css';

/** Always in sight: open gates with what to do, what is not checked yet, or one quiet line. */
export function SafetyBar({ proposal }: { proposal: Recommendation }) {
  const fired = proposal.gates.filter((gate) => gate.state === 'fired');
  const unchecked = proposal.gates.filter((gate) => gate.state === 'not-checked');
  const cleared = proposal.gates.filter((gate) => gate.state === 'cleared');
  return (
    <section className={css.bar} data-fired={fired.length > 0} aria-label="Safety" aria-live="polite">
      {fired.map((gate) => (
        <p key={gate.gate} className={css.line}>
          <Mark kind="danger" label="Open" />
          <span><strong>{gate.say}.</strong> {gate.route}{gate.stops ? '' : ' This is no reason to refuse.'}</span>
        </p>
      ))}
      {unchecked.length > 0 && (
        <p className={css.line}><Mark kind="soon" label="Not checked" /><span>{sayUnchecked(unchecked)}</span></p>
      )}
      {fired.length === 0 && unchecked.length === 0 && (
        <p className={css.line}>
          <Mark kind="done" label="Done" />
          <span>{proposal.gates.length} safety gates checked, none open{cleared.length > 0 ? `, ${cleared.length} cleared` : ''}.</span>
        </p>
      )}
    </section>
  );
}

/** `6 of 9 safety gates not checked yet. Next: CIWA-Ar.` */
function sayUnchecked(unchecked: Recommendation['gates']): string {
  const asks = [...new Set(unchecked.flatMap((gate) => gate.missing))];
  const next = asks.slice(0, 2).join(' · ');
  return `${unchecked.length} of 9 safety gates not checked yet.${next === '' ? ' Rate the dimensions.' : ` Next: ${next}`}`;
}

type YesNoFact = { [K in keyof AssessmentFacts]: [AssessmentFacts[K]] extends [boolean | null] ? K : never }[keyof AssessmentFacts];
type Ask = { fact: YesNoFact; ask: string };
const NOW: Ask[] = [
  { fact: 'emergencyNow', ask: 'Overdose, chest pain, seizure, confusion or seeing things now?' },
  { fact: 'suicidePlanIntentMeans', ask: 'A plan for suicide, with intent and means?' },
  { fact: 'homicidalIntent', ask: 'Thoughts of harming somebody?' },
  { fact: 'unsafeHomeNow', ask: 'Is home unsafe tonight?' },
  { fact: 'cannotTakePartInGroup', ask: 'Unable to take part in a group now?' },
  { fact: 'pregnant', ask: 'Pregnant?' },
];
const WITHDRAWAL: Ask[] = [
  { fact: 'priorSeizureOrDelirium', ask: 'Withdrawal seizures or delirium before?' },
  { fact: 'heavyAlcoholOrSedativeUse', ask: 'Heavy use of alcohol or sedatives now?' },
  { fact: 'dailySedativeStopped', ask: 'Daily sedatives stopped suddenly?' },
];
const AMBULATORY: Ask[] = [
  { fact: 'canTakeOralMedication', ask: 'Can take medication by mouth?' },
  { fact: 'soberAdultAtHome', ask: 'A sober adult at home?' },
  { fact: 'canBeSeenDaily', ask: 'Can be seen every day?' },
  { fact: 'medicallyUnstable', ask: 'Medically unstable?' },
];
const ELSE: Ask[] = [
  { fact: 'emotionalDistraction', ask: 'Do symptoms distract from recovery?' },
  { fact: 'safeBetweenSessions', ask: 'Safe for 2 or 3 days between sessions?' },
  { fact: 'lacksSupport', ask: 'Nobody supportive nearby?' },
  { fact: 'safeHousingConfirmed', ask: 'Safe housing or a recovery residence confirmed?' },
  { fact: 'withdrawalSupport', ask: 'Withdrawal support in place?' },
  { fact: 'dailyUse', ask: 'Use every day, no day without?' },
  { fact: 'overdoseWithin90Days', ask: 'An overdose in the last 90 days?' },
  { fact: 'failedIopWithin90Days', ask: 'Left an intensive program in the last 90 days?' },
];

const USED = [
  { value: 'nothing', label: 'Nothing' }, { value: 'alcohol', label: 'Alcohol' }, { value: 'sedatives', label: 'Sedatives' },
  { value: 'opioids', label: 'Opioids' }, { value: 'other', label: 'Other' },
];

/** The questions of the gates and of the rules. What a scale or the first call has answered is shown, not asked again. */
export function SafetyQuestions({ sheet, form }: { sheet: OpenSheet; form: SheetForm }) {
  const { facts } = form.values;
  const [more, setMore] = useState(false);
  const scale = (code: string, value: number | string | null): { label: string; value: React.ReactNode } => ({
    label: code, value: value ?? <Go to={`/clients/${sheet.clientId}/instruments/${code}`}>rate it</Go>,
  });
  const sick = (facts.usedLast72h ?? []).length > 0 || (sheet.facts.ciwa ?? 0) > 0 || (sheet.facts.cows ?? 0) > 0;
  return (
    <>
      <Section title="Safety now">
        <Questions asks={NOW} sheet={sheet} form={form} />
        <ChoicesBox label="Used in the last 72 hours" help="Nothing chosen means not asked yet. Choose “nothing” if there was none."
          value={facts.usedLast72h === null ? [] : facts.usedLast72h.length === 0 ? ['nothing'] : facts.usedLast72h}
          options={USED}
          onChange={(next) => setFact(form, 'usedLast72h', next.at(-1) === 'nothing' ? [] : next.length === 0 ? null
            : next.filter((one) => one !== 'nothing') as NonNullable<AssessmentFacts['usedLast72h']>)} />
        <Questions asks={WITHDRAWAL} sheet={sheet} form={form} />
        <Facts facts={[scale('C-SSRS', sheet.facts.suicideTriage === 'none' ? 'no risk flagged' : sheet.facts.suicideTriage),
          scale('CIWA-Ar', sheet.facts.ciwa), scale('COWS', sheet.facts.cows)]} />
        {sick && <Questions asks={AMBULATORY} sheet={sheet} form={form} />}
        <Cleared sheet={sheet} form={form} />
      </Section>
      <Section title="What else decides" aside={(
        <Button variant="subtle" aria-expanded={more} onClick={() => setMore(!more)}>{more ? 'Fewer questions' : 'More questions'}</Button>
      )}>
        <Questions asks={more ? ELSE : ELSE.slice(0, 4)} sheet={sheet} form={form} />
        {more && <LevelsBefore form={form} />}
      </Section>
    </>
  );
}

function Questions({ asks, sheet, form }: { asks: Ask[]; sheet: OpenSheet; form: SheetForm }) {
  return (
    <div className={css.questions}>
      {asks.map(({ fact, ask }) => {
        const typed = form.values.facts[fact];
        const known = typed === null ? sheet.facts[fact] : null;
        return (
          <div key={fact} className={css.question}>
            <ChoiceBox label={ask} options={[{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }]}
              value={typed === null ? '' : typed ? 'yes' : 'no'}
              onChange={(next) => setFact(form, fact, next === '' ? null : next === 'yes')} />
            {known !== null && <small>Known already: {known ? 'yes' : 'no'}</small>}
          </div>
        );
      })}
    </div>
  );
}

function LevelsBefore({ form }: { form: SheetForm }) {
  const { facts } = form.values;
  return (
    <div className={css.numbers}>
      <NumberBox label="Level 1 did not hold" unit="days ago" whole value={facts.daysSinceLevelOneFailed}
        onChange={(days) => setFact(form, 'daysSinceLevelOneFailed', days)} />
      <NumberBox label="Named prescriber sees them" unit="hours from now" whole value={facts.prescriberInHours}
        onChange={(hours) => setFact(form, 'prescriberInHours', hours)} />
      <NumberBox label="Left a higher level" unit="days ago" whole value={facts.daysSinceSteppedDown}
        onChange={(days) => setFact(form, 'daysSinceSteppedDown', days)} />
      <ChoiceBox<Level> label="Which level" value={facts.steppedDownFrom ?? ''}
        options={LEVELS.slice(LEVELS.indexOf('2.5')).map((one) => ({ value: one, label: one, help: LEVEL_WORDS[one] }))}
        onChange={(next) => setFact(form, 'steppedDownFrom', next === '' ? null : next)} />
      <NumberBox label="PAWSS" unit="of 10" whole value={facts.pawss} onChange={(points) => setFact(form, 'pawss', points)} />
    </div>
  );
}

/** A gate that fired is cleared by a person who did what it asks for, in words. */
function Cleared({ sheet, form }: { sheet: OpenSheet; form: SheetForm }) {
  const open = sheet.recommendation.gates.filter((gate) => gate.state === 'fired' && gate.stops);
  const { cleared } = form.values.facts;
  const shown = [...new Set([...open.map((gate) => gate.gate), ...cleared.map((one) => one.gate)])];
  return shown.map((gate) => {
    const how = cleared.find((one) => one.gate === gate)?.how ?? '';
    return (
      <label key={gate} className={css.cleared}>
        <span>How {gate} was cleared, once it was</span>
        <textarea rows={2} maxLength={500} defaultValue={how} placeholder="Seen at the hospital this morning, released, letter in the file"
          onBlur={(event) => {
            const text = event.currentTarget.value.trim();
            const rest = cleared.filter((one) => one.gate !== gate);
            setFact(form, 'cleared', text.length >= 10 ? [...rest, { gate, how: text }] : rest);
          }} />
      </label>
    );
  });
}

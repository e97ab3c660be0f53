import type { RuleBook } from '../agency/rule-book.ts';
import type { AssessmentFacts, Gate, Ratings } from './model.ts';

/**
 * The safety gates, before anything else (LOC-01, level-of-care.md §4). A hit stops for a human act. What was not asked
 * is never taken for "no": the gate then is not checked, and says what to ask.
 */
export type GateSettings = Pick<RuleBook,
  'loc.ciwaModerate' | 'loc.ciwaSevere' | 'loc.cowsModerate' | 'loc.cowsSevere' | 'loc.pawssHigh'>;

type Answer = boolean | null;
/** True if one is true; unknown if none is true and one is unknown. */
const any = (...answers: Answer[]): Answer => (answers.includes(true) ? true : answers.includes(null) ? null : false);
/** False if one is false; unknown if none is false and one is unknown. */
const all = (...answers: Answer[]): Answer => (answers.includes(false) ? false : answers.includes(null) ? null : true);

export function checkGates(facts: AssessmentFacts, ratings: Ratings, settings: GateSettings): Gate[] {
  return hits(facts, ratings, settings).map((gate) => {
    const cleared = facts.cleared.find((one) => one.gate === gate.gate);
    if (gate.state !== 'fired' || !cleared) return gate;
    return { ...gate, state: 'cleared', route: `Cleared: ${cleared.how}`, routeLevel: null };
  });
}

function hits(facts: AssessmentFacts, ratings: Ratings, settings: GateSettings): Gate[] {
  const used = (...what: ('alcohol' | 'sedatives' | 'opioids')[]): Answer =>
    facts.usedLast72h === null ? null : what.some((one) => facts.usedLast72h!.includes(one));
  const ciwaNeeded = used('alcohol', 'sedatives');
  const ciwaAtLeast = (least: number): Answer =>
    (facts.ciwa !== null ? facts.ciwa >= least : ciwaNeeded === false ? false : null);
  const cowsAtLeast = (least: number): Answer =>
    (facts.cows !== null ? facts.cows >= least : used('opioids') === false ? false : null);
  const ask = (...questions: [unknown, string][]): string[] =>
    questions.filter(([known]) => known === null).map(([, question]) => question);
  const ratedAtLeast = (value: number | null, least: number): Answer => (value === null ? null : value >= least);

  const severe = any(
    ciwaAtLeast(settings['loc.ciwaSevere']), all(facts.priorSeizureOrDelirium, facts.heavyAlcoholOrSedativeUse),
    facts.pawss !== null && facts.pawss >= settings['loc.pawssHigh'], facts.dailySedativeStopped,
  );
  const moderate = severe === true ? false
    : all(ciwaAtLeast(settings['loc.ciwaModerate']), not(ciwaAtLeast(settings['loc.ciwaSevere'])));
  const ambulatory = all(facts.canTakeOralMedication, facts.soberAdultAtHome, facts.canBeSeenDaily);
  const highRisk = facts.suicideTriage === null ? null : facts.suicideTriage === 'high';
  const opioid = cowsAtLeast(settings['loc.cowsModerate']);
  const opioidGrave = cowsAtLeast(settings['loc.cowsSevere']) === true;

  return [
    gate('G1', facts.emergencyNow, true, {
      say: 'Overdose, unresponsive, chest pain, seizure, delirium or hallucinations now',
      route: '911 and the emergency department.', routeLevel: '4',
      missing: ask([facts.emergencyNow, 'Is anything an emergency right now?']),
    }),
    gate('G2', any(highRisk, facts.suicidePlanIntentMeans, facts.homicidalIntent), true, {
      say: 'Danger of suicide, or to somebody else, now',
      route: '988, mobile crisis or the emergency department. A clinician sees them today.', routeLevel: '4',
      missing: ask([facts.suicideTriage, 'C-SSRS screener'], [facts.suicidePlanIntentMeans, 'Plan, intent and means?'],
        [facts.homicidalIntent, 'Thoughts of harming somebody?']),
    }),
    gate('G3', severe, true, {
      say: 'Severe alcohol or sedative withdrawal, or a high risk of it',
      route: 'Medically managed withdrawal care (3.7 or 4).', routeLevel: '3.7',
      missing: ask([facts.usedLast72h, 'What was used in the last 72 hours?'],
        [facts.ciwa ?? (ciwaNeeded === false ? false : null), 'CIWA-Ar'],
        [facts.priorSeizureOrDelirium, 'Earlier withdrawal seizures or delirium?'],
        [facts.heavyAlcoholOrSedativeUse, 'Heavy use of alcohol or sedatives now?'],
        [facts.dailySedativeStopped, 'Daily sedatives stopped suddenly?']),
    }),
    gate('G4', moderate, true, {
      say: 'Moderate alcohol withdrawal',
      route: ambulatory === true ? 'Ambulatory withdrawal care the same day (2.7 or 1.7), then go on.'
        : ambulatory === null
          ? 'Residential withdrawal care (3.7), unless oral medication, a sober adult at home and daily visits are sure. Ask.'
          : 'Residential withdrawal care (3.7): no sober adult, no oral medication, or not to be seen daily.',
      routeLevel: ambulatory === true ? '2.7' : '3.7',
      missing: ask([facts.ciwa ?? (ciwaNeeded === false ? false : null), 'CIWA-Ar']),
    }),
    gate('G5', opioid, true, {
      say: opioidGrave ? 'Grave opioid withdrawal' : 'Moderate opioid withdrawal',
      route: opioidGrave
        ? `Medical evaluation and medication today; 3.7 or 4${facts.medicallyUnstable ? ', as they are unstable' : ' if unstable'}.`
        : 'Start medication for opioid use disorder (1.7 or 2.7) within 72 hours, then the program.',
      routeLevel: opioidGrave && facts.medicallyUnstable ? '3.7' : '1.7',
      missing: ask([facts.cows ?? (used('opioids') === false ? false : null), 'COWS']),
    }),
    gate('G6', all(facts.pregnant, facts.usesOpioidAlcoholOrSedative), false, {
      say: 'Pregnant and using opioids, alcohol or sedatives',
      route: `Priority access within 48 hours, obstetric link, medication offered${opioid ? ' today; consider a hospital start' : ''}.`,
      routeLevel: null, missing: ask([facts.pregnant, 'Pregnant?']),
    }),
    gate('G7', any(ratedAtLeast(ratings.D3, 3), facts.cannotTakePartInGroup), true, {
      say: 'Psychosis or mania not under control, or unable to take part in a group',
      route: 'Psychiatric or co-occurring-enhanced level.', routeLevel: '3.5',
      missing: ask([facts.cannotTakePartInGroup, 'Able to take part in a group?']),
    }),
    gate('G8', facts.unsafeHomeNow, false, {
      say: 'Home is unsafe now', route: 'Safety planning and shelter or a recovery residence today; then rate again.',
      routeLevel: null, missing: ask([facts.unsafeHomeNow, 'Is home safe tonight?']),
    }),
    gate('G9', ratedAtLeast(ratings.D2, 3), true, {
      say: 'Acutely unwell', route: 'Medical care first.', routeLevel: '3.7', missing: [],
    }),
  ];
}

function gate(
  name: Gate['gate'], hit: Answer, stops: boolean, rest: Pick<Gate, 'say' | 'route' | 'routeLevel' | 'missing'>,
): Gate {
  if (hit === true) return { gate: name, stops, ...rest, state: 'fired', missing: [] };
  const state = hit === null ? 'not-checked' : 'clear';
  return { gate: name, state, stops, say: rest.say, route: null, routeLevel: null, missing: hit === null ? rest.missing : [] };
}
const not = (answer: Answer): Answer => (answer === null ? null : !answer);

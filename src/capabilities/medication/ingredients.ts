/**
 * Names under which a medication is known → its ingredients, as test interpretation needs them (drug-testing.md §6, §7).
 * A suggestion at entry; the person who records the medication confirms it.
 */
const INGREDIENTS: Record<string, string[]> = {
  buprenorphine: ['suboxone', 'subutex', 'zubsolv', 'sublocade', 'brixadi', 'bunavail'],
  methadone: ['dolophine', 'methadose'],
  naltrexone: ['vivitrol', 'revia'],
  naloxone: ['narcan', 'suboxone', 'zubsolv'],
  acamprosate: ['campral'], disulfiram: ['antabuse'], lofexidine: ['lucemyra'], topiramate: ['topamax'],
  amphetamine: ['adderall', 'evekeo', 'dextroamphetamine', 'dexedrine'],
  lisdexamfetamine: ['vyvanse'],
  methamphetamine: ['desoxyn'], selegiline: ['emsam', 'zelapar'], levmetamfetamine: ['vapor inhaler'],
  methylphenidate: ['ritalin', 'concerta', 'focalin', 'dexmethylphenidate'],
  diazepam: ['valium'], chlordiazepoxide: ['librium'], alprazolam: ['xanax'], clonazepam: ['klonopin'],
  lorazepam: ['ativan'], temazepam: ['restoril'], oxazepam: ['serax'],
  codeine: ['tylenol 3', 'tylenol #3'], morphine: ['ms contin'], hydrocodone: ['norco', 'vicodin'],
  oxycodone: ['percocet', 'oxycontin', 'roxicodone'], tramadol: ['ultram'],
  butalbital: ['fioricet', 'fiorinal'], phenobarbital: ['luminal'], dronabinol: ['marinol'],
  zolpidem: ['ambien'], eszopiclone: ['lunesta'], gabapentin: ['neurontin'],
  sertraline: ['zoloft'], fluoxetine: ['prozac'], citalopram: ['celexa'], escitalopram: ['lexapro'], paroxetine: ['paxil'],
  bupropion: ['wellbutrin', 'zyban'], trazodone: ['desyrel'], venlafaxine: ['effexor'], mirtazapine: ['remeron'],
  labetalol: ['trandate'], atenolol: ['tenormin'], propranolol: ['inderal'],
  pseudoephedrine: ['sudafed'], ephedrine: [], phenylephrine: [], ranitidine: ['zantac'], promethazine: ['phenergan'],
  phentermine: ['adipex'], efavirenz: ['sustiva', 'atripla'], oxaprozin: ['daypro'], amisulpride: [],
  hydroxychloroquine: ['plaquenil'], quinine: [], risperidone: ['risperdal'], quetiapine: ['seroquel'],
  diphenhydramine: ['benadryl'], doxylamine: ['unisom', 'nyquil'], levofloxacin: ['levaquin'], ofloxacin: [],
  rifampin: ['rifadin'], dextromethorphan: ['robitussin', 'delsym', 'nyquil'], lamotrigine: ['lamictal'],
  ibuprofen: ['advil', 'motrin'], naproxen: ['aleve'], cyclobenzaprine: ['flexeril'], carbamazepine: ['tegretol'],
  clonidine: ['catapres'], hydroxyzine: ['vistaril', 'atarax'], prazosin: ['minipress'],
};


const inWords = (text: string): string => ` ${text.toLowerCase().replace(/[^a-z0-9#]+/g, ' ').trim()} `;

/** The known ingredients that a written name stands for: `Suboxone 8/2 mg film` → buprenorphine and naloxone. */
export function ingredientsIn(name: string): string[] {
  const written = inWords(name);
  return Object.entries(INGREDIENTS)
    .filter(([ingredient, brands]) => [ingredient, ...brands].some((known) => written.includes(inWords(known))))
    .map(([ingredient]) => ingredient);
}

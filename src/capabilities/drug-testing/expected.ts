/**
 * What a prescribed medication leads one to expect (drug-testing.md §6) and what may be mistaken for something else
 * (§7). Tables only; `interpretation.ts` reads them. Keyed by ingredient, see `medication/ingredients.ts`.
 */
import type { Analyte } from './model.ts';

/**
 * How firmly a screen is expected positive: `yes` its absence is a question; `often` or `seldom` its absence says
 * nothing; `maybe` it can be positive, and the laboratory tells more.
 */
export type Firmness = 'yes' | 'often' | 'seldom' | 'maybe';
export type Expectation = {
  screens: Partial<Record<Analyte, Firmness>>;
  /** Compounds a definitive report may hold because of it. */
  explains: string[];
  /** Compounds whose absence together is a question; empty where the laboratory must be asked for it first. */
  requires: string[];
  /** A parent found without its metabolite: possible addition to the specimen, for a clinical talk, never a sanction. */
  metabolite?: { parent: string; metabolite: string; leastRatio: number };
  /** One sentence beside the result. */
  note?: string;
};

const bzo = (firmness: Firmness, explains: string[], note?: string): Expectation =>
  ({ screens: { BZO: firmness }, explains, requires: explains, ...(note ? { note } : {}) });
const nothing: Expectation = { screens: {}, explains: [], requires: [] };

export const EXPECTED: Record<string, Expectation> = {
  buprenorphine: {
    screens: { BUP: 'yes' }, explains: ['buprenorphine', 'norbuprenorphine'], requires: ['buprenorphine', 'norbuprenorphine'],
    metabolite: { parent: 'buprenorphine', metabolite: 'norbuprenorphine', leastRatio: 0.02 },
  },
  methadone: {
    screens: { MTD: 'yes', EDDP: 'yes' }, explains: ['methadone', 'eddp'], requires: ['methadone', 'eddp'],
    metabolite: { parent: 'methadone', metabolite: 'eddp', leastRatio: 0 },
  },
  naltrexone: {
    screens: {}, explains: ['naltrexone', '6-beta-naltrexol'], requires: [],
    note: 'Naltrexone can show on some oxycodone screens.',
  },
  amphetamine: { screens: { AMP: 'yes' }, explains: ['amphetamine'], requires: ['amphetamine'] },
  lisdexamfetamine: { screens: { AMP: 'yes' }, explains: ['amphetamine'], requires: ['amphetamine'] },
  methamphetamine: {
    screens: { AMP: 'maybe', MET: 'maybe' }, explains: ['amphetamine', 'methamphetamine'], requires: [],
    note: 'Ask the laboratory for isomers: mostly d fits the prescription.',
  },
  selegiline: {
    screens: { AMP: 'maybe', MET: 'maybe' }, explains: ['amphetamine', 'methamphetamine'], requires: [],
    note: 'Ask the laboratory for isomers: mostly l fits selegiline.',
  },
  levmetamfetamine: {
    screens: { AMP: 'maybe', MET: 'maybe' }, explains: ['amphetamine', 'methamphetamine'], requires: [],
    note: 'Ask the laboratory for isomers: mostly l fits the inhaler.',
  },
  methylphenidate: {
    screens: {}, explains: ['ritalinic acid'], requires: [], note: 'Methylphenidate does not explain an amphetamine screen.',
  },
  diazepam: bzo('yes', ['nordiazepam', 'oxazepam', 'temazepam', 'diazepam']),
  chlordiazepoxide: bzo('yes', ['nordiazepam', 'oxazepam', 'temazepam']),
  alprazolam: bzo('often', ['alpha-oh-alprazolam', 'alprazolam'], 'Alprazolam may screen negative.'),
  clonazepam: bzo('seldom', ['7-aminoclonazepam', 'clonazepam'], 'Clonazepam often screens negative: that is not a missed dose.'),
  lorazepam: bzo('seldom', ['lorazepam'], 'Lorazepam often screens negative: that is not a missed dose.'),
  temazepam: bzo('yes', ['temazepam', 'oxazepam']),
  oxazepam: bzo('yes', ['oxazepam']),
  codeine: { screens: { OPI: 'yes' }, explains: ['codeine', 'morphine', 'hydrocodone'], requires: ['codeine', 'morphine'] },
  morphine: { screens: { OPI: 'yes' }, explains: ['morphine', 'hydromorphone'], requires: ['morphine'] },
  hydrocodone: {
    screens: { OPI: 'often', HYD: 'yes' }, explains: ['hydrocodone', 'hydromorphone', 'norhydrocodone'], requires: ['hydrocodone', 'norhydrocodone'],
  },
  oxycodone: {
    screens: { OXY: 'yes', OPI: 'seldom' }, explains: ['oxycodone', 'oxymorphone', 'noroxycodone'], requires: ['oxycodone', 'noroxycodone'],
  },
  butalbital: { screens: { BAR: 'yes' }, explains: ['butalbital'], requires: ['butalbital'] },
  phenobarbital: { screens: { BAR: 'yes' }, explains: ['phenobarbital'], requires: ['phenobarbital'] },
  dronabinol: { screens: { THC: 'yes' }, explains: ['thca'], requires: ['thca'], note: 'CBD and hemp products may show too.' },
  tramadol: { screens: { TRA: 'yes' }, explains: ['tramadol', 'o-desmethyltramadol'], requires: ['tramadol'] },
  zolpidem: nothing, eszopiclone: nothing, gabapentin: nothing, sertraline: nothing, fluoxetine: nothing, citalopram: nothing,
  escitalopram: nothing, paroxetine: nothing,
};

/** §7: agents reported to make a screen positive without the substance. */
export const CROSS_REACTORS: Partial<Record<Analyte, string[]>> = {
  AMP: ['bupropion', 'trazodone', 'labetalol', 'pseudoephedrine', 'ephedrine', 'phenylephrine', 'levmetamfetamine', 'selegiline',
    'ranitidine', 'promethazine', 'phentermine', 'atenolol', 'propranolol'],
  MET: ['bupropion', 'trazodone', 'labetalol', 'pseudoephedrine', 'ephedrine', 'phenylephrine', 'levmetamfetamine', 'selegiline',
    'ranitidine', 'promethazine', 'phentermine', 'atenolol', 'propranolol'],
  BZO: ['sertraline', 'efavirenz', 'oxaprozin'],
  BUP: ['tramadol', 'methadone', 'morphine', 'codeine', 'amisulpride', 'hydroxychloroquine', 'quinine'],
  FEN: ['trazodone', 'risperidone', 'labetalol'],
  MTD: ['quetiapine', 'diphenhydramine', 'doxylamine'],
  OPI: ['levofloxacin', 'ofloxacin', 'rifampin'],
  OXY: ['naloxone', 'naltrexone'],
  PCP: ['dextromethorphan', 'venlafaxine', 'tramadol', 'lamotrigine', 'doxylamine'],
  THC: ['efavirenz', 'ibuprofen', 'naproxen'],
  BAR: ['ibuprofen', 'naproxen'],
  TCA: ['quetiapine', 'cyclobenzaprine', 'carbamazepine'],
};

/** §7: what else is worth asking about, that is on no medication list. */
export const WORTH_ASKING: Partial<Record<Analyte, string>> = {
  COC: 'Cocaine screens are hardly ever mistaken. Topical cocaine and coca tea are true sources.',
  OPI: 'Ask about poppy seeds.',
  THC: 'Ask about hemp foods and CBD.',
  ETG: 'Ask about hand sanitiser, mouthwash and no-alcohol beer.',
  FEN: 'Norfentanyl can stay for weeks after daily use: alone it is not new use.',
};

/** What a laboratory usually reports for each substance: prefills the form, in the names that `EXPECTED` uses. */
export const COMPOUNDS: Record<Analyte, string[]> = {
  THC: ['thca'], COC: ['benzoylecgonine'], AMP: ['amphetamine', 'methamphetamine'], MET: ['methamphetamine', 'amphetamine'], MDMA: ['mdma', 'mda'],
  OPI: ['codeine', 'morphine', 'hydrocodone', 'hydromorphone'], '6MAM': ['6-acetylmorphine'], HYD: ['hydrocodone', 'hydromorphone', 'norhydrocodone'],
  OXY: ['oxycodone', 'oxymorphone', 'noroxycodone'], FEN: ['fentanyl', 'norfentanyl'], PCP: ['phencyclidine'],
  BZO: ['nordiazepam', 'oxazepam', 'temazepam', 'alpha-oh-alprazolam', '7-aminoclonazepam', 'lorazepam'], BAR: ['butalbital', 'phenobarbital'],
  BUP: ['buprenorphine', 'norbuprenorphine'], MTD: ['methadone', 'eddp'], EDDP: ['eddp', 'methadone'], TRA: ['tramadol', 'o-desmethyltramadol'],
  TCA: ['amitriptyline', 'nortriptyline'], ETG: ['ethyl glucuronide', 'ethyl sulfate'], BRAC: ['ethanol'],
};

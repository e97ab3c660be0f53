/**
 * What is given and signed at the start, as shipped (PR-46, PR-47, PV-06). In our own plain words; an agency puts its own
 * text, reviewed by its counsel, in their place (`savePaper`), and each signature keeps the text that was read.
 */
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { AcknowledgementKind } from './model.ts';

export type Paper = { kind: AcknowledgementKind; version: string; language: string; text: string };

const SHIPPED = 'shipped-1';
const paper = (kind: AcknowledgementKind, ...lines: string[]): Paper =>
  ({ kind, version: SHIPPED, language: 'en', text: lines.join('\n\n') });

export const SHIPPED_PAPERS: readonly Paper[] = [
  paper('treatment',
    'I want to take part in this program. It was explained to me what it offers, how often I come, what other kinds of care there are, and what I can expect and not expect from it.',
    'Taking part is my decision. I can stop at any time, and I will be told what that may mean for me. I can ask questions at any time, and ask for another counselor.',
    'Tests of urine or breath may be part of the program. My plan says how often.',
    'If I am in danger of hurting myself or somebody else, staff will act to keep people safe.'),
  paper('part2_notice',
    'Federal law (42 CFR Part 2) protects the fact that I come here and everything in my record. The program may not tell anybody outside, not even that I am here, unless I agree in writing, a court orders it by that law, or there is one of a few exceptions: a medical emergency, research, an audit, a crime or threat here, or a first report of child abuse.',
    'What is in my record may not be used against me in a civil, criminal, administrative or legislative proceeding unless I agree to that by itself, or a court orders it under that law.',
    'I can see my record and get a copy. I can ask for corrections, for limits on sharing, and for a list of those to whom it was sent in the past three years. I can take back a consent at any time.',
    'If I pay for something myself in full, I can ask that my health plan is not told of it.',
    'If I think my privacy was not kept, I can complain to the program and to the U.S. Department of Health and Human Services. Nobody may treat me worse for it. If records are ever lost or stolen, I will be told.',
    'The program’s privacy officer answers questions about this notice.'),
  paper('rules_and_rights',
    'I have a right to be treated with respect, to a plan made together with me, to know the names and credentials of those who treat me, to refuse any part of treatment and hear what that may mean, and to complain without being treated worse.',
    'I come on time, as I can, and say when I cannot. I do not bring alcohol, drugs or weapons. I do not threaten or hurt anybody. What others say in group stays in group.',
    'What can end my stay here: threats or violence, selling or giving drugs to others here, or staying away without word for as long as the program’s rules say. Before that, except in immediate danger, I hear a warning, I am offered help, I can say my side, and I can appeal.',
    'A return to use by itself, or a medication that was prescribed to me, is not a reason to end my stay.'),
  paper('fee_agreement',
    'It was explained to me what the program costs, what my insurance may pay, and what I may have to pay myself, before I decided.',
    'If my income is low, I can ask what the program can do. I will be told before a cost changes.',
    'Missing a session without word may have a cost only if I was told so in writing.'),
  paper('telehealth',
    'Some sessions may be held by video. I can say no and come in person instead.',
    'I will say where I am at the start of each session, so that help can be sent. I will be in a place where others cannot hear or see. Nobody records.',
    'Video can fail. I was told how to reach my counselor if it does, and what to do in an emergency.'),
];

/** The texts in force: the agency's latest by kind and language, else the shipped one. */
export function papersInForce(own: readonly (Paper & { from: string })[], today: string): Paper[] {
  const begun = own.filter((p) => p.from <= today).toSorted((a, b) => a.from.localeCompare(b.from));
  const byKey = new Map(SHIPPED_PAPERS.map((p) => [`${p.kind} ${p.language}`, p]));
  for (const { kind, version, language, text } of begun) byKey.set(`${kind} ${language}`, { kind, version, language, text });
  return [...byKey.values()];
}

/** May this text be put in force? A version has one text for ever: a signature names the version that was read. */
export function decidePaper<P extends Paper & { from: string }>(
  paper: P, own: readonly Paper[], today: string,
): Decision<P, 'from-in-the-past' | 'version-known'> {
  if (paper.from < today) return refuse('from-in-the-past', 'A text holds from today or a later day on.', 'from');
  const known = [...SHIPPED_PAPERS, ...own].some((one) => one.kind === paper.kind && one.language === paper.language && one.version === paper.version);
  return known ? refuse('version-known', 'There is a version of this name already. Give this one another name.', 'version') : accept(paper);
}

import type { KeptForm } from '../../../web/keep/use-kept-form.ts';
import type { InquiryDetails, Risk } from '../model.ts';
import { readRoutine } from '../routine-text.ts';

/** The call as typed: every field may be empty, and nothing is required before the caller hangs up. */
export type CallValues = {
  callsFor: NonNullable<InquiryDetails['callsFor']> | '';
  callerRelation: string;
  callThem: string;
  phone: string;
  voicemail: NonNullable<InquiryDetails['voicemail']> | '';
  voicemailWords: string;
  language: string;
  referralSource: NonNullable<InquiryDetails['referralSource']> | '';
  urgency: NonNullable<InquiryDetails['urgency']> | '';
  risks: Risk[];
  substances: string;
  workText: string;
  childrenText: string;
  travelMinutes: number | null;
  travelMode: NonNullable<InquiryDetails['travelMode']> | '';
  paysWith: NonNullable<InquiryDetails['paysWith']> | '';
  remark: string;
};
export type CallForm = KeptForm<CallValues>;

export const valuesOf = (d: InquiryDetails): CallValues => ({
  callsFor: d.callsFor ?? '', callerRelation: d.callerRelation ?? '', callThem: d.callThem ?? '', phone: d.phone ?? '',
  voicemail: d.voicemail ?? '', voicemailWords: d.voicemailWords ?? '', language: d.language ?? '',
  referralSource: d.referralSource ?? '', urgency: d.urgency ?? '', risks: d.risks, substances: d.substances.join(', '),
  workText: d.workText, childrenText: d.childrenText, travelMinutes: d.travelMinutes, travelMode: d.travelMode ?? '',
  paysWith: d.paysWith ?? '', remark: d.remark,
});

/** What is kept: the routine is read from the caller's own words, and the words stay beside it. */
export function detailsOf(v: CallValues): InquiryDetails {
  const orNull = <T extends string>(value: T | ''): Exclude<T, ''> | null => (value === '' ? null : value as Exclude<T, ''>);
  const work = readRoutine(v.workText, 'work');
  const children = readRoutine(v.childrenText, 'children');
  return {
    callsFor: orNull(v.callsFor), callerRelation: orNull(v.callerRelation), callThem: orNull(v.callThem), phone: orNull(v.phone),
    voicemail: orNull(v.voicemail), voicemailWords: orNull(v.voicemailWords), language: orNull(v.language),
    referralSource: orNull(v.referralSource), urgency: orNull(v.urgency), risks: v.risks,
    substances: v.substances.split(',').map((s) => s.trim()).filter(Boolean).slice(0, 12),
    routine: [...work.blocks, ...children.blocks], workText: v.workText, childrenText: v.childrenText,
    travelMinutes: v.travelMinutes, travelMode: orNull(v.travelMode), paysWith: orNull(v.paysWith), remark: v.remark,
  };
}

/** Parts of the routine that could not be read, so that nothing typed is quietly dropped. */
export const notUnderstood = (v: CallValues): string[] =>
  [...readRoutine(v.workText, 'work').notUnderstood, ...readRoutine(v.childrenText, 'children').notUnderstood];

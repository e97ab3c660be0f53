import { initialsOf } from '../../../web/words.ts';
import type { ConsentState, Purpose } from '../model.ts';

export const STATE_WORDS: Record<ConsentState, string> = {
  draft: 'not signed', active: 'in force', expired: 'ended', revoked: 'taken back', superseded: 'replaced', deficient: 'cannot be used',
};
/** Purposes as staff choose them; proceedings and counseling notes have forms of their own. */
export const PURPOSE_CHOICES: { value: Purpose; label: string }[] = [
  { value: 'support', label: 'Support by family or friends' }, { value: 'treatment', label: 'Treatment' }, { value: 'tpo', label: 'Treatment, payment and operations' },
  { value: 'payment', label: 'Payment' }, { value: 'referral', label: 'A referral' }, { value: 'monitoring', label: 'Monitoring by who referred them' },
  { value: 'at_request', label: 'The client’s own request' }, { value: 'proceedings', label: 'A court or other proceeding' },
];

/** Who made a disclosure: staff by initials that do not break, Stepwell itself by its name. */
export const sayMaker = (madeBy: string): string => (madeBy.includes('.') ? initialsOf(madeBy) : madeBy);

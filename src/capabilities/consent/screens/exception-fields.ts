/** What staff write down for each exception, in the law's order (privacy.md §6), and how it becomes the exception. */
import { instantOf } from '../../../shared/dates.ts';
import type { Exception, OutwardCode } from '../disclosure.ts';

/** Everything that any exception asks, flat, so that each is a field and what was typed is kept when another is chosen. */
export type Elements = typeof NO_ELEMENTS;
export const NO_ELEMENTS = {
  agreementId: '', service: '', recipientName: '', recipientAffiliation: '', discloser: '', nature: '', product: '', reportedTo: '', minimalFacts: '',
  incidentId: '', protocolId: '', approvedBy: '', body: '', orderId: '', judge: '', scope: '', authority: '',
  consentNotObtainable: false, copiesLeave: false, destroyTerms: false, orderSeen: false, subpoenaSeen: false, clientDied: false,
  from: null as string | null, until: null as string | null, on: null as string | null,
  atDay: null as string | null, atTime: null as string | null,
};
type NamesOf<T> = { [K in keyof Elements]: Elements[K] extends T ? K : never }[keyof Elements];
export type Ask = { kind: 'words'; name: NamesOf<string>; label: string } | { kind: 'tick'; name: NamesOf<boolean>; label: string }
  | { kind: 'day'; name: 'from' | 'until' | 'on'; label: string } | { kind: 'moment'; label: string };

const words = (name: NamesOf<string>, label: string): Ask => ({ kind: 'words', name, label });
const tick = (name: NamesOf<boolean>, label: string): Ask => ({ kind: 'tick', name, label });
const day = (name: 'from' | 'until' | 'on', label: string): Ask => ({ kind: 'day', name, label });
const moment = (label: string): Ask => ({ kind: 'moment', label });

export const EXCEPTION_ASKS: Record<OutwardCode, readonly Ask[]> = {
  medical_emergency: [words('nature', 'What the emergency is'), words('recipientName', 'Who there receives it, by name'), words('recipientAffiliation', 'Where they work'),
    words('discloser', 'Who of us tells it'), moment('When'), tick('consentNotObtainable', 'They could not be asked for their consent')],
  court_order: [words('orderId', 'Number of the order'), words('judge', 'Judge'), day('on', 'Date of the order'), words('scope', 'What the order covers'),
    tick('orderSeen', 'I have the order before me'), tick('subpoenaSeen', 'I have the subpoena before me')],
  child_abuse: [words('reportedTo', 'To whom it is reported'), words('minimalFacts', 'The facts that the report needs'), moment('When')],
  crime_on_premises: [words('incidentId', 'Which incident'), moment('When')],
  audit_evaluation: [words('body', 'Who audits or evaluates'), words('agreementId', 'Their agreement'), tick('copiesLeave', 'Copies leave the house'),
    tick('destroyTerms', 'They signed not to pass copies on and to destroy them')],
  qsoa: [words('service', 'The service'), words('agreementId', 'Which agreement'), day('from', 'It holds from'), day('until', 'Until, if it ends')],
  research: [words('protocolId', 'Protocol'), words('approvedBy', 'Who approved it')],
  fda: [words('product', 'Which product'), moment('When')],
  deceased_cause: [words('authority', 'Which office asks'), tick('clientDied', 'Their death is on record')],
};

/** One line each: what it is for, and what it is not. */
export const EXCEPTION_HELP: Record<OutwardCode, string> = {
  medical_emergency: 'To medical staff, when the person cannot be asked in time. Written down at once.',
  court_order: 'An order and a subpoena together; one alone is never enough. Show both to the privacy officer.',
  child_abuse: 'The first report that state law asks for, with the least it needs. Never the record afterwards.',
  crime_on_premises: 'What happened here or against staff: name, address, where they were last, that they come here.',
  audit_evaluation: 'Regulators, payers and accreditors, on their written terms.',
  qsoa: 'A service for the program, such as a lab or billing, under a signed agreement.',
  research: 'Research that a board approved; its reports name nobody.',
  fda: 'Only to warn of an error in a product.',
  deceased_cause: 'To the office that records causes of death.',
};

/** As the server reads it. What is not filled in goes along empty, so that its field can say so. */
export function elementsOf(code: OutwardCode, typed: Elements, zone: string): Exception {
  const asked = EXCEPTION_ASKS[code].map((ask): [string, unknown] => {
    if (ask.kind === 'moment') return ['at', typed.atDay && typed.atTime ? instantOf(typed.atDay, typed.atTime, zone) : ''];
    return [ask.name, ask.name === 'until' ? typed.until : typed[ask.name] ?? ''];
  });
  return { code, ...Object.fromEntries(asked) } as Exception;
}

/** `elements.nature` and `exception.nature` lie in the field `nature`, a moment in its time. */
export const fieldOfElement = (field: string): string =>
  field.replace(/^(elements|exception)\./, '').replace(/^at$/, 'atTime');

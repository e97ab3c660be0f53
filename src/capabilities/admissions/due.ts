import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { inquiryDue } from './rules.ts';
import { listInquiriesOf } from './store.ts';

/** What the front door owes this person. */
export const admissionsDue: DueOfClient = async (act, clientId) => {
  const [inquiries, settings] = await Promise.all([listInquiriesOf(act.tx, clientId), findRuleBook(act.tx, act.today)]);
  const calendar = { zone: act.zone, holidays: settings.holidays.map((h) => h.date) };
  return inquiries.flatMap((inquiry) => inquiryDue(inquiry, { settings, calendar, full: false })
    .map((owed) => ({ ...owed, clientId, remedy: { ...owed.remedy, path: `/calls/${clientId}/${inquiry.id}` } })));
};

/** What a client does about their own people, on their phone. */
import { accept, refuse } from '../../shared/decision.ts';
import { bindSignature } from '../../shared/signature.ts';
import { handle } from '../../platform/serve/handle.ts';
import { findAgency, findRuleBook } from '../agency/store.ts';
import type { ConsentTerms } from '../consent/model.ts';
import { consentText, formTexts } from '../consent/notices.ts';
import { deficienciesOf } from '../consent/rules.ts';
import { addConsent, findPatientName, listConsents } from '../consent/store.ts';
import * as api from './api.ts';
import { CHANGED, emergencyOf, knownPersonOf, NOT_FOUND } from './known.ts';
import * as store from './store.ts';

const readMyPeople = handle(api.readMyPeople, async (act) => {
  const { tx, today } = act;
  const clientId = act.clientId!;
  const [people, consents, emergency, offers, myName, agency, rules] = await Promise.all([
    store.listSupporters(tx, clientId), listConsents(tx, clientId), store.findEmergencyContact(tx, clientId),
    store.listFamilyOffers(tx, clientId), findPatientName(tx, clientId), findAgency(tx), findRuleBook(tx, today)]);
  return accept({
    people: people.filter((p) => p.endedAt === null).map((p) => knownPersonOf(p, consents, today)), emergency: emergencyOf(emergency),
    offers, myName, program: agency?.name ?? '', consentDays: rules['consent.defaultDays'],
  });
});

const saveMyPerson = handle(api.saveMyPerson, async (act, { person, version }) => {
  const mine = { ...person, clientId: act.clientId! };
  const saved = version === '' ? await store.addSupporter(act.tx, mine) : await store.saveSupporter(act.tx, mine, version);
  return saved ? accept(saved) : CHANGED;
});

const endMyPerson = handle(api.endMyPerson, async (act, { supporterId }) =>
  await store.endSupporter(act.tx, act.clientId!, supporterId, act.now) === 1 ? accept({}) : NOT_FOUND);

const letPersonSee = handle(api.letPersonSee, async (act, { consentId, supporterId, records, until, name }) => {
  const clientId = act.clientId!;
  const [person, patientName, agency] = await Promise.all([
    store.findSupporter(act.tx, clientId, supporterId), findPatientName(act.tx, clientId), findAgency(act.tx)]);
  if (!person || person.endedAt !== null) return NOT_FOUND;
  if (until < act.today) return refuse('ends-in-the-past', 'Choose today or a later day.', 'until');
  const terms: ConsentTerms = {
    kind: 'general', patientName, disclosers: agency?.name ?? '', records, purpose: 'support', expiry: { by: 'date', on: until },
    recipient: { as: 'named', id: person.id, name: person.name, address: '', coveredEntity: false },
    irrevocableUntil: '', language: 'en', interpreter: '', ...formTexts('support', false),
  };
  const signature = { signer: 'client' as const, name, signedOn: act.today, method: 'phone' as const };
  const fault = deficienciesOf(terms, signature, act.today)[0];
  if (fault) return refuse('consent-deficient', fault.say);
  const text = consentText(terms);
  const { hash } = await bindSignature(text, terms.language, { id: clientId, name, role: 'client', credential: '' }, act.now);
  await addConsent(act.tx, { consentId, clientId, terms, signature, text, hash, mark: '', at: act.now, by: clientId });
  act.about(`consent ${consentId}`);
  return accept({ text });
});

const answerMyFamilyOffer = handle(api.answerMyFamilyOffer, async (act, { familyOfferId, answer }) => {
  const clientId = act.clientId!;
  if (!(await store.listFamilyOffers(act.tx, clientId)).some((o) => o.id === familyOfferId)) return NOT_FOUND;
  await store.addFamilyAnswer(act.tx, { id: act.newId(), offerId: familyOfferId, clientId, answer, reason: '', at: act.now, by: null });
  return accept({});
});

export const clientOwnHandlers = [readMyPeople, saveMyPerson, endMyPerson, letPersonSee, answerMyFamilyOffer];

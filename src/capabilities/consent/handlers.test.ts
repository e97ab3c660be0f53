import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aClient, admitted } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';
import { formTexts } from './notices.ts';
import type { ConsentTerms, RecordKind } from './model.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function aParty(name = 'County probation'): Promise<Id> {
  const partyId = newId();
  await stage.as('intake').call(api.saveParty, { partyId, name, address: '2 Court Sq' });
  return partyId;
}
const termsFor = (recipientId: Id, records: RecordKind[] = ['presence'], more: Partial<ConsentTerms> = {}): ConsentTerms => ({
  kind: 'general', patientName: 'Rowan Okafor', disclosers: 'Riverbend Recovery', records, purpose: 'monitoring',
  recipient: { as: 'named', id: recipientId, name: 'County probation', address: '2 Court Sq', coveredEntity: false },
  expiry: { by: 'date', on: '2026-03-20' }, irrevocableUntil: '', language: 'en', interpreter: '', ...formTexts('monitoring', false), ...more,
});
const signature = { signer: 'client' as const, name: 'Rowan Okafor', signedOn: '2026-03-02', method: 'screen' as const };

async function consented(clientId: Id, recipientId: Id, records?: RecordKind[], more?: Partial<ConsentTerms>): Promise<Id> {
  const consentId = newId();
  await stage.as('counselor').call(api.recordConsent, { clientId, consentId, terms: termsFor(recipientId, records, more), signature });
  return consentId;
}
const release = (clientId: Id, recipientId: Id, more: object = {}) =>
  ({ clientId, disclosureId: newId(), recipientId, purpose: 'monitoring' as const, records: ['presence' as const], channel: 'fax' as const, ...more });

describe('a consent', () => {
  test('is kept with the exact text that was signed, and shown as four plain lines', async () => {
    const [clientId, partyId] = [await aClient(stage), await aParty()];
    const consentId = await consented(clientId, partyId);
    const { consents } = await stage.as('counselor').call(api.readPrivacy, { clientId });
    const line = consents.find((c) => c.consentId === consentId)!;
    assert.deepEqual([line.state, line.who, line.what, line.until], ['active', 'County probation', 'that you come here', 'until 20 March 2026']);
    assert.match(line.text, /^Sharing what is needed\nI, Rowan Okafor, allow Riverbend Recovery to share/);
    assert.equal(line.endsInDays, 18);
  });

  test('PV-10: that lacks an element is refused, and the field is named', async () => {
    const [clientId, partyId] = [await aClient(stage), await aParty()];
    const answer = await stage.as('counselor').try(api.recordConsent, { clientId, consentId: newId(), terms: termsFor(partyId, []), signature });
    assert.deepEqual(answer.kind === 'refusal' && [answer.refusal.reason, answer.refusal.field], ['consent-deficient', 'terms.records']);
  });

  test('cannot be changed or removed by the application, not even in SQL', async () => {
    const [clientId, partyId] = [await aClient(stage), await aParty()];
    const consentId = await consented(clientId, partyId);
    const app = await stage.pools.app.connect();
    try {
      for (const statement of [
        `update consent set expires_on = '2030-01-01' where consent_id = '${consentId}'`, `delete from consent where consent_id = '${consentId}'`,
        `delete from consent_end`, `update consent_record set record = 'plan'`, 'truncate consent cascade',
      ]) {
        await app.query('begin');
        await app.query(`select set_config('app.agency_id', $1, true), set_config('app.reach', 'agency', true), set_config('app.actor', $1, true),
          set_config('app.chart', $1, true), set_config('app.charts', '{}', true), set_config('app.now', '2026-03-02T23:00:00Z', true), set_config('app.today', '2026-03-02', true)`, [stage.agencyId]);
        await assert.rejects(app.query(statement), (e: { code?: string }) => e.code === '42501' || e.code === 'SW001', statement);
        await app.query('rollback');
      }
    } finally {
      app.release();
    }
    const owner = stage.owner.query(`delete from live.consent where consent_id = $1`, [consentId]);
    await assert.rejects(owner, { code: 'SW001' }, 'even the owner meets the trigger');
  });

  test('PV-15: that ends soon is owed to its counselor, and no longer once it is taken back', async () => {
    const [clientId, partyId] = [await aClient(stage), await aParty()];
    const consentId = await consented(clientId, partyId);
    const owed = async () => (await stage.as('counselor').call(listClientObligations, { clientId })).filter((o) => o.rule === 'PV-15').map((o) => o.about);
    assert.deepEqual(await owed(), [consentId]);
    await stage.client(clientId).call(api.revokeMyConsent, { consentId });
    assert.deepEqual(await owed(), []);
    assert.equal(await stage.as('counselor').refused(api.revokeConsent, { clientId, consentId, words: 'asked again' }), 'not-in-force');
  });

  test('replaced by a wider one stays readable as superseded', async () => {
    const [clientId, partyId] = [await aClient(stage), await aParty()];
    const old = await consented(clientId, partyId);
    await stage.as('counselor').call(api.recordConsent, { clientId, consentId: newId(), terms: termsFor(partyId, ['presence', 'attendance']), signature, supersedes: old });
    const { consents } = await stage.as('counselor').call(api.readPrivacy, { clientId });
    assert.deepEqual(consents.map((c) => c.state).toSorted(), ['active', 'superseded']);
  });

  test('PV-25: for monitoring holds until its event is recorded', async () => {
    const [clientId, partyId] = [await aClient(stage), await aParty()];
    const consentId = await consented(clientId, partyId, ['presence'], { irrevocableUntil: 'the final hearing' });
    assert.equal(await stage.client(clientId).refused(api.revokeMyConsent, { consentId }), 'monitoring-runs');
    await stage.as('counselor').call(api.recordConsentEvent, { clientId, consentId, kind: 'event', on: '2026-03-02', words: 'hearing held' });
    await stage.client(clientId).call(api.revokeMyConsent, { consentId });
  });
});

describe('a disclosure', () => {
  test('leaves only on a consent in force, with notice and scope, and stands in the accounting', async () => {
    const [clientId, partyId] = [await admitted(stage), await aParty()];
    assert.equal(await stage.as('counselor').refused(api.discloseRecord, release(clientId, partyId)), 'no-consent');
    await consented(clientId, partyId);
    const sent = await stage.as('counselor').call(api.discloseRecord, release(clientId, partyId));
    assert.deepEqual(sent.parts.map((p) => p.text), ['Since 2026-03-02.']);
    assert.match(sent.notice, /42 CFR Part 2/);
    assert.match(sent.scope, /County probation.*20 March 2026.*\nYou may pass it on only as the person’s consent says/);
    const mine = await stage.client(clientId).call(api.readMyAccounting, {});
    assert.deepEqual(mine.map((d) => [d.recipientName, d.recipientAddress, d.basis.by, d.madeBy]), [['County probation', '2 Court Sq', 'consent', 'T. B.']]);
  });

  test('PV-24: is blocked the minute after the consent was taken back (journey 4)', async () => {
    const [clientId, partyId] = [await admitted(stage), await aParty()];
    const consentId = await consented(clientId, partyId);
    await stage.as('counselor').call(api.discloseRecord, release(clientId, partyId));
    await stage.client(clientId).call(api.revokeMyConsent, { consentId });
    stage.clock.advance(1);
    assert.equal(await stage.as('counselor').refused(api.discloseRecord, release(clientId, partyId)), 'no-consent');
    const preview = await stage.as('counselor').call(api.previewDisclosure, { clientId, recipientId: partyId, purpose: 'monitoring', records: ['presence'] });
    assert.equal(preview.basis.may === false && preview.basis.reason, 'consent-ended');
    const { rows } = await stage.owner.query(`select operation, outcome from house.audit where client_id = $1 and operation = 'discloseRecord' order by at`, [clientId]);
    assert.deepEqual(rows.map((r) => r.outcome), ['ok', 'no-consent']);
  });

  test('on another purpose, another recipient or more than was named is refused', async () => {
    const [clientId, partyId, other] = [await admitted(stage), await aParty(), await aParty('An employer')];
    await consented(clientId, partyId);
    const cases: [string, object][] = [
      ['no-consent', { purpose: 'support' }], ['no-consent', { recipientId: other }], ['consent-too-narrow', { records: ['presence', 'plan'] }],
    ];
    for (const [reason, more] of cases) assert.equal(await stage.as('counselor').refused(api.discloseRecord, release(clientId, partyId, more)), reason);
  });

  test('a subpoena alone never releases (journey 10); an emergency does, with its elements, that day only', async () => {
    const [clientId, hospital] = [await admitted(stage), await aParty('County hospital')];
    const asked = { clientId, recipientId: hospital, purpose: 'treatment' as const, records: ['presence' as const] };
    const order = { code: 'court_order' as const, orderId: '26-1', judge: 'Ames', on: '2026-03-01', scope: 'all', orderSeen: false, subpoenaSeen: true };
    assert.equal(await stage.as('privacy_officer').refused(api.recordException, { ...asked, exceptionId: newId(), elements: order }), 'subpoena-alone');
    const exceptionId = newId();
    await stage.as('counselor').call(api.recordException, { ...asked, exceptionId, elements: {
      code: 'medical_emergency', recipientName: 'Dr. Lee', recipientAffiliation: 'County hospital', discloser: 'T. B.', at: stage.clock.now(),
      nature: 'overdose', consentNotObtainable: true } });
    const sent = await stage.as('counselor').call(api.discloseRecord, { ...release(clientId, hospital), purpose: 'treatment', exceptionId });
    assert.match(sent.scope, /Medical emergency/);
    stage.clock.advance(24 * 60);
    assert.equal(await stage.as('counselor').refused(api.discloseRecord, { ...release(clientId, hospital), purpose: 'treatment', exceptionId }), 'no-exception');
    stage.clock.advance(-24 * 60);
  });

  test('2.51(c): what was told in an emergency stands in the accounting at its own moment, though nothing of it is on record', async () => {
    const [clientId, hospital] = [await admitted(stage), await aParty('County hospital')];
    const asked = { clientId, recipientId: hospital, purpose: 'treatment' as const, records: ['medication' as const] };
    const told = '2026-03-02T14:10:00Z';
    const elements = { code: 'medical_emergency' as const, recipientName: 'Dr. Lee', recipientAffiliation: 'County hospital', discloser: 'T. B.', at: told,
      nature: 'overdose', consentNotObtainable: true as const };
    const exceptionId = newId();
    const ahead = await stage.as('counselor').try(api.recordException, { ...asked, exceptionId: newId(), elements: { ...elements, at: '2026-03-05T00:00:00Z' } });
    assert.deepEqual(ahead.kind === 'refusal' && [ahead.refusal.reason, ahead.refusal.field], ['moment-ahead', 'elements.at']);
    await stage.as('counselor').call(api.recordException, { ...asked, exceptionId, elements });
    const open = async () => (await stage.as('counselor').call(api.readPrivacy, { clientId })).exceptions.map((x) => [x.exceptionId, x.recipientName, x.used]);
    assert.deepEqual(await open(), [[exceptionId, 'County hospital', false]]);
    assert.equal(await stage.as('counselor').refused(api.discloseRecord, { ...asked, disclosureId: newId(), channel: 'fax', exceptionId }), 'nothing-to-send');
    await stage.as('counselor').call(api.discloseRecord, { ...asked, disclosureId: newId(), channel: 'spoken', exceptionId });
    assert.deepEqual(await open(), [[exceptionId, 'County hospital', true]]);
    const list = await stage.as('privacy_officer').call(api.readAccounting, { clientId });
    assert.deepEqual(list.map((d) => [Date.parse(d.at), d.recipientName, d.records, d.basis]),
      [[Date.parse(told), 'County hospital', ['medication'], { by: 'exception', code: 'medical_emergency' }]]);
    stage.clock.advance(24 * 60);
    assert.deepEqual(await open(), [], 'it holds on its own day');
    stage.clock.advance(-24 * 60);
  });
});

describe('the disclosure role', () => {
  const rowsSeen = async (clientId: Id, recipientId: Id, purpose: string, table: string, today = '2026-03-02') => {
    const outward = await stage.pools.disclosure.connect();
    try {
      await outward.query('begin');
      await outward.query(`select set_config('app.agency_id', $1, true), set_config('app.chart', $2, true), set_config('app.recipient', $3, true),
        set_config('app.purpose', $4, true), set_config('app.today', $5, true), set_config('app.now', $5, true), set_config('app.actor', $1, true)`,
      [stage.agencyId, clientId, recipientId, purpose, today]);
      return (await outward.query(`select 1 from ${table}`)).rowCount;
    } finally {
      await outward.query('rollback');
      outward.release();
    }
  };

  test('sees no row of anybody without a consent in force for this recipient, purpose, record and day', async () => {
    const [clientId, other, partyId] = [await admitted(stage), await admitted(stage), await aParty()];
    assert.equal(await rowsSeen(clientId, partyId, 'monitoring', 'episode'), 0);
    const consentId = await consented(clientId, partyId);
    assert.equal(await rowsSeen(clientId, partyId, 'monitoring', 'episode'), 1);
    assert.equal(await rowsSeen(clientId, partyId, 'support', 'episode'), 0);
    assert.equal(await rowsSeen(clientId, newId(), 'monitoring', 'episode'), 0);
    assert.equal(await rowsSeen(other, partyId, 'monitoring', 'episode'), 0);
    assert.equal(await rowsSeen(clientId, partyId, 'monitoring', 'episode', '2026-03-20'), 1);
    assert.equal(await rowsSeen(clientId, partyId, 'monitoring', 'episode', '2026-03-21'), 0);
    await stage.client(clientId).call(api.revokeMyConsent, { consentId });
    assert.equal(await rowsSeen(clientId, partyId, 'monitoring', 'episode'), 0);
    await consented(clientId, partyId, ['attendance']);
    assert.equal(await rowsSeen(clientId, partyId, 'monitoring', 'episode'), 0, 'another kind of record');
    assert.equal(await rowsSeen(clientId, partyId, 'monitoring', 'client'), 1, 'whose record it is goes with anything');
  });

  test('may read nothing that no consent can name, and write no release on a consent that does not hold', async () => {
    const [clientId, partyId] = [await admitted(stage), await aParty()];
    for (const table of ['caseload', 'inquiry', 'staff', 'episode_h', 'acknowledgement']) {
      await assert.rejects(rowsSeen(clientId, partyId, 'monitoring', table), { code: '42501' }, table);
    }
    const consentId = await consented(clientId, partyId);
    await stage.client(clientId).call(api.revokeMyConsent, { consentId });
    const outward = await stage.pools.disclosure.connect();
    try {
      await outward.query('begin');
      await outward.query(`select set_config('app.agency_id', $1, true), set_config('app.chart', $2, true), set_config('app.recipient', $3, true),
        set_config('app.purpose', 'monitoring', true), set_config('app.today', '2026-03-02', true), set_config('app.now', '2026-03-02T23:00:00Z', true), set_config('app.actor', $4, true)`,
      [stage.agencyId, clientId, partyId, stage.staff.counselor]);
      await assert.rejects(outward.query(`insert into disclosure (agency_id, disclosure_id, client_id, at, recipient_id, recipient_name, records, purpose,
        consent_ids, channel, notice, content_hash, made_by) values ($1, gen_random_uuid(), $2, '2026-03-02T23:00:00Z', $3, 'x', '{presence}', 'monitoring', $5, 'fax', 'n', 'h', $4)`,
      [stage.agencyId, clientId, partyId, stage.staff.counselor, [consentId]]), { code: '42501' });
    } finally {
      await outward.query('rollback');
      outward.release();
    }
  });
});

describe('papers at the start', () => {
  test('PR-46, PV-06: are signed with the text in force; a notice that is declined keeps its reason', async () => {
    const clientId = await aClient(stage);
    const papers = await stage.as('intake').call(api.readPapers, {});
    const sign = (kind: (typeof papers)[number]['kind'], more: object = {}) => {
      const { version, language } = papers.find((p) => p.kind === kind)!;
      return { clientId, acknowledgementId: newId(), kind, version, language, method: 'screen' as const, signer: 'client' as const, name: 'Rowan Okafor', ...more };
    };
    await stage.as('intake').call(api.recordAcknowledgement, sign('treatment'));
    await stage.as('intake').call(api.recordAcknowledgement, sign('part2_notice', { name: '', declinedReason: 'signs no papers' }));
    await stage.as('intake').call(api.recordAcknowledgement, sign('rules_and_rights'));
    const { missing, acknowledgements } = await stage.as('intake').call(api.readPrivacy, { clientId });
    assert.deepEqual(missing.map((m) => m.kind), ['fee_agreement']);
    assert.match(acknowledgements.find((a) => a.kind === 'rules_and_rights')!.text, /What can end my stay here/);
    assert.equal(await stage.as('intake').refused(api.recordAcknowledgement, sign('fee_agreement', { version: 'older' })), 'paper-not-in-force');
    assert.equal(await stage.as('intake').refused(api.recordAcknowledgement, sign('fee_agreement', { name: '' })), 'name-missing');
  });

  test('an agency’s own wording holds from its day on, and earlier signatures keep what they were', async () => {
    await stage.as('director').call(api.savePaper, { paperId: newId(), kind: 'telehealth', version: '2026-a', text: 'Our own words about sessions by video.', from: '2026-03-03' });
    const version = async () => (await stage.as('intake').call(api.readPapers, {})).find((p) => p.kind === 'telehealth')!.version;
    assert.equal(await version(), 'shipped-1');
    stage.clock.advance(24 * 60);
    assert.equal(await version(), '2026-a');
    stage.clock.advance(-24 * 60);
    const again = { paperId: newId(), kind: 'telehealth' as const, text: 'Other words about sessions by video.', from: '2026-03-04' };
    assert.equal(await stage.as('director').refused(api.savePaper, { ...again, version: '2026-a' }), 'version-known');
    assert.equal(await stage.as('director').refused(api.savePaper, { ...again, version: 'shipped-1' }), 'version-known');
    assert.equal(await stage.as('director').refused(api.savePaper, { ...again, version: '2026-b', from: '2026-03-01' }), 'from-in-the-past');
    assert.deepEqual((await stage.as('administrator').call(api.listOwnPapers, {})).map((one) => [one.kind, one.version, one.from, one.by]),
      [['telehealth', '2026-a', '2026-03-03', 'R. V.']]);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId } from '../../shared/ids.ts';
import * as admissions from '../admissions/api.ts';
import * as api from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

describe('what is owed', () => {
  test('is derived in the transaction that changed a fact, and leaves with the fact that mends it', async () => {
    const of = { clientId: newId(), inquiryId: newId() };
    await stage.as('intake').call(admissions.openInquiry, { ...of, channel: 'voicemail' });
    const owed = await stage.as('intake').call(api.listClientObligations, { clientId: of.clientId });
    assert.deepEqual(owed.map((o) => o.what).sort(), ['call back', 'safety question']);
    await stage.as('intake').call(admissions.answerSafetyQuestion, { ...of, answer: 'no' });
    await stage.as('intake').call(admissions.recordContactAttempt, { ...of, how: 'call', outcome: 'reached', forOpening: false });
    assert.deepEqual(await stage.as('intake').call(api.listClientObligations, { clientId: of.clientId }), []);
  });

  test('PR-40: danger that was said stands before all else on the intake specialist’s list', async () => {
    const first = { clientId: newId(), inquiryId: newId() };
    await stage.as('intake').call(admissions.openInquiry, { ...first, channel: 'voicemail' });
    const second = { clientId: newId(), inquiryId: newId() };
    await stage.as('intake').call(admissions.openInquiry, { ...second, channel: 'call' });
    await stage.as('intake').call(admissions.answerSafetyQuestion, { ...second, answer: 'yes', kinds: ['overdose'] });
    const list = await stage.as('intake').call(api.listMyObligations, {});
    assert.equal(list[0]?.clientId, second.clientId);
    assert.equal(list[0]?.weight, 'danger');
    const counselors = await stage.as('counselor').call(api.listMyObligations, {});
    assert.ok(counselors.every((o) => o.clientId !== second.clientId));
  });

  test('stored equals derived: deriving everything again changes nothing', async () => {
    const stored = async (): Promise<unknown[]> => (await stage.owner.query(`select subject, rule, about, due from live.obligation
      where client_id is not null order by subject, rule, about`)).rows;
    const before = await stored();
    // what the agency itself owes (PR-101, PR-102) belongs to no act: the first round stores it
    const first = await stage.service().call(api.deriveAllObligations, {});
    const { rows: ofAgency } = await stage.owner.query(`select rule, what from live.obligation where client_id is null`);
    assert.deepEqual(ofAgency, [{ rule: 'PR-102', what: 'supervision of K. R.' }]);
    assert.equal(first.changed, ofAgency.length);
    assert.deepEqual(await stored(), before);
    const again = await stage.service().call(api.deriveAllObligations, {});
    assert.equal(again.changed, 0);
    assert.ok(again.clients >= 3);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openBrowserStage, type BrowserStage } from '../../../app/browser-stage.ts';
import { admitted, withPlan } from '../../../app/cast.ts';
import { newId, type Id } from '../../../shared/ids.ts';
import { readPrivacy, recordConsent, saveParty } from '../api.ts';
import { consentTerms } from '../model.ts';
import { formTexts } from '../notices.ts';

let stage: BrowserStage;
let clientId: Id;
before(async () => {
  stage = await openBrowserStage();
  clientId = await admitted(stage);
  await withPlan(stage, clientId);
});
after(() => stage?.close());

describe('privacy on screen', () => {
  test('four papers are read and signed one after another', async () => {
    const page = await stage.visit('intake', `/clients/${clientId}/papers`);
    for (const title of ['Consent to treatment', 'Notice of privacy', 'Rules and rights', 'Fee agreement']) {
      await page.getByRole('heading', { name: title }).waitFor();
      if (title === 'Notice of privacy') {
        await page.getByRole('button', { name: 'They do not sign' }).click();
        await page.getByLabel('Why it is not signed').fill('signs no papers');
        await page.getByRole('button', { name: 'Keep the reason' }).click();
      } else {
        await page.getByLabel('Full name').fill('Rowan Okafor');
        await page.getByRole('button', { name: 'Sign', exact: true }).click();
      }
    }
    await page.getByRole('heading', { name: 'Every paper is signed.' }).waitFor();
    assert.deepEqual((await stage.as('intake').call(readPrivacy, { clientId })).missing, []);
  });

  test('a consent is asked for, previewed as one text, signed; the plan leaves on it with its notice, and is listed', async () => {
    const page = await stage.visit('counselor', `/clients/${clientId}/consents/new`, { width: 820 });
    await page.getByLabel('Who may receive').selectOption('new');
    await page.getByLabel('Name', { exact: true }).fill('Oak Street clinic');
    await page.getByLabel('What for').selectOption('referral');
    await page.getByText('your plan', { exact: true }).click();
    await page.getByText('I, Rowan Okafor, allow Riverbend Recovery to share').waitFor();
    await page.getByLabel('Full name').fill('Rowan Okafor');
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('button', { name: 'Keep the signed consent' }).click();
    await page.getByText('Oak Street clinic: your plan').waitFor();
    await page.getByRole('link', { name: 'Send something' }).click();
    await page.getByLabel('On which consent').selectOption({ index: 1 });
    await page.getByText('your plan', { exact: true }).click();
    await page.getByText('It stands on a consent in force.').waitFor();
    await page.getByRole('button', { name: 'Send and write it down' }).click();
    await page.getByRole('heading', { name: 'For Oak Street clinic' }).waitFor();
    await page.getByText('Federal law protects this record').waitFor();
    await page.goto(`${stage.url}/clients/${clientId}/privacy`);
    await page.getByRole('cell', { name: 'Oak Street clinic' }).waitFor();
    await page.getByRole('button', { name: 'Read' }).click();
    await page.getByLabel('Taken back: how did the client say so?').fill('said so today');
    await page.getByRole('button', { name: 'Take back from now on' }).click();
    await page.getByText('taken back', { exact: true }).first().waitFor();
    assert.deepEqual(await stage.axe(page), []);
  });

  test('an emergency is told without consent: what the law wants is asked beside its field, and the client’s list has it', async () => {
    const page = await stage.visit('counselor', `/clients/${clientId}/share`, { width: 390 });
    await page.getByRole('link', { name: 'Without consent' }).click();
    await page.getByLabel('What happened, or who asks').selectOption('medical_emergency');
    await page.getByLabel('To which office or provider').selectOption('new');
    await page.getByLabel('Name', { exact: true }).fill('County hospital');
    await page.getByLabel('Address').fill('9 Elm St');
    await page.getByText('your medication', { exact: true }).click();
    await page.getByLabel('What the emergency is').fill('overdose');
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Ask the person first if that is possible.').first().waitFor();
    assert.equal(await page.getByLabel('Where they work').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.getByLabel('What the emergency is').inputValue(), 'overdose', 'what was typed is kept');
    await page.getByLabel('Who there receives it, by name').fill('Dr. Lee');
    await page.getByLabel('Where they work').fill('County hospital');
    await page.getByLabel('They could not be asked for their consent').check();
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('It stands on an exception: Medical emergency (2.51).').waitFor();
    await page.getByLabel('How').selectOption('spoken');
    await page.getByRole('heading', { name: 'What is on record to tell' }).waitFor();
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('button', { name: 'Write down that it was told' }).click();
    await page.getByText('9 Elm St').waitFor();
    await page.getByText('without consent: Medical emergency (2.51)').waitFor();
    assert.deepEqual(await stage.axe(page), []);
    await page.context().close();
  });

  test('the day on which a consent ends is written down by a button, and a day before the signature is refused', async () => {
    const partyId = newId();
    await stage.as('intake').call(saveParty, { partyId, name: 'County probation' });
    const { patientName, disclosers } = await stage.as('counselor').call(readPrivacy, { clientId });
    await stage.as('counselor').call(recordConsent, { clientId, consentId: newId(), signature: { signer: 'client', name: 'Rowan Okafor', signedOn: '2026-03-02', method: 'screen' },
      terms: consentTerms.parse({ kind: 'general', patientName, disclosers, records: ['attendance'], purpose: 'monitoring', ...formTexts('monitoring', false),
        recipient: { as: 'named', id: partyId, name: 'County probation' }, expiry: { by: 'event', words: 'the final hearing' }, irrevocableUntil: 'the final hearing' }) });
    const page = await stage.visit('counselor', `/clients/${clientId}/privacy`);
    await page.getByRole('listitem').filter({ hasText: 'County probation' }).getByRole('button', { name: 'Read' }).click();
    await page.getByText('It has come: the final hearing').waitFor();
    assert.equal(await page.getByText('The client takes it back').count(), 0, 'not before the hearing');
    await page.getByRole('textbox', { name: 'On which day' }).fill('1 March');
    await page.getByRole('button', { name: 'Write the day down' }).click();
    await page.getByText('That day lies before the signature.').first().waitFor();
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('textbox', { name: 'On which day' }).fill('2 March');
    await page.getByLabel('How it is known').fill('told by the court');
    await page.getByRole('button', { name: 'Write the day down' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const line = (await stage.as('counselor').call(readPrivacy, { clientId })).consents.find((c) => c.recipientId === partyId)!;
    assert.deepEqual([line.awaits, line.endsOn, line.mayRevoke], [null, '2026-03-02', true]);
    await page.context().close();
  });

  test('the privacy officer, who opens no charts, comes from the trail to what went outside', async () => {
    const page = await stage.visit('privacy_officer', `/clients/${clientId}/trail`);
    await page.getByRole('link', { name: 'What went outside' }).click();
    await page.getByRole('heading', { name: 'Two disclosures in the past three years' }).waitFor();
    await page.getByRole('textbox', { name: 'From' }).fill('2 March');
    await page.getByRole('heading', { name: 'Two disclosures since 2 Mar 2026' }).waitFor();
    assert.deepEqual(await stage.axe(page), []);
    await page.getByRole('link', { name: 'Trail' }).last().click();
    await page.getByRole('link', { name: 'What went outside' }).waitFor();
    await page.context().close();
  });
});

test('the director puts the agency’s own wording in place of a paper, from a day on', async () => {
  const page = await stage.visit('director', '/paper-texts');
  await page.getByRole('heading', { name: 'The papers are as they came.' }).waitFor();
  assert.deepEqual(await stage.axe(page), []);
  await page.getByRole('link', { name: 'Sessions by video' }).click();
  await page.getByLabel('The text').fill('Our own words about sessions by video.');
  await page.getByRole('button', { name: /^Use this text from/ }).click();
  await page.getByText('This is needed.').first().waitFor();
  await page.getByLabel('Name of this version').fill('shipped-1');
  await page.getByRole('button', { name: /^Use this text from/ }).click();
  await page.getByText('There is a version of this name already.').first().waitFor();
  assert.equal(await page.getByLabel('The text').inputValue(), 'Our own words about sessions by video.');
  assert.deepEqual(await stage.axe(page), []);
  await page.getByLabel('Name of this version').fill('Spring 2026');
  await page.getByRole('button', { name: /^Use this text from/ }).click();
  await page.getByText('as shipped, another from 3 Mar').waitFor();
  const phone = await stage.visit('director', '/paper-texts/telehealth', { width: 390, dark: true });
  await phone.getByText('holds from 3 Mar').waitFor();
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  assert.deepEqual(await stage.axe(phone), []);
});

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { bindSignature, signatureHolds } from './signature.ts';
import { newId } from './ids.ts';

test('a signature binds text, language, role and credential: any change shows', async () => {
  const by = { id: newId(), name: 'T. Bell', role: 'counselor', credential: 'Licensed addiction counselor 1234 (IL)' };
  const it = await bindSignature('Named two warning signs.', 'en', by, '2026-11-24T04:00:00Z');
  assert.equal(await signatureHolds(it), true);
  const altered = [
    { ...it, text: 'Named two warning signs' }, { ...it, language: 'es' }, { ...it, signedAt: '2026-11-24T04:00:01Z' },
    { ...it, signer: { ...by, role: 'supervisor' } }, { ...it, signer: { ...by, credential: '' } },
    { ...it, signer: { ...by, id: newId() } },
  ];
  for (const changed of altered) assert.equal(await signatureHolds(changed), false);
});

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../shared/ids.ts';
import { capital } from '../../../shared/words.ts';
import { SelectField, TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, Stacked } from '../../../web/parts/index.ts';
import { useMay } from '../../../web/self.ts';
import { requestPlanReview } from '../api.ts';
import { REVIEW_REASONS, REVIEW_REASON_WORDS, type ReviewReason } from '../model.ts';

/** `it is time` comes by the calendar; nobody asks for that. */
const OPTIONS = REVIEW_REASONS.filter((reason) => reason !== 'interval').map((value) => ({ value, label: capital(REVIEW_REASON_WORDS[value]) }));

/** A review before its time, with the reason: it is then owed like one that came by the calendar (PR-53). */
export function AskReview({ clientId }: { clientId: string }) {
  const may = useMay('plan.write');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>Ask for a review</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="A review before its time">
        {open && <Form clientId={clientId} onDone={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Form({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const [requestId] = useState(() => newId());
  const form = useKeptForm(`ask-review:${clientId}`, { reason: '', words: '' });
  const ask = useAct(requestPlanReview, { form, onDone });
  const { reason, words } = form.values;
  return (
    <Stacked>
      <SelectField form={form} name="reason" label="Why" options={OPTIONS} />
      <TextAreaField form={form} name="words" label="What happened" help="Whoever writes the plan reads it." maxLength={1000} />
      <ErrorBox error={ask.error} />
      <Button variant="filled" loading={ask.busy} disabled={reason === ''} onClick={() => void ask.send({ clientId, requestId, reason: reason as ReviewReason, words })}>Ask for the review</Button>
    </Stacked>
  );
}

import { Button } from '@mantine/core';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct } from '../../../web/operations.ts';
import { Card, ErrorBox } from '../../../web/parts/index.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay } from '../../../web/self.ts';
import { answerAlert, type Reading } from '../api.ts';
import type { Alert } from '../model.ts';
import css from './AlertCard.module.css';

/** What must be seen before any score: what was answered, what to do, who to call; then what was done (INS-04). */
export function AlertCard({ alert, answer }: {
  alert: Alert;
  answer?: { clientId: string; reading: Reading; onDone?: () => void };
}) {
  const may = useMay('instrument.answer');
  return (
    <Card tone="berry" className={css.card}>
      <div role="alert" className={css.alert}>
        <p className={css.say}><Mark kind="danger" label="Danger" /> <strong>{alert.say}</strong></p>
        <ol className={css.actions}>{alert.actions.map((one) => <li key={one}>{one}</li>)}</ol>
        <p className={css.dial}>
          {alert.kind === 'suicide' && <><a href="tel:988">988</a> crisis line, call or text · </>}<a href="tel:911">911</a> emergency
        </p>
      </div>
      {answer && may && <Done {...answer} />}
      {answer && !may && <p>Tell a clinician now. They record here what was done.</p>}
    </Card>
  );
}

function Done({ clientId, reading, onDone }: { clientId: string; reading: Reading; onDone?: () => void }) {
  const form = useKeptForm(`alert:${reading.id}`, { done: '' });
  const act = useAct(answerAlert, { form, ...(onDone ? { onDone } : {}) });
  return (
    <div className={css.done}>
      <TextAreaField form={form} name="done" label="What was done" placeholder="Spoke with them, safety plan made, sister called" />
      <ErrorBox error={act.error} />
      <div>
        <Button loading={act.busy}
          onClick={() => void act.send({ clientId, administrationId: reading.id, done: form.values.done })}>Record what was done</Button>
      </div>
    </div>
  );
}

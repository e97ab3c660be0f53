import { BigButton, CallTile, ClientCard, ClientHead } from '../../../web/client/parts.tsx';
import { ChoicesField, TextAreaField } from '../../../web/fields/index.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { tellOfUse } from '../../drug-testing/api.ts';
import { ANALYTES, type Analyte } from '../../drug-testing/model.ts';
import { readMyDay } from '../api.ts';
import css from './my-day.module.css';

/** What people say they used, in their words; the rest they write. */
const NAMED: [Analyte, string][] = [
  ['ETG', 'Alcohol'], ['THC', ANALYTES.THC], ['COC', ANALYTES.COC], ['MET', ANALYTES.MET], ['AMP', ANALYTES.AMP], ['OPI', 'Heroin or opiates'],
  ['FEN', ANALYTES.FEN], ['OXY', ANALYTES.OXY], ['BZO', 'Benzos'],
];

/** An honest word before a test: it is credited and never counts against them (drug-testing.md §8). */
export default function TellOfUse() {
  const form = useKeptForm('tell-of-use', { analytes: [] as string[], said: '' });
  const tell = useAct(tellOfUse, { form });
  const { analytes, said } = form.values;
  if (tell.value !== undefined) return <Thanks />;
  return (
    <>
      <ClientHead back="/me" title="Something happened?" lead="Told before a test, it never counts against you. Your team reads it and talks with you about what helps. Nobody outside sees it without your word." />
      <div className={css.says}>
        <ChoicesField form={form} name="analytes" label="What was it?" help="Only if you want to say." options={NAMED.map(([value, label]) => ({ value, label }))} />
        <TextAreaField form={form} name="said" label="In your words" placeholder="When, and how you are now" rows={3} maxLength={1000} />
        <ErrorBox error={tell.error} />
        <BigButton variant="filled" loading={tell.busy} onClick={() => void tell.send({ analytes: analytes as Analyte[], said })}>Tell my team</BigButton>
      </div>
    </>
  );
}

function Thanks() {
  const go = useGo();
  const { data } = useRead(readMyDay, {});
  return (
    <>
      <ClientHead back="/me" title="Thank you for telling us." lead={`${data?.counselor ?? 'Your team'} reads it and talks with you. You don’t have to wait for that:`} />
      <div className={css.says}>
        {data?.phone && <ClientCard><CallTile phone={data.phone} name="the program" plain /></ClientCard>}
        <BigButton variant="filled" onClick={() => go('/me/help')}>What helps me now</BigButton>
        <BigButton onClick={() => go('/me')}>Back to today</BigButton>
      </div>
    </>
  );
}

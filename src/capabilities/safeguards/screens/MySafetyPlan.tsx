import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import { BigButton, CallTile, Calls, ClientCard, ClientHead } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox, SavedState, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { readMySafety, saveMySafetyPlan, type PlanVersion } from '../api.ts';
import { emptySafetyPlan } from '../model.ts';
import { firstCalls } from './first-calls.ts';
import { fromText, PlanFields, toText } from './PlanFields.tsx';
import { PlanParts } from './PlanParts.tsx';
import css from './plan-parts.module.css';

/** The client's own safety plan: two calls on top, six parts, open without a network. */
export default function MySafetyPlan() {
  const mine = useKeptRead(readMySafety, {});
  const [changing, setChanging] = useState(false);
  return (
    <Shown read={mine}>{({ plan }) => (changing
      ? <Change plan={plan} onDone={() => setChanging(false)} />
      : <Read plan={plan} onChange={() => setChanging(true)} />)}
    </Shown>
  );
}

function Read(props: { plan: PlanVersion | null; onChange: () => void }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const { plan } = props;
  return (
    <>
      <ClientHead title="My safety plan" back="/me/plan" aside="works without internet" />
      <Calls>{firstCalls(plan?.plan ?? null).map((call) => <CallTile key={call.phone} {...call} />)}</Calls>
      <div style={{ height: 28 }} />
      {plan === null ? (
        <ClientCard title="You don’t have one yet">
          <p>You make it with your counselor, in your own words. You can also start now.</p>
          <BigButton onClick={props.onChange}>Start my plan</BigButton>
        </ClientCard>
      ) : (
        <>
          <PlanParts plan={plan.plan} />
          <BigButton mt={20} onClick={props.onChange}>Change my plan</BigButton>
          <p className={css.note} style={{ marginTop: 14 }}>
            {plan.madeWith ? `Made with ${plan.madeWith}, ` : 'Changed by you, '}{sayDate(dateIn(plan.madeAt, zone), today)}
          </p>
        </>
      )}
    </>
  );
}

function Change(props: { plan: PlanVersion | null; onDone: () => void }) {
  const version = props.plan?.version ?? 0;
  const form = useKeptForm(`my-safety-plan:${version}`, toText(props.plan?.plan ?? emptySafetyPlan()));
  const save = useAct(saveMySafetyPlan, { form, onDone: props.onDone });
  return (
    <>
      <ClientHead title="Change my plan" onBack={props.onDone} lead="One line for each thing. Your counselor sees the change and looks at it with you." />
      <PlanFields form={form} />
      <ErrorBox error={save.error} />
      <BigButton variant="filled" mt={24} loading={save.busy} onClick={() => void save.send({ safetyPlanId: newId(), version, plan: fromText(form.values, props.plan?.plan) })}>
        Save my plan
      </BigButton>
      <SavedState kept={form.kept} restoredAt={form.restoredAt} />
    </>
  );
}

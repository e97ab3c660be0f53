import { dateIn } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { BigButton, ClientCard, ClientHead, ClientSection } from '../../../web/client/parts.tsx';
import { useMinute } from '../../../web/clock.ts';
import { TextAreaField } from '../../../web/fields/index.ts';
import { useKeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { ErrorBox, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { addMySide, appealMyDecision, readMyStanding } from '../../accountability/api.ts';
import css from './my-plan.module.css';

type Standing = OutputOf<typeof readMyStanding>;

/** What is being looked at and what was decided, in plain words: the client says their side before, and may appeal after. */
export default function MyStanding() {
  const read = useRead(readMyStanding, {});
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  return (
    <Shown read={read}>{({ decisions, lookedAt, removal }) => (
      <>
        <ClientHead
          back="/me/plan" title={titleOf({ decisions, lookedAt, removal })}
          lead="Nothing is decided before you had your say, and a person decides, never a machine. Using again alone never ends your place."
        />
        {removal && <Removal removal={removal} today={today} />}
        {lookedAt.map((one) => <LookedAt key={one.eventKey} one={one} today={today} />)}
        {decisions.length > 0 && (
          <ClientSection title="What was decided">
            {decisions.map((one) => <Decision key={one.decisionId} one={one} today={today} />)}
          </ClientSection>
        )}
      </>
    )}</Shown>
  );
}

function titleOf({ decisions, lookedAt, removal }: Standing): string {
  if (removal) return 'Your place here is to end. You can appeal.';
  if (lookedAt.some((one) => !one.said)) return 'We are looking at something. What is your side?';
  return decisions.length + lookedAt.length === 0 ? 'Nothing stands between us.' : 'What was decided';
}

function LookedAt(props: { one: Standing['lookedAt'][number]; today: string }) {
  const { one } = props;
  const form = useKeptForm(`my-side:${one.eventKey}`, { words: '' });
  const say = useAct(addMySide, { form });
  return (
    <div className={css.block}>
      <ClientCard tone={one.said ? 'surface' : 'now'} title={`${one.words}, ${sayDate(one.date, props.today)}`}>
        {one.said ? <p>We heard your side. You can add to it.</p> : <p>What happened, in your words? Your team reads it before anything is decided.</p>}
        <TextAreaField form={form} name="words" label="My side" maxLength={2000} />
        <ErrorBox error={say.error} />
        <BigButton variant={one.said ? 'default' : 'filled'} loading={say.busy} onClick={() => void say.send({ eventKey: one.eventKey, words: form.values.words })}>Tell my side</BigButton>
      </ClientCard>
    </div>
  );
}

function Decision(props: { one: Standing['decisions'][number]; today: string }) {
  const { one, today } = props;
  return (
    <div className={css.block}>
      <ClientCard title={`${one.name}, ${sayDate(one.date, today)}`}>
        {one.toClient && <p>{one.toClient}</p>}
        {one.plan && <p>What we agreed: {one.plan}</p>}
        {one.appeal && <p>You appealed: “{one.appeal.words}” {one.appeal.answer ? `The answer: ${one.appeal.answer}` : 'Somebody who was not part of it is looking at it.'}</p>}
        {one.mayAppealUntil && <Appeal decisionId={one.decisionId} until={sayDate(one.mayAppealUntil, today)} />}
      </ClientCard>
    </div>
  );
}

function Removal(props: { removal: NonNullable<Standing['removal']>; today: string }) {
  const { removal } = props;
  return (
    <div className={css.block}>
      <ClientCard tone="amber" title={`From ${sayDate(removal.effectiveOn, props.today)}`}>
        <p>{removal.reasons}</p>
        <p>Where you can go on: {removal.transferOffer}</p>
        <p>Coming back: {removal.reentry}</p>
        <p>{removal.appealed ? 'You appealed. Nothing changes until it is answered.' : removal.appealRoute}</p>
        {!removal.appealed && <Appeal decisionId={removal.removalId} until={null} />}
      </ClientCard>
    </div>
  );
}

function Appeal(props: { decisionId: string; until: string | null }) {
  const form = useKeptForm(`my-appeal:${props.decisionId}`, { words: '' });
  const act = useAct(appealMyDecision, { form });
  return (
    <>
      <TextAreaField form={form} name="words" label="I see it differently" help={props.until ? `Until ${props.until}. Somebody who was not part of it looks again.` : 'Somebody who was not part of it looks again.'} maxLength={2000} />
      <ErrorBox error={act.error} />
      <BigButton loading={act.busy} onClick={() => void act.send({ decisionId: props.decisionId, words: form.values.words })}>Appeal</BigButton>
    </>
  );
}

import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { newId } from '../../../shared/ids.ts';
import type { OutputOf } from '../../../web/call.ts';
import { Go, useGo } from '../../../web/go.tsx';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, DataTable, Empty, ErrorBox, Hint, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { SignatureShown } from '../../../web/fields/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { initialsOf, listWords, sayDate, sayDay, sentence } from '../../../web/words.ts';
import { comparePlans, readPlan, startPlan } from '../api.ts';
import { REVIEW_REASON_WORDS } from '../model.ts';
import { AskReview } from './AskReview.tsx';
import { FIELD_WORDS, HAND_WORDS, KIND_WORDS, STATE_WORDS, type VersionLine, type WholeVersion } from './plan-words.ts';
import { PlanShown } from './PlanShown.tsx';

/** The plan in force, what waits beside it, and how it came to be. */
export default function PlanPanel({ clientId }: { clientId: string }) {
  const read = useRead(readPlan, { clientId });
  return (
    <Shown read={read} rows={8}>
      {({ inForce, open, versions, asked }) => (
        <Columns>
          <Stacked>
            {open && <OpenVersion clientId={clientId} version={open} />}
            {inForce
              ? <Section title="The plan" aside={<Go to={`/clients/${clientId}/plan/${inForce.planVersionId}`}>Print</Go>}><PlanShown body={inForce.body} /></Section>
              : !open && <Empty action={<StartButton clientId={clientId} kind="full" label="Write the plan" />}>There is no plan yet. It is written together, in the client’s words.</Empty>}
          </Stacked>
          <Stacked>
            {inForce && <Signed version={inForce} />}
            {inForce && <Review clientId={clientId} asked={asked} begun={open !== null} />}
            {versions.length > 0 && <Versions clientId={clientId} versions={versions} />}
          </Stacked>
        </Columns>
      )}
    </Shown>
  );
}

/** The review that begins now, those that were asked for, and a way to ask. */
function Review({ clientId, asked, begun }: { clientId: string; asked: OutputOf<typeof readPlan>['asked']; begun: boolean }) {
  const zone = useZone();
  return (
    <div>
      {asked.map((one) => (
        <Hint key={one.id} kind="soon">
          A review was asked for {one.byClient ? 'by the client ' : ''}on {sayDay(dateIn(one.at, zone))}{one.byClient ? '' : `: ${REVIEW_REASON_WORDS[one.reason]}`}.{one.words && ` “${one.words}”`}
        </Hint>
      ))}
      {!begun && (
        <Group gap="xs" align="start">
          <StartButton clientId={clientId} kind="review" label="Review the plan" />
          <AskReview clientId={clientId} />
        </Group>
      )}
    </div>
  );
}

function StartButton(props: { clientId: string; kind: 'full' | 'review'; label: string }) {
  const go = useGo();
  const may = useMay('plan.write');
  const start = useAct(startPlan, { onDone: () => go(`/clients/${props.clientId}/plan/write`) });
  if (!may) return null;
  return (
    <div>
      <Button loading={start.busy} onClick={() => void start.send({ clientId: props.clientId, planVersionId: newId(), kind: props.kind })}>{props.label}</Button>
      <ErrorBox error={start.error} />
    </div>
  );
}

/** A draft to go on with, or a version that waits for a hand. */
function OpenVersion({ clientId, version }: { clientId: string; version: WholeVersion }) {
  const draft = version.state === 'draft';
  const left = version.handsLeft.map((hand) => HAND_WORDS[hand]);
  return (
    <Section title={draft ? `${KIND_WORDS[version.kind]}, being written` : 'Waits for a signature'}>
      <Rows>
        <Row
          title={draft ? (version.faults.length === 0 ? 'Ready to be signed' : version.faults[0]!.say) : `Still to sign: ${listWords(left)}`}
          sub={`version ${version.number}, begun by ${initialsOf(version.author)}`}
          action={<Go to={`/clients/${clientId}/plan/${draft ? 'write' : 'sign'}`}>{draft ? 'Go on writing' : 'Sign'}</Go>}
        />
      </Rows>
    </Section>
  );
}

function Signed({ version }: { version: WholeVersion }) {
  const zone = useZone();
  return (
    <Section title="Signed by">
      {version.signatures.map((s) => (
        <div key={s.hand}>
          <SignatureShown value={{ name: s.signerName, path: s.mark }} when={`${HAND_WORDS[s.hand]}, ${sayDate(dateIn(s.signedAt, zone))}`} />
          {s.declinedReason && <Hint kind="info">Did not sign: “{s.declinedReason}”</Hint>}
        </div>
      ))}
    </Section>
  );
}

type Changes = OutputOf<typeof comparePlans>;
type ChangeLine = Changes[number] & { field: Changes[number]['fields'][number] | null };
const linesOf = (changes: Changes): ChangeLine[] =>
  changes.flatMap((c): ChangeLine[] => (c.fields.length === 0 ? [{ ...c, field: null }] : c.fields.map((field) => ({ ...c, field }))));

/** Every version stays readable; two of them side by side say what changed. */
function Versions({ clientId, versions }: { clientId: string; versions: VersionLine[] }) {
  const zone = useZone();
  const [against, setAgainst] = useState('none');
  const newest = versions[0]!;
  const compared = useRead(comparePlans, against === 'none' ? null : { clientId, from: against, to: newest.planVersionId });
  return (
    <Section title="Versions" count={versions.length}>
      <Rows>
        {versions.map((v) => (
          <Row key={v.planVersionId} past={v.state === 'superseded'}
            title={<Go to={`/clients/${clientId}/plan/${v.planVersionId}`}>{`${KIND_WORDS[v.kind]} ${v.number}`}</Go>}
            sub={STATE_WORDS[v.state]} right={sayDate(dateIn(v.completedAt ?? v.madeAt, zone))} />
        ))}
      </Rows>
      {versions.length > 1 && (
        <SegmentedControl fullWidth mt="md" aria-label="What changed since" value={against} onChange={setAgainst}
          data={[{ value: 'none', label: 'What changed' }, ...versions.slice(1, 4).map((v) => ({ value: v.planVersionId, label: `since ${v.number}` }))]} />
      )}
      {against !== 'none' && (
        <Shown read={compared}>
          {(changes) => changes.length === 0 ? <Empty>Nothing changed.</Empty> : (
            <DataTable caption="What changed" rows={linesOf(changes)}
              rowKey={(row) => `${row.part}${row.id}${row.field?.field ?? ''}`}
              columns={[
                { head: 'What', cell: (row) => (row.part === 'rest' ? FIELD_WORDS[row.id] ?? row.id : row.words) },
                { head: 'Before', cell: (row) => (row.field === null ? (row.what === 'removed' ? 'there' : '') : row.field.before || 'nothing') },
                { head: 'Now', cell: (row) => (row.field === null ? (row.what === 'added' ? 'new' : 'taken out')
                  : `${row.part === 'rest' ? '' : `${sentence(FIELD_WORDS[row.field.field] ?? row.field.field)}: `}${row.field.after || 'nothing'}`) },
              ]} />
          )}
        </Shown>
      )}
    </Section>
  );
}

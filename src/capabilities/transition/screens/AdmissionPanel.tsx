import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { mayUse, type Role } from '../../../shared/roles.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useMinute } from '../../../web/clock.ts';
import { SelectField, TextAreaField } from '../../../web/fields/index.ts';
import { useGo } from '../../../web/go.tsx';
import { useKeptForm, type KeptForm } from '../../../web/keep/use-kept-form.ts';
import { useAct, useRead } from '../../../web/operations.ts';
import { Columns, ErrorBox, Hint, Row, Rows, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayCount, sayDate, sayWhen, sentence } from '../../../web/words.ts';
import type { GateItem } from '../../admissions/admission-gate.ts';
import { listStaff } from '../../staff/api.ts';
import { admitClient, readAdmissionGate, recordIntakeItem } from '../api.ts';
import { WAYS } from './admission-ways.ts';

type Gate = OutputOf<typeof readAdmissionGate>;
type Form = { primary: string; overrides: { item: GateItem; reason: string }[] };

/** Everything that stands before an admission, with what to do about each, and the admission itself (PR-46). */
export default function AdmissionPanel({ clientId }: { clientId: string }) {
  const read = useRead(readAdmissionGate, { clientId });
  return <Shown read={read} rows={8}>{(gate) => <Panel clientId={clientId} gate={gate} />}</Shown>;
}

function Panel({ clientId, gate }: { clientId: string; gate: Gate }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const form = useKeptForm<Form>(`admission:${clientId}`, { primary: gate.primary?.staffId ?? '', overrides: [] });
  const missing = gate.lines.filter((line) => !line.met);
  const met = gate.lines.filter((line) => line.met);
  if (gate.admittedAt !== null) {
    return (
      <Section title={`Admitted ${sayWhen(gate.admittedAt, zone)}`}>
        <MetRows lines={gate.lines.filter((l) => l.since !== null)} today={today} />
      </Section>
    );
  }
  return (
    <Columns>
      <Stacked>
        <Section title={missing.length === 0 ? 'Nothing is missing' : `${sentence(sayCount(missing.length, 'step'))} before admission`}>
          {missing.length === 0 ? <Hint>Every step is done. Choose their counselor and admit them.</Hint>
            : <Rows>{missing.map((line) => <Missing key={line.item} clientId={clientId} line={line} form={form} />)}</Rows>}
        </Section>
        {met.length > 0 && <Section title="Done" count={met.length}><MetRows lines={met} today={today} /></Section>}
      </Stacked>
      <Admit clientId={clientId} missing={missing} form={form} />
    </Columns>
  );
}

const MetRows = ({ lines, today }: { lines: Gate['lines']; today: string }) => (
  <Rows dense>{lines.map((line) => <Row key={line.item} lead={<Mark kind="done" label={null} />} title={line.words} right={line.since ? sayDate(line.since, today) : undefined} />)}</Rows>
);

function Missing({ clientId, line, form }: { clientId: string; line: Gate['lines'][number]; form: KeptForm<Form> }) {
  const go = useGo();
  const may = useMay('client.write');
  const overrides = useMay('note.cosign');
  const [passing, setPassing] = useState(false);
  const record = useAct(recordIntakeItem);
  const way = WAYS[line.item];
  const passed = form.values.overrides.find((o) => o.item === line.item);
  const said = line.say?.startsWith('Still missing') ? undefined : line.say;
  const sub = passed ? `Passed over: ${passed.reason}` : record.error ? record.error.message : said;
  return (
    <>
      <Row lead={<Mark kind={passed ? 'info' : 'soon'} label={passed ? 'passed over' : 'missing'} />} title={line.words} {...(sub ? { sub } : {})}
        action={may && (
          <Group gap="xs" justify="flex-end">
            {line.item === 'identity' && <Button onClick={() => go(`/clients/${clientId}/person`)}>Name and birth date</Button>}
            {overrides && <Button variant="subtle" onClick={() => setPassing(true)}>{passed ? 'Change' : 'Pass over'}</Button>}
            {'here' in way ? <Button loading={record.busy} aria-label={`${way.verb}: ${line.words}`} onClick={() => void record.send({ clientId, item: way.here })}>{way.verb}</Button>
              : <Button aria-label={`${way.verb}: ${line.words}`} onClick={() => go(`/clients/${clientId}/${way.path}`)}>{way.verb}</Button>}
          </Group>
        )} />
      <Modal opened={passing} onClose={() => setPassing(false)} title={`Pass over: ${line.words}`}>
        {passing && <PassOver item={line.item} form={form} onDone={() => setPassing(false)} />}
      </Modal>
    </>
  );
}

/** The reason stays beside the admission, with the supervisor's name. */
function PassOver({ item, form, onDone }: { item: GateItem; form: KeptForm<Form>; onDone: () => void }) {
  const mine = useKeptForm(`pass-over:${form.name}:${item}`, { reason: form.values.overrides.find((o) => o.item === item)?.reason ?? '' });
  const { reason } = mine.values;
  const keep = (kept: boolean) => {
    const rest = form.values.overrides.filter((o) => o.item !== item);
    form.set('overrides', kept ? [...rest, { item, reason }] : rest);
    void mine.done();
    onDone();
  };
  return (
    <Stacked>
      <TextAreaField form={mine} name="reason" label="Why this step is passed over" help="A sentence. It stays beside the admission with your name." maxLength={500} />
      <div>
        <Button variant="filled" disabled={reason.trim().length < 10} onClick={() => keep(true)}>Pass over</Button>{' '}
        <Button variant="subtle" onClick={() => keep(false)}>Leave it missing</Button>
      </div>
    </Stacked>
  );
}

function Admit({ clientId, missing, form }: { clientId: string; missing: Gate['lines']; form: KeptForm<Form> }) {
  const staff = useRead(listStaff, {});
  const go = useGo();
  const may = useMay('admission.decide');
  const admit = useAct(admitClient, { form, onDone: () => go(`/clients/${clientId}`) });
  const { primary, overrides } = form.values;
  const open = missing.filter((line) => !overrides.some((o) => o.item === line.item)).length;
  if (!may) return <Section title="Admit"><p>Intake, a counselor or a supervisor admits them.</p></Section>;
  const counselors = (staff.data ?? []).filter((s) => s.leftOn === null && mayUse(s.roles as Role[], 'plan.sign'))
    .map((s) => ({ value: s.staffId, label: `${s.name}, ${s.roles.includes('counselor') ? 'counselor' : 'supervisor'}` }));
  return (
    <Section title="Admit">
      <Stacked>
        <SelectField form={form} name="primary" label="Primary counselor" options={counselors} empty="Choose…" />
        {open > 0 && <p>{sentence(sayCount(open, 'step'))} {open === 1 ? 'is' : 'are'} still missing. A supervisor may pass over a step, with a reason.</p>}
        <ErrorBox error={admit.error} />
        <div>
          <Button variant="filled" loading={admit.busy} disabled={primary === '' || open > 0}
            onClick={() => void admit.send({ clientId, primaryCounselorId: primary, overrides: overrides.filter((o) => missing.some((l) => l.item === o.item)) })}>Admit to the program</Button>
        </div>
      </Stacked>
    </Section>
  );
}

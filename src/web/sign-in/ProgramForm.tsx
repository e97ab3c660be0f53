import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { createProgram, type Program } from './account.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { NewPassword } from './NewPassword.tsx';
import { Say } from './Say.tsx';
import { signIn } from './session.ts';
import css from './SignIn.module.css';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const USUAL = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu'];
const ZONES = [
  { group: 'Usual', items: [...new Set([HERE, ...USUAL])].map(zone) },
  { group: 'All', items: Intl.supportedValuesOf('timeZone').filter((z) => !USUAL.includes(z) && z !== HERE).map(zone) },
];
function zone(value: string): { value: string; label: string } {
  return { value, label: value.replaceAll('_', ' ').replace('America/', '') };
}

/** The one-time code that the terminal printed: shows that whoever asks may sit at this server. */
export const CodeBox = (props: { value: string; onChange: (value: string) => void; error?: string | null }) => (
  <TextInput
    label="Code from the terminal" description="It was printed where Stepwell was started." placeholder="7KQ4-MXAB" size="md" name="setup-code"
    autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} value={props.value} error={props.error}
    onChange={(event) => props.onChange(event.currentTarget.value)}
  />
);

/** An agency, its first site, its program and its first administrator, in one page. */
export function ProgramForm(props: { onDone: () => void; onBack: () => void }) {
  const [program, setProgram] = useState<Program>({
    code: '', agencyName: '', siteName: '', timeZone: HERE, template: 'iop', name: '', email: '', password: '',
  });
  const [fault, setFault] = useState<{ say: string; field?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (patch: Partial<Program>) => setProgram((before) => ({ ...before, ...patch }));
  const at = (field: keyof Program): string | null => (fault?.field === field ? fault.say : null);
  const text = (field: 'agencyName' | 'siteName' | 'name' | 'email', label: string, more: object = {}) => (
    <TextInput label={label} size="md" value={program[field]} error={at(field)} onChange={(event) => set({ [field]: event.currentTarget.value })} {...more} />
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    const wired = await createProgram(program);
    if (!wired.ok) setFault(wired);
    else {
      const answer = await signIn(program.email, program.password, 'work');
      if (answer.kind === 'no') setFault(answer);
      else props.onDone();
    }
    setBusy(false);
  };
  return (
    <DoorLayout title="Create your program." wide>
      <form className={css.program} onSubmit={(event) => void submit(event)} noValidate>
        <fieldset>
          <legend>The program</legend>
          {text('agencyName', 'Agency', { placeholder: 'Riverbend Recovery', autoComplete: 'organization', maxLength: 200 })}
          {text('siteName', 'First site', { placeholder: 'Main house', maxLength: 120 })}
          <NativeSelect label="Time zone" size="md" data={ZONES} value={program.timeZone} error={at('timeZone')} onChange={(event) => set({ timeZone: event.currentTarget.value })} />
          <Radio.Group label="Begin with" value={program.template} onChange={(value) => set({ template: value as Program['template'] })}>
            <div className={css.radios}>
              <Radio value="iop" label="Standard IOP" description="Evening and morning tracks, three hours on three days a week." />
              <Radio value="sixteen-weeks" label="16-week curriculum" description="A fixed order of topics over sixteen weeks." />
              <Radio value="none" label="An empty week" description="You add tracks and groups yourself." />
            </div>
          </Radio.Group>
        </fieldset>
        <fieldset>
          <legend>You, its first administrator</legend>
          {text('name', 'Your name', { autoComplete: 'name', maxLength: 120 })}
          {text('email', 'Your email', { type: 'email', autoComplete: 'username' })}
          <NewPassword label="Password" value={program.password} onChange={(password) => set({ password })} error={at('password')} />
          <CodeBox value={program.code} onChange={(code) => set({ code })} error={at('code')} />
        </fieldset>
        <div className={css.programEnd}>
          <Say>{fault && !(fault.field && fault.field in program) ? fault.say : null}</Say>
          <Button type="submit" variant="filled" size="md" loading={busy}>Create the program</Button>
          <Button variant="subtle" size="md" onClick={props.onBack}>Back</Button>
        </div>
      </form>
    </DoorLayout>
  );
}

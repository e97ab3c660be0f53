import { Button, Progress } from '@mantine/core';
import { IconBuildingCommunity, IconEye } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { exploreDemo, readSetup, type Setup } from './account.ts';
import { CodeBox, ProgramForm } from './ProgramForm.tsx';
import { DoorLayout } from './DoorLayout.tsx';
import { Say } from './Say.tsx';
import css from './SignIn.module.css';

/** Nothing is here yet: make it one's own, or look at a made-up program first. */
export function FirstRunPage(props: { setup: Setup; onDone: () => void }) {
  const [way, setWay] = useState<'choose' | 'program' | 'demo'>(props.setup.busy ? 'demo' : 'choose');
  if (way === 'program') return <ProgramForm onDone={props.onDone} onBack={() => setWay('choose')} />;
  if (way === 'demo') return <DemoForm setup={props.setup} onDone={props.onDone} onBack={() => setWay('choose')} />;
  return (
    <DoorLayout title="Nothing is here yet. How shall it begin?" wide>
      <div className={css.choices}>
        <button type="button" className={css.choice} onClick={() => setWay('program')}>
          <IconBuildingCommunity size={28} stroke={1.5} aria-hidden />
          <span><strong>Create your program</strong><span>Your agency, its first site and you as its administrator. Clients and staff come after.</span></span>
        </button>
        <button type="button" className={css.choice} onClick={() => setWay('demo')}>
          <IconEye size={28} stroke={1.5} aria-hidden />
          <span><strong>Explore the demo</strong><span>A made-up agency with some sixty clients and six months behind it. Look at it through anybody’s eyes.</span></span>
        </button>
      </div>
    </DoorLayout>
  );
}

/** The demo being made: how far, and what is happening in it. */
function DemoForm(props: { setup: Setup; onDone: () => void; onBack: () => void }) {
  const [code, setCode] = useState('');
  const [say, setSay] = useState<string | null>(null);
  const [setup, setSetup] = useState(props.setup);
  const [running, setRunning] = useState(props.setup.busy !== null);
  const { onDone } = props;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => {
      void readSetup().then((wired) => {
        if (!wired.ok) return;
        setSetup(wired.data);
        if (wired.data.busy === null) setRunning(false);
        if (wired.data.busy === null && wired.data.failed === null && !wired.data.empty) onDone();
      });
    }, 500);
    return () => clearInterval(timer);
  }, [running, onDone]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSay(null);
    const wired = await exploreDemo(code);
    if (wired.ok) setRunning(true);
    else setSay(wired.say);
  };
  if (running) {
    const { percent, say: words } = setup.busy ?? { percent: 0, say: 'Opening the doors' };
    return (
      <DoorLayout title="Six months are passing." under="The demo is lived through, day by day, by the same rules as a real program. It takes less than a minute.">
        <div className={css.form}>
          <Progress value={percent} size="lg" aria-label="How far the demo is" />
          <p role="status" className={css.quiet}>{words}</p>
        </div>
      </DoorLayout>
    );
  }
  return (
    <DoorLayout title="Explore the demo." under="It fills this empty server with people who do not exist. To begin for real later, start on an empty folder.">
      <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
        <Say>{say ?? setup.failed}</Say>
        <CodeBox value={code} onChange={setCode} />
        <Button type="submit" variant="filled" size="md" fullWidth>Fill the demo</Button>
        <button type="button" className={css.link} onClick={props.onBack}>Back</button>
      </form>
    </DoorLayout>
  );
}

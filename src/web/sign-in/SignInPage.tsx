import { useState } from 'react';
import { ROLE_WORDS, type Role } from '../../shared/roles.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { Say } from './Say.tsx';
import { signInAsDemo, type DemoPerson, type SignInState } from './session.ts';
import { SignInForm } from './SignInForm.tsx';
import css from './SignIn.module.css';

const labelOf = (person: DemoPerson): string => ROLE_WORDS[person.role as Role] ?? person.role;

export function SignInPage(props: { state: SignInState; onDone: () => void }) {
  const { state } = props;
  const [second, setSecond] = useState(false);
  if (state.demo && state.people.length > 0) return <DemoDoor {...props} />;
  return (
    <DoorLayout title={second ? 'One more step.' : 'Sign in'} foot={<p><a href="/forgot">I cannot get in</a></p>}>
      <SignInForm onDone={props.onDone} onStep={setSecond} passkeys={state.passkeys} />
    </DoorLayout>
  );
}

/** A demo's door: its people first, because that is what a visitor came for. */
function DemoDoor(props: { state: SignInState; onDone: () => void }) {
  const { state } = props;
  const [say, setSay] = useState<string | null>(null);
  const [own, setOwn] = useState(false);
  const take = async (accountId: string) => {
    const answer = await signInAsDemo(accountId);
    if (answer.kind === 'no') setSay(answer.say);
    else props.onDone();
  };
  const groups = [
    { title: 'Staff', people: state.people.filter((p) => p.kind === 'staff') },
    { title: 'The people it is for', people: state.people.filter((p) => p.kind !== 'staff') },
  ].filter((g) => g.people.length > 0);
  return (
    <DoorLayout title="Whose day would you like to see?" under="This is a demo. Everybody in it is made up, and nothing you do here reaches anyone." wide>
      <Say>{say}</Say>
      {groups.map((group) => (
        <section key={group.title} className={css.cast} aria-label={group.title}>
          <h2>{group.title}</h2>
          <ul>
            {group.people.map((person) => (
              <li key={person.accountId}>
                <button type="button" onClick={() => void take(person.accountId)}>
                  <strong>{labelOf(person)}</strong>
                  <span>{person.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {own ? <div className={css.narrow}><SignInForm onDone={props.onDone} passkeys={state.passkeys} /></div> : (
        <p className={css.links}><button type="button" className={css.link} onClick={() => setOwn(true)}>Sign in with an email instead</button></p>
      )}
    </DoorLayout>
  );
}

import { useState, type ReactNode } from 'react';
import { ROLE_WORDS, type Role } from '../../shared/roles.ts';
import { Logo } from '../pictures/Logo.tsx';
import { Mark } from '../pictures/Mark.tsx';
import { useTitle } from '../shell/title.ts';
import { signInAsDemo, type DemoPerson, type SignInState } from './session.ts';
import { SignInForm } from './SignInForm.tsx';
import css from './SignIn.module.css';

/** One quiet column with help for a bad moment below it: for sign-in, first run, setting a password. */
export function DoorLayout(props: { title: string; under?: ReactNode; children: ReactNode; wide?: boolean; foot?: ReactNode }) {
  useTitle('');
  return (
    <main className={css.door} data-wide={props.wide}>
      <div className={css.mark}><Logo size={32} /></div>
      <h1 className={css.title}>{props.title}</h1>
      {props.under !== undefined && <p className={css.under}>{props.under}</p>}
      {props.children}
      <div className={css.foot}>
        {props.foot}
        <p>In danger now? Call or text <a href="tel:988">988</a>, any hour. In an emergency, <a href="tel:911">911</a>.</p>
      </div>
    </main>
  );
}

const labelOf = (person: DemoPerson): string => ROLE_WORDS[person.role as Role] ?? person.role;

export function SignInPage(props: { state: SignInState; onDone: () => void }) {
  const [say, setSay] = useState<string | null>(null);
  const take = async (accountId: string) => {
    const answer = await signInAsDemo(accountId);
    if (answer.kind === 'no') setSay(answer.say);
    else props.onDone();
  };
  return (
    <DoorLayout title="Sign in">
      <SignInForm onDone={props.onDone} passkeys={props.state.passkeys} />
      {props.state.demo && props.state.people.length > 0 && (
        <section className={css.demo} aria-labelledby="demo-title">
          <h2 id="demo-title">Look around the demo as</h2>
          <p className={css.under}>Everything in it is made up.</p>
          <ul className={css.people}>
            {props.state.people.map((person) => (
              <li key={person.accountId}><button type="button" onClick={() => void take(person.accountId)}>{labelOf(person)}</button></li>
            ))}
          </ul>
          {say !== null && <p className={css.say} role="alert"><Mark kind="late" label={null} /> {say}</p>}
        </section>
      )}
    </DoorLayout>
  );
}

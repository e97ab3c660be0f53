import type { ReactNode } from 'react';
import { Mark } from '../pictures/Mark.tsx';
import css from './SignIn.module.css';

/** Why it did not work, and the way out. Nothing where there is nothing to say. */
export const Say = (props: { children: ReactNode }) =>
  props.children ? <p className={css.say} role="alert"><Mark kind="late" label={null} /> <span>{props.children}</span></p> : null;

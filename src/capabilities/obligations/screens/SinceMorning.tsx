import type * as z from 'zod';
import { timeIn } from '../../../shared/dates.ts';
import { Go } from '../../../web/go.tsx';
import { Section } from '../../../web/parts/index.ts';
import { initialsOf, sayTime } from '../../../web/words.ts';
import type { readWorkday } from '../api.ts';
import css from './SinceMorning.module.css';

type News = z.output<(typeof readWorkday)['output']>['news'][number];
const WORDS: Record<News['kind'], string> = {
  'test-result': 'has a test result', 'plan-signed': 'signed the plan', 'asked-for-call': 'asked for a call', message: 'wrote a message',
  'cannot-come': 'cannot come', 'comes-late': 'comes late',
};
const TABS: Record<News['kind'], string> = {
  'test-result': '/tests', 'plan-signed': '/plan', 'asked-for-call': '/safety', message: '/messages', 'cannot-come': '', 'comes-late': '',
};
const MOST = 6;

/** What came in since the morning, newest first. Nothing: nothing is shown. */
export function SinceMorning(props: { news: readonly News[]; zone: string }) {
  if (props.news.length === 0) return null;
  return (
    <Section title="Since this morning">
      <ul className={css.list}>
        {props.news.slice(0, MOST).map((one) => (
          <li key={`${one.clientId}${one.kind}${one.at}`}>
            <Go to={`/clients/${one.clientId}${TABS[one.kind]}`} className={css.who!}>{initialsOf(one.initials)}</Go> {WORDS[one.kind]}, {sayTime(timeIn(one.at, props.zone))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { Button } from '@mantine/core';
import type * as z from 'zod';
import { Card, Facts } from '../../../web/parts/index.ts';
import { compareInstants } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useGo } from '../../../web/go.tsx';
import { initialsOf, listWords, sayTime, sentence } from '../../../web/words.ts';
import type { sessionView } from '../../schedule/api.ts';
import type { readWorkday } from '../api.ts';
import css from './Now.module.css';

export type SessionOfDay = z.output<(typeof readWorkday)['output']>['sessions'][number];
export type SessionShown = z.output<typeof sessionView>;

/** What is now or next: the one filled area and the one filled button of the page. */
export function Now(props: { session: SessionShown; day: SessionOfDay | undefined; testing: readonly { clientId: string }[] }) {
  const { session, day } = props;
  const go = useGo();
  const isGroup = session.kind === 'group';
  const begun = compareInstants(session.startAt, useMinute()) <= 0;
  const names = (people: readonly { initials: string }[]) => people.map((one) => initialsOf(one.initials)).join(', ');
  const tests = (day?.expected ?? []).filter((one) => props.testing.some((test) => test.clientId === one.clientId));
  const others = session.leaders.map((leader) => initialsOf(leader.initials));
  const where = sentence([session.room, `until ${sayTime(session.to)}`].filter(Boolean).join(' '));
  return (
    <Card tone="now">
      <div className={css.line}>
        <p className={css.time}>{sayTime(session.from)}</p>
        <div className={css.words}>
          <h2 className={css.name}>{isGroup ? session.name : `${session.name}${day ? `, ${names(day.expected)}` : ''}`}</h2>
          <p className={css.where}>{where}{others.length > 1 ? `, with ${listWords(others)}` : ''}</p>
        </div>
        <Button variant="filled" size="md" className={css.open!} onClick={() => go(`/sessions/${session.sessionId}${isGroup && begun ? '/note' : ''}`)}>
          {isGroup ? 'Open group' : 'Open session'}
        </Button>
      </div>
      <Facts
        facts={[
          { label: 'Expected', value: isGroup ? `${session.seated} of ${session.capacity} seats` : '' },
          { label: 'New today', value: names(day?.isNew ?? []) },
          { label: 'Tests today', value: names(tests) },
          { label: 'Said late', value: names((day?.said ?? []).filter((one) => one.kind === 'late')) },
          { label: 'Cannot come', value: names((day?.said ?? []).filter((one) => one.kind === 'cannot_come')) },
        ]}
      />
    </Card>
  );
}

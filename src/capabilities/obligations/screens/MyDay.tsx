import { IconCheck } from '@tabler/icons-react';
import { compareInstants, minutesBetween, type Instant } from '../../../shared/dates.ts';
import { Go } from '../../../web/go.tsx';
import { Row, Rows } from '../../../web/parts/index.ts';
import { SessionIcon, type SessionKind } from '../../../web/pictures/index.ts';
import { initialsOf, listWords, sayTimeInColumn, sayWhen } from '../../../web/words.ts';
import type { SessionOfDay, SessionShown } from './Now.tsx';
import css from './MyDay.module.css';

const MARKS: Record<string, SessionKind> = { group: 'group', individual: 'individual', family: 'family', medical: 'medical', assessment: 'individual', 'case-management': 'individual' };
const WORDS: Record<string, string> = { group: 'Group', individual: 'Individual', family: 'Family', medical: 'Medical', assessment: 'Assessment', 'case-management': 'Case management' };

/** The sessions of one's own day, in order; what is over loses weight. */
export function MyDay(props: { sessions: readonly SessionShown[]; day: { sessions: SessionOfDay[] } | undefined; now: Instant; zone: string }) {
  const { now } = props;
  return (
    <Rows label="My day">
      {props.sessions.map((session) => {
        const day = props.day?.sessions.find((one) => one.sessionId === session.sessionId);
        const over = compareInstants(session.endAt, now) < 0;
        const isGroup = session.kind === 'group';
        const who = isGroup || !day || day.expected.length === 0 ? session.name : listWords(day.expected.map((one) => initialsOf(one.initials)));
        const path = isGroup || !day?.expected[0] ? `/sessions/${session.sessionId}` : `/clients/${day.expected[0].clientId}`;
        return (
          <Row
            key={session.sessionId} past={over}
            lead={<><span className={css.time} title={sayWhen(session.startAt, props.zone)}>{sayTimeInColumn(session.from)}</span><SessionIcon kind={MARKS[session.kind] ?? 'individual'} /></>}
            title={<Go to={path} className={css.who!}>{over ? who : <b>{who}</b>}</Go>}
            sub={WORDS[session.kind] ?? session.kind}
            right={over ? <NoteState day={day} /> : whenWords(session, now)}
          />
        );
      })}
    </Rows>
  );
}

function whenWords(session: SessionShown, now: Instant): string {
  const minutes = minutesBetween(now, session.startAt);
  if (minutes <= 0) return 'now';
  return minutes < 90 ? `in ${minutes} min` : '';
}

function NoteState(props: { day: SessionOfDay | undefined }) {
  if (!props.day) return null;
  if (props.day.note === 'signed') return <span className={css.signed}><IconCheck size={16} aria-hidden /> signed</span>;
  return <span>{props.day.note === 'draft' ? 'note begun' : 'note owed'}</span>;
}

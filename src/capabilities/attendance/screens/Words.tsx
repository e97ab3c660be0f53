import { Button } from '@mantine/core';
import { useAct } from '../../../web/operations.ts';
import { ErrorBox } from '../../../web/parts/index.ts';
import { initialsOf } from '../../../web/words.ts';
import { decidePresence } from '../api.ts';
import { sayMember, sayWord, sourceOf, type Member, type Sheet } from './sheet.ts';
import css from './AttendanceSheet.module.css';

/** What the door and the call say of one person: where it differs from the sheet, one tap takes either. */
export function WordsOf({ sheet, member, mayDecide }: { sheet: Sheet; member: Member; mayDecide: boolean }) {
  const act = useAct(decidePresence);
  const shown = member.words.filter((word) => word.differs || member.fact === null);
  if (shown.length === 0) return null;
  const name = initialsOf(member.initials || 'New');
  const take = (keep: 'sheet' | 'door' | 'video') => void act.send({ sessionId: sheet.session.sessionId, clientId: member.clientId, keep, replaces: member.fact?.id ?? null });
  return (
    <>
      {shown.map((word) => (
        <span key={word.source} className={css.word} data-differs={word.differs}>
          <span>
            {sayWord(word)}{word.differs && ` The sheet says ${sayMember(member)}.`}
            {word.doubtMinutes >= 5 && ` Its clock was set in between: it may be ${word.doubtMinutes} minutes off.`}
          </span>
          {mayDecide && sheet.started && (
            <span className={css.take}>
              {word.usable && <Button size="compact-sm" loading={act.busy} aria-label={`Take ${sourceOf(word)}, ${name}`} onClick={() => take(word.source)}>Take {sourceOf(word)}</Button>}
              {word.differs && <Button size="compact-sm" loading={act.busy} aria-label={`Keep the sheet, ${name}`} onClick={() => take('sheet')}>Keep the sheet</Button>}
            </span>
          )}
        </span>
      ))}
      <ErrorBox error={act.error} />
    </>
  );
}

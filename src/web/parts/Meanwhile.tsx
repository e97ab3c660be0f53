import { Button } from '@mantine/core';
import type { ServerDraft } from '../keep/use-server-draft.ts';
import { Hint } from './State.tsx';
import css from './Meanwhile.module.css';

/** Two people wrote in the same place: nothing is overwritten; the second sees both texts and chooses. */
export function Meanwhile({ draft }: { draft: ServerDraft }) {
  if (!draft.conflict) return null;
  return (
    <section className={css.meanwhile} aria-label="Somebody else wrote here meanwhile">
      <Hint kind="soon">Somebody else wrote here meanwhile. Yours is kept; choose what stays.</Hint>
      {draft.differ?.map((one) => (
        <dl key={one.path.join('.')} className={css.texts}>
          <div><dt>Yours</dt><dd>{one.mine || 'nothing'}</dd></div>
          <div><dt>Theirs</dt><dd>{one.theirs || 'nothing'}</dd></div>
        </dl>
      ))}
      <div className={css.choices}>
        <Button size="compact-md" variant="light" disabled={!draft.differ} onClick={draft.both}>Keep both</Button>
        <Button size="compact-md" variant="default" disabled={!draft.differ} onClick={draft.mine}>Keep mine</Button>
        <Button size="compact-md" variant="default" disabled={!draft.differ} onClick={draft.theirs}>Take theirs</Button>
      </div>
    </section>
  );
}

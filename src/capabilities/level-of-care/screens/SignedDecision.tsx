import { Button } from '@mantine/core';
import { Go, useParam } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Empty, Hint, PageHead, Shown } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayMoment } from '../../../web/words.ts';
import { readClient } from '../../clients/api.ts';
import { readLevelOfCare } from '../api.ts';
import { LEVEL_WORDS } from '../model.ts';
import css from './SignedDecision.module.css';

/** The decision as it was read and signed, ready for paper. */
export default function SignedDecision() {
  const clientId = useParam('clientId');
  const decisionId = useParam('decisionId');
  const zone = useZone();
  const client = useRead(readClient, { clientId });
  const read = useRead(readLevelOfCare, { clientId });
  return (
    <Shown read={read}>
      {(all) => {
        const one = all.find((decision) => decision.decisionId === decisionId);
        if (!one) return <Empty action={<Go to={`/clients/${clientId}/level-of-care`}>Level of care</Go>}>There is no such decision.</Empty>;
        return (
          <>
            <PageHead
              over={<Go to={`/clients/${clientId}/level-of-care`}>{client.data?.initials || 'Level of care'}</Go>}
              title={`${one.acceptedLevel} ${LEVEL_WORDS[one.acceptedLevel].toLowerCase()}, signed.`}
              under={`${one.signedBy}, ${sayMoment(one.signedAt, zone)}`}
              action={<Button className={css.print ?? ''} onClick={() => window.print()}>Print</Button>}
            />
            {one.needsCosign && (one.cosigned
              ? <Hint kind="done">Co-signed by {one.cosigned.by}, {sayMoment(one.cosigned.at, zone)}. {one.cosigned.remark}</Hint>
              : <Hint kind="soon">Waits for a supervisor’s co-signature.</Hint>)}
            <article className={css.text}>
              {one.text.split('\n\n').map((part) => {
                const [head, ...lines] = part.split('\n');
                return <section key={part}><h2>{head}</h2>{lines.map((line) => <p key={line} data-inner={line.startsWith('  ')}>{line.trim()}</p>)}</section>;
              })}
            </article>
            <p className={css.notice}>42 CFR part 2 prohibits unauthorized use or disclosure of these records.</p>
          </>
        );
      }}
    </Shown>
  );
}

import { Button } from '@mantine/core';
import { dateIn } from '../../../shared/dates.ts';
import { Go, useParam } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Hint, PageHead, Section, Shown, Stacked } from '../../../web/parts/index.ts';
import { SignatureShown } from '../../../web/fields/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { readPlanVersion } from '../api.ts';
import { HAND_WORDS, KIND_WORDS, STATE_WORDS } from './plan-words.ts';
import { PlanShown } from './PlanShown.tsx';
import css from './Plan.module.css';

/** One version as it was signed, to read and to put on paper for the client. */
export default function PlanPrint() {
  const of = { clientId: useParam('clientId'), planVersionId: useParam('planVersionId') };
  const read = useRead(readPlanVersion, of);
  const zone = useZone();
  return (
    <Shown read={read} rows={10}>
      {(version) => (
        <article className={css.paper}>
          <PageHead over={<Go to={`/clients/${of.clientId}/plan`}>Plan</Go>} title={`${KIND_WORDS[version.kind]}, version ${version.number}`} tab="Plan"
            under={`${STATE_WORDS[version.state]}${version.completedAt ? ` since ${sayDate(dateIn(version.completedAt, zone))}` : ''}`}
            action={<Button onClick={() => window.print()}>Print</Button>} />
          <Stacked>
            <PlanShown body={version.body} />
            {version.signatures.length > 0 && (
              <Section title="Signatures">
                <div className={css.signatures}>
                  {version.signatures.map((s) => (
                    <div key={s.hand}>
                      <SignatureShown value={{ name: s.signerName, path: s.mark }} when={`${HAND_WORDS[s.hand]}, ${sayDate(dateIn(s.signedAt, zone))}`} />
                      {s.credential && <p className={css.quiet}>{s.credential}</p>}
                      {s.declinedReason && <Hint>Did not sign: “{s.declinedReason}”</Hint>}
                    </div>
                  ))}
                </div>
              </Section>
            )}
          </Stacked>
        </article>
      )}
    </Shown>
  );
}

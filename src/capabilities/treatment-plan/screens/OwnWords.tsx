import { dateIn } from '../../../shared/dates.ts';
import { useRead } from '../../../web/operations.ts';
import { Quote } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { readPlan } from '../api.ts';

/** What the client wants, in their own words, once and large. Nothing where there is no plan yet. */
export default function OwnWords({ clientId }: { clientId: string }) {
  const plan = useRead(readPlan, { clientId }).data?.inForce;
  const zone = useZone();
  if (!plan?.body.ownWords) return null;
  return <Quote from={`own words, plan of ${sayDate(dateIn(plan.completedAt ?? plan.madeAt, zone))}`}>{plan.body.ownWords}</Quote>;
}

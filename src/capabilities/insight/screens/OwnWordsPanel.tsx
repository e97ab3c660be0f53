import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Quote } from '../../../web/parts/index.ts';
import { useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { readPlan } from '../../treatment-plan/api.ts';

/** The client's own words, once and large. */
export default function OwnWordsPanel(props: { clientId: string }) {
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const plan = useRead(readPlan, { clientId: props.clientId });
  const version = plan.data?.inForce;
  const words = version?.body.ownWords.trim().replaceAll(/^[“"]|[”"]$/g, '');
  if (!version || !words) return null;
  return <Quote from={`own words, plan of ${sayDate(dateIn(version.completedAt ?? version.madeAt, zone), today)}`}>{words}</Quote>;
}

import { useParam } from '../../../web/go.tsx';
import { TrailOf } from './TrailOf.tsx';

/** Who opened one chart and what they did in it. */
export default function ChartTrail() {
  return <TrailOf clientId={useParam('clientId')} />;
}

import { TrailOf } from './TrailOf.tsx';

/** What everybody did and read in the agency, the newest first. */
export default function Trail() {
  return <TrailOf clientId={null} />;
}

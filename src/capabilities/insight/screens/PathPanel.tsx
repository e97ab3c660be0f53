import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { useRead } from '../../../web/operations.ts';
import { Section, Shown } from '../../../web/parts/index.ts';
import { NextStep, Path } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { readTransition } from '../../transition/api.ts';
import { readPath } from '../api.ts';
import { drawnPath } from './path-words.ts';

export default function PathPanel(props: { clientId: string }) {
  const of = { clientId: props.clientId };
  const path = useRead(readPath, of);
  const transition = useRead(readTransition, useMay('transition.read') ? of : null);
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const asks = transition.data && transition.data.asked > 0 ? transition.data : null;
  return (
    <Section title="Path" aside={asks && <NextStep asks={asks.asked} met={asks.met} path={`/clients/${props.clientId}/transition`} />}>
      <Shown read={path}>{(steps) => <Path steps={drawnPath(steps, today)} />}</Shown>
    </Section>
  );
}

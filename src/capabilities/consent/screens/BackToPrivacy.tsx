import { Go } from '../../../web/go.tsx';
import { useMay } from '../../../web/self.ts';

/** The way back: to the chart, or for who opens no charts (the privacy officer) to what was done in it. */
export function BackToPrivacy({ clientId }: { clientId: string }) {
  const mayChart = useMay('client.read');
  return mayChart ? <Go to={`/clients/${clientId}/privacy`}>Privacy</Go> : <Go to={`/clients/${clientId}/trail`}>Trail</Go>;
}

import { IconAlertTriangle, IconCheck, IconLifebuoy, IconPhone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { dateIn } from '../../../shared/dates.ts';
import { useMinute } from '../../../web/clock.ts';
import { Go } from '../../../web/go.tsx';
import { useRead } from '../../../web/operations.ts';
import { Mark } from '../../../web/pictures/index.ts';
import { useMay, useZone } from '../../../web/self.ts';
import { sayDate } from '../../../web/words.ts';
import { readClient } from '../../clients/api.ts';
import { readMedication } from '../../medication/api.ts';
import { readSafety } from '../../safeguards/api.ts';
import { readSupportNetwork } from '../../support-network/api.ts';
import css from './SafetyBar.module.css';

/** What somebody must find in the first second: whom to reach, naloxone, safety plan, allergy. It never scrolls away. */
export default function SafetyBar(props: { clientId: string }) {
  const of = { clientId: props.clientId };
  const people = useRead(readSupportNetwork, useMay('supporter.read') ? of : null);
  const medication = useRead(readMedication, useMay('medication.read') ? of : null);
  const safety = useRead(readSafety, useMay('safety.read') ? of : null);
  const client = useRead(readClient, of);
  const zone = useZone();
  const today = dateIn(useMinute(), zone);
  const emergency = people.data?.emergency?.decision;
  const first = emergency?.decision === 'named' ? people.data?.people.find((one) => one.id === emergency.supporterId) : undefined;
  const naloxone = medication.data?.naloxone.toSorted((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))[0];
  const allergies = client.data?.allergies ?? medication.data?.allergies ?? '';
  return (
    <ul className={css.bar} aria-label="Safety">
      {people.data && (first
        ? (
          <li>
            <IconLifebuoy size={19} stroke={1.6} aria-hidden />
            <span><b>Reach first</b> {first.relation} {first.name}</span>
            {first.phone !== '' && <a href={`tel:${first.phone}`} aria-label={`Call ${first.name}`}><IconPhone size={17} stroke={1.6} /></a>}
          </li>
        )
        : <Missing path={`/clients/${props.clientId}/people`}>{emergency ? 'No emergency contact, by choice' : 'Nobody to reach first yet'}</Missing>)}
      {medication.data && naloxone && (naloxone.answer === 'has' || naloxone.answer === 'given' ? <Here>Naloxone at home</Here>
        : <Missing path={`/clients/${props.clientId}/medication`}>{naloxone.answer === 'linked' ? 'Naloxone: told where' : 'Naloxone declined'}</Missing>)}
      {safety.data && (safety.data.plan
        ? <Here>Safety plan, {sayDate(dateIn(safety.data.plan.madeAt, zone), today)}</Here>
        : <Missing path={`/clients/${props.clientId}/safety`}>No safety plan yet</Missing>)}
      {allergies !== '' && <li><IconAlertTriangle size={19} stroke={1.6} aria-hidden /><span>Allergy: {allergies}</span></li>}
    </ul>
  );
}

const Here = (props: { children: ReactNode }) => <li><IconCheck size={18} stroke={2} aria-hidden /><span>{props.children}</span></li>;
const Missing = (props: { children: ReactNode; path: string }) => <li><Mark kind="soon" /><Go to={props.path}>{props.children}</Go></li>;

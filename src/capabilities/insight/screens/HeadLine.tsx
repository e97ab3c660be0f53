import { useRead } from '../../../web/operations.ts';
import { initialsOf } from '../../../web/words.ts';
import { readClient } from '../../clients/api.ts';
import { readSeats } from '../../schedule/api.ts';
import { RUNG_WORDS } from '../../transition/model.ts';
import { readPath } from '../api.ts';
import { sayWeekOfStay } from './path-words.ts';

/** Under the initials: `Week 6 of 12 · Evening track · level 2.1 · counselor T. B.` */
export default function HeadLine(props: { clientId: string }) {
  const { clientId } = props;
  const client = useRead(readClient, { clientId });
  const path = useRead(readPath, { clientId });
  const seats = useRead(readSeats, { clientId });
  const here = path.data?.find((step) => step.state === 'here');
  const week = here?.week == null ? null : sayWeekOfStay(here.week, here.ofWeeks).replace('week', 'Week');
  const rung = here && here.key in RUNG_WORDS && here.key !== '2.1' ? RUNG_WORDS[here.key as keyof typeof RUNG_WORDS] : null;
  const level = client.data?.episode?.levelOfCare;
  const counselor = client.data?.primary;
  const parts = [
    week ?? (path.data === undefined ? null : client.data?.episode ? null : 'Not in the program'), rung, seats.data?.track ? `${seats.data.track.name} track` : null,
    level ? `level ${level}` : null, client.data === undefined ? null : counselor ? `counselor ${initialsOf(counselor.initials)}` : 'no counselor yet',
  ];
  return <span>{parts.filter(Boolean).join(' · ')}</span>;
}

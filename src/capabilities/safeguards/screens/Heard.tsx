import { IconEye, IconMapPin, IconPhone } from '@tabler/icons-react';
import { BigButton, ClientCard, ClientHead, ClientList, ListCall, ListLine } from '../../../web/client/parts.tsx';
import { useGo } from '../../../web/go.tsx';
import type { Reading } from '../reading.ts';
import css from './check-in.module.css';

export type HeardReading = Pick<Reading, 'level' | 'heard' | 'helps'> & { seen: string };

const TITLES: Record<Reading['level'], string> = {
  calm: 'Thank you. That’s all for today.', raised: 'Thank you for saying so.', high: 'Thank you for saying so.', danger: 'Please don’t stay alone with this.',
};

/** What was heard, the client's own helps, and who sees it when. Inline while answering, whole once it is sent. */
export function Heard(props: { reading: HeardReading; inline?: boolean; kept?: boolean }) {
  const { reading } = props;
  const go = useGo();
  const card = reading.level !== 'calm' && (
    <ClientCard title={reading.heard.join(' ') || 'This sounds hard.'} tone={reading.level === 'danger' ? 'berry' : 'surface'}>
      {reading.helps.length > 0 && <p>{reading.level === 'danger' ? 'Call one of these now:' : 'You wrote that these help:'}</p>}
      <ClientList>
        {reading.helps.slice(0, 5).map((help) => (help.call?.phone
          ? <ListCall key={help.words} icon={IconPhone} phone={help.call.phone} title={`Call ${help.words}`} {...(help.call.relation ? { sub: help.call.relation } : {})} />
          : <ListLine key={help.words} icon={IconMapPin} title={help.words} />))}
      </ClientList>
      <p className={css.seen}><IconEye size={20} stroke={1.6} aria-hidden /> <span>{reading.seen}</span></p>
    </ClientCard>
  );
  if (props.inline) return <div className={css.inline} aria-live="polite">{card}</div>;
  return (
    <>
      <ClientHead title={TITLES[reading.level]} lead={props.kept ? 'There is no connection. It’s kept on this phone and sent as soon as there is one. If it can’t wait, call.' : undefined} />
      {card || <p className={css.seen}><IconEye size={20} stroke={1.6} aria-hidden /> <span>{reading.seen}</span></p>}
      <BigButton mt={24} onClick={() => go('/me')}>Back to today</BigButton>
    </>
  );
}

import { useZone } from '../../../web/self.ts';
import { sayWhen } from '../../../web/words.ts';
import css from './messages.module.css';

/** Messages under one another, own ones right; who wrote and when stands with each. */
export function MessageList(props: { messages: { messageId: string; own: boolean; who: string; words: string; at: string }[] }) {
  const zone = useZone();
  return (
    <ol className={css.list} aria-label="Messages">
      {props.messages.map((one) => (
        <li key={one.messageId} className={css.message} data-own={one.own}>
          <p className={css.words}>{one.words}</p>
          <p className={css.who}>{one.who}, {sayWhen(one.at, zone)}</p>
        </li>
      ))}
    </ol>
  );
}

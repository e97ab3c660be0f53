import { IconDroplet, IconHeart, IconPill, IconUser, IconUsers, type Icon } from '@tabler/icons-react';
import type { SessionKind } from './week-shape.ts';
import css from './SessionIcon.module.css';

export const KIND_ICONS: Record<SessionKind, Icon> = {
  group: IconUsers, individual: IconUser, family: IconHeart, medical: IconPill, test: IconDroplet,
};
export const KIND_WORDS: Record<SessionKind, string> = {
  group: 'Group', individual: 'Individual', family: 'Family', medical: 'Medical', test: 'Test',
};

/** 26 px: group filled, individual soft with an edge, family outlined, medical grey with a thick top, test a ringed drop. */
export function SessionIcon(props: { kind: SessionKind; label?: string | null }) {
  const Shape = KIND_ICONS[props.kind];
  const name = props.label === undefined ? KIND_WORDS[props.kind] : props.label;
  return (
    <span className={css.tile} data-kind={props.kind} {...(name === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}>
      <Shape size={14} stroke={1.8} />
    </span>
  );
}

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { Instant } from '../../../shared/dates.ts';
import type { CalendarView } from './calendar-view.ts';
import { inRoom, isSame, later, onDay, startingAt, STEP, whereIs, whyNot, type Landing } from './landing.ts';
import type { CalendarRow, ProgramWeek, Shown } from './week-grid.ts';
import css from './Carry.module.css';

export type Carried = {
  one: Shown; by: 'keys' | 'pointer'; landing: Landing;
  /** The pointer is low: what is said stands at the top then, out of its way. */
  low: boolean;
};
export type Carry = {
  carried: Carried | null;
  /** Why something stays where it is, said once. */
  refused: string | null;
  /** Puts it back. */
  leave: () => void;
  grid: {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onClickCapture: (event: MouseEvent<HTMLElement>) => void;
  };
};

type Asked = {
  week: ProgramWeek; rows: readonly CalendarRow[]; view: CalendarView; now: Instant;
  may: (one: Shown) => boolean;
  onDrop: (one: Shown, landing: Landing) => void;
};

/** So far a pressed pointer may tremble before it is a drag. */
const TREMBLE_PX = 6;

/**
 * Carries a session over the calendar, by pointer or by keys alike: space picks it up, arrows move it, Enter or space
 * drops it, Escape leaves it where it was. In a week left and right are days and up and down are quarter hours; in a day,
 * where time runs sideways, the other way round. With Shift the third way: rooms.
 */
export function useCarry(asked: Asked): Carry {
  const [carried, setCarried] = useState<Carried | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const latest = useRef({ ...asked, carried });
  useLayoutEffect(() => {
    latest.current = { ...asked, carried };
  });
  const swallow = useRef(false);
  const stopDrag = useRef<(() => void) | null>(null);
  useEffect(() => () => stopDrag.current?.(), []);

  const leave = useCallback(() => {
    stopDrag.current?.();
    setCarried(null);
  }, []);
  const drop = useCallback(() => {
    const { carried: now, onDrop } = latest.current;
    leave();
    if (now && !isSame(now.landing, whereIs(now.one))) onDrop(now.one, now.landing);
  }, [leave]);
  const sessionAt = (target: EventTarget): { one: Shown; element: HTMLElement } | null => {
    const element = (target as HTMLElement).closest<HTMLElement>('[data-session]');
    const one = element && latest.current.week.sessions.find((other) => other.sessionId === element.dataset['session']);
    return element && one ? { one, element } : null;
  };
  const mayCarry = (one: Shown): boolean => {
    const { may, now } = latest.current;
    const why = may(one) ? whyNot(one, now) : 'Only those who lead it, or plan for the whole program, move it.';
    setRefused(why);
    return why === null;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { carried: now, week, view } = latest.current;
    setRefused(null);
    if (now) {
      const next = stepped(now.landing, event.key, event.shiftKey, view, week);
      if (next !== null) setCarried({ ...now, landing: next });
      else if (event.key === 'Enter' || event.key === ' ') drop();
      else if (event.key === 'Escape') leave();
      else if (event.key !== 'Tab') return;
      event.preventDefault();
      return;
    }
    const found = sessionAt(event.target);
    if (!found) return;
    if (event.key === ' ') {
      event.preventDefault();
      if (mayCarry(found.one)) setCarried({ one: found.one, by: 'keys', landing: whereIs(found.one), low: false });
    } else if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      event.stopPropagation();
      neighbourOf(event.currentTarget, found.element, event.key)?.focus();
    }
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    // on a touch screen a finger scrolls; there a session is moved from its panel
    if (event.button !== 0 || event.pointerType === 'touch' || latest.current.carried) return;
    setRefused(null);
    const found = sessionAt(event.target);
    if (!found) return;
    const box = found.element.getBoundingClientRect();
    const grip = { x: event.clientX - box.left, y: event.clientY - box.top };
    let ghost: HTMLElement | null = null;
    const move = (at: globalThis.PointerEvent) => {
      if (!ghost) {
        if (Math.hypot(at.clientX - event.clientX, at.clientY - event.clientY) < TREMBLE_PX) return;
        swallow.current = true;
        if (!mayCarry(found.one)) return stop();
        ghost = ghostOf(found.element, box);
        setCarried({ one: found.one, by: 'pointer', landing: whereIs(found.one), low: false });
      }
      ghost.style.transform = `translate(${at.clientX - grip.x}px, ${at.clientY - grip.y}px)`;
      if (at.clientY < 48) window.scrollBy(0, -16);
      if (at.clientY > window.innerHeight - 48) window.scrollBy(0, 16);
      const landing = landingUnder(at.clientX, at.clientY, grip.x, found.one, latest.current);
      const low = at.clientY > window.innerHeight / 2;
      setCarried((before) => (before && (before.low !== low || (landing && !isSame(before.landing, landing))) ? { ...before, low, landing: landing ?? before.landing } : before));
    };
    const stop = () => {
      ghost?.remove();
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', escape, true);
      stopDrag.current = null;
    };
    const up = () => (ghost ? drop() : stop());
    const cancel = () => leave();
    const escape = (key: globalThis.KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      leave();
    };
    stopDrag.current = stop;
    swallow.current = false;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', escape, true);
  };

  // the click that ends a drag opens nothing
  const onClickCapture = (event: MouseEvent<HTMLElement>) => {
    if (!swallow.current) return;
    swallow.current = false;
    event.stopPropagation();
    event.preventDefault();
  };
  return { carried, refused, leave, grid: { onKeyDown, onPointerDown, onClickCapture } };
}

function stepped(landing: Landing, key: string, shift: boolean, view: CalendarView, week: ProgramWeek): Landing | null {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (!way) return null;
  const [across, down] = way as [number, number];
  const rooms = week.rooms.map((room) => room.roomId);
  if (view.span === 'day') {
    if (across !== 0) return shift ? onDay(landing, week.days, across) : later(landing, across * STEP);
    return inRoom(landing, rooms, down);
  }
  if (across !== 0) return onDay(landing, week.days, across);
  return shift ? inRoom(landing, rooms, down) : later(landing, down * STEP);
}

/** What the pointer is over: the day and the row of a cell, and in a day view the time. */
function landingUnder(x: number, y: number, gripX: number, one: Shown, { rows, view }: Asked): Landing | null {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-cell]');
  if (!cell) return null;
  const here = whereIs(one);
  let landing: Landing = { ...here, date: cell.dataset['date'] ?? here.date };
  const row = rows.find((other) => other.key === cell.dataset['row']);
  if (view.by === 'rooms' && row?.roomId !== undefined) landing = { ...landing, roomId: row.roomId };
  // a group is given to somebody else on the same day, and on another stays with whoever leads it; a session of one person goes where it is put
  if (view.by === 'people' && row?.staffId !== undefined && (landing.date === here.date || one.kind !== 'group') && !here.leaderIds.includes(row.staffId)) {
    landing = { ...landing, leaderIds: [row.staffId] };
  }
  const first = cell.dataset['first'];
  if (first === undefined) return landing;
  const box = cell.getBoundingClientRect();
  const hours = Number(cell.dataset['last']) - Number(first);
  return startingAt(landing, Number(first) * 60 + ((x - gripX - box.left) / box.width) * hours * 60);
}

function ghostOf(card: HTMLElement, box: DOMRect): HTMLElement {
  const ghost = card.cloneNode(true) as HTMLElement;
  ghost.removeAttribute('data-session');
  ghost.inert = true;
  ghost.classList.add(css.ghost!);
  ghost.style.width = `${box.width}px`;
  document.body.append(ghost);
  return ghost;
}

/** The nearest card in a direction, by where it is seen. */
function neighbourOf(grid: HTMLElement, from: HTMLElement, key: string): HTMLElement | undefined {
  const middle = (element: HTMLElement) => {
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  const here = middle(from);
  const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  return [...grid.querySelectorAll<HTMLElement>('[data-session]')].flatMap((element) => {
    const there = middle(element);
    const [along, off] = sideways ? [there.x - here.x, there.y - here.y] : [there.y - here.y, there.x - here.x];
    return along * sign > 4 ? [{ element, far: along * sign + Math.abs(off) * 3 }] : [];
  }).toSorted((a, b) => a.far - b.far)[0]?.element;
}

import { useCallback, useState } from 'react';

/**
 * The width of a place in CSS pixels: pictures are drawn at it, since a scaled drawing shrinks its text. Give `ref` to
 * the element that holds the picture; `width` is 0 until it is known.
 */
export function useMeasuredWidth(): { ref: (element: HTMLElement | null) => (() => void) | undefined; width: number } {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const measure = () => setWidth(Math.floor(element.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Paper is narrower than the window, and no resize is told before printing.
    const print = matchMedia('print');
    print.addEventListener('change', measure);
    return () => {
      observer.disconnect();
      print.removeEventListener('change', measure);
    };
  }, []);
  return { ref, width };
}

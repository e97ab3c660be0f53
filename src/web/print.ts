const SCHEME = 'data-mantine-color-scheme';

/** Paper is light: whatever the screen's colours are, printing is ink on white. */
export function printInInk(): void {
  let before: string | null = null;
  const root = document.documentElement;
  matchMedia('print').addEventListener('change', ({ matches }) => {
    if (matches) {
      before = root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, 'light');
    } else if (before !== null) {
      root.setAttribute(SCHEME, before);
    }
  });
}

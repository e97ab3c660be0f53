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

/**
 * While a page is open that is wider than high, paper lies on its side. A rule of its own and not of the page's style, which
 * would stay for all that is printed later. @returns undoes it
 */
export function printSideways(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('@page { size: landscape; margin: 10mm; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}

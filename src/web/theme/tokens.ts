/**
 * Every colour of Stepwell, once, for light and dark. `tokens.test.ts` holds each pair to its contrast.
 * Kind is tone and edge, state is shape and colour: amber, clay, berry and moss appear only where something
 * is owed, late, dangerous or done.
 */
export type Scheme = 'light' | 'dark';

export const TOKENS = {
  /** The page. */
  paper: ['#F5F1E8', '#101713'],
  /** Cards, inputs, columns of the week strip. */
  surface: ['#FFFDF8', '#1B2620'],
  /** Sidebar, safety bar, the future in charts. */
  sunk: ['#EBE5D8', '#0C120F'],
  /** Quiet chips and tracks (`sunk` vanishes here in dark). */
  tint: ['#EBE5D8', '#26332C'],
  /** Decoration only: rules and hatching. Below 3:1 on purpose, so words must say it too. */
  line: ['#DBD3C2', '#2C3A33'],
  /** Borders of controls, hollow marks. */
  edge: ['#837C6B', '#73877B'],
  ink: ['#16281F', '#EFEADD'],
  /** Secondary text. */
  ink2: ['#47564C', '#BDC5BB'],
  /** Placeholders, axes. */
  ink3: ['#5A655C', '#9AA69C'],
  /** Links, lines, what is active. */
  pine: ['#1D5340', '#86C7A4'],
  pineFill: ['#1D5340', '#68B08C'],
  pineHover: ['#164232', '#7BC09D'],
  /** Text on any fill. */
  onPine: ['#FFFDF8', '#0E1A14'],
  /** Now, selected, past steps, individual sessions. */
  pineSoft: ['#DCE8DE', '#20382D'],
  /** Kept, done. */
  moss: ['#2D6A3E', '#93CF9B'],
  /** Owed soon. */
  amber: ['#7E5200', '#EDBE68'],
  /** Overdue, a gap. */
  clay: ['#9C3C1B', '#F2A587'],
  /** Danger to a person; rarely. */
  berry: ['#8C1D4A', '#F3A0BF'],
  /** Information, focus ring. */
  sky: ['#1D5B80', '#97C8E6'],
  // Fills are for marks and lines, never behind text.
  mossFill: ['#4B8C57', '#5FA46C'],
  amberFill: ['#A97008', '#C98F2B'],
  clayFill: ['#C05A34', '#D27650'],
  berryFill: ['#A3285C', '#D2608D'],
  skyFill: ['#3A7CA6', '#5C9AC2'],
  mossSoft: ['#E0ECD9', '#1F3624'],
  amberSoft: ['#FAEBC7', '#3A2D12'],
  claySoft: ['#F9E1D5', '#42251A'],
  berrySoft: ['#F7DEE8', '#431D2E'],
  skySoft: ['#DCEAF2', '#1B3342'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Token = keyof typeof TOKENS;

export const STATUSES = ['moss', 'amber', 'clay', 'berry', 'sky'] as const;
export type Status = (typeof STATUSES)[number];

/** The value of a token in a scheme, `#RRGGBB`. */
export const colour = (token: Token, scheme: Scheme): string => TOKENS[token][scheme === 'light' ? 0 : 1];

/** Ten shades for Mantine, light to deep. */
export const PINE = [
  '#EEF4EE', '#DCE8DE', '#B5D4C1', '#86C7A4', '#68B08C', '#3F8466', '#2A6A4E', '#1D5340', '#164232', '#0E2D22',
] as const;
export const GRAY = [
  '#FAF7F0', '#EBE5D8', '#E3DCCC', '#DBD3C2', '#837C6B', '#766F5F', '#5A655C', '#47564C', '#2C3B31', '#16281F',
] as const;
export const DARK = [
  '#EFEADD', '#BDC5BB', '#9AA69C', '#73877B', '#3A4B42', '#2C3A33', '#1B2620', '#101713', '#0C120F', '#070B09',
] as const;

/** A status colour as Mantine's ten shades. */
export function shadesOf(status: Status): string[] {
  const [text, darkText] = TOKENS[status];
  const [fill, darkFill] = TOKENS[`${status}Fill`];
  const [soft, darkSoft] = TOKENS[`${status}Soft`];
  return [soft, soft, darkText, darkText, darkFill, fill, fill, text, text, darkSoft];
}

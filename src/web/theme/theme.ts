import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core';
import { DARK, GRAY, PINE, shadesOf, STATUSES } from './tokens.ts';
import controls from './controls.module.css';

/** `autoContrast` judges by the light shade and fails in dark (white on #68B08C is 2.5:1): text on fills is ours. */
const variantColors: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input);
  return input.variant === 'filled' ? { ...usual, color: 'var(--onPine)' } : usual;
};

const tuple = (shades: readonly string[]) => shades as unknown as MantineColorsTuple;
const px = (size: number) => `${size / 16}rem`;
const families = Object.fromEntries(STATUSES.map((status) => [status, tuple(shadesOf(status))]));
const family = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif';

/** A cross alone has no name for who hears the page. */
const CLOSE = { 'aria-label': 'Close' };

export const theme = createTheme({
  colors: { ...families, pine: tuple(PINE), gray: tuple(GRAY), dark: tuple(DARK) },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 4 },
  white: '#FFFDF8',
  black: '#16281F',
  variantColorResolver: variantColors,
  fontFamily: family,
  headings: {
    fontFamily: family,
    fontWeight: '640',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: px(28), lineHeight: '1.2' },
      h2: { fontSize: px(17), lineHeight: '1.35' },
      h3: { fontSize: px(16), lineHeight: '1.35' },
      h4: { fontSize: px(16), lineHeight: '1.35' },
    },
  },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadowFloat)', lg: 'var(--shadowFloat)', xl: 'var(--shadowFloat)' },
  spacing: { xs: px(8), sm: px(12), md: px(16), lg: px(24), xl: px(40) },
  fontSizes: { xs: px(13), sm: px(15), md: px(16), lg: px(18), xl: px(21) },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.35' },
  fontWeights: { regular: '400', medium: '640', bold: '640' },
  // 700: below it a phone; 1000: below it columns stack; 1200: below it the sidebar is a rail.
  breakpoints: { xs: '30em', sm: '43.75em', md: '62.5em', lg: '75em', xl: '90em' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  // Plain objects, not `Modal.extend(…)`: that would carry every part named here into a first visit.
  components: {
    Button: { defaultProps: { variant: 'default' }, classNames: { root: controls.button } },
    Input: { classNames: { input: controls.input } },
    InputWrapper: {
      classNames: { label: controls.label, description: controls.description, error: controls.error },
    },
    Badge: { defaultProps: { variant: 'light' }, classNames: { root: controls.badge } },
    Chip: { defaultProps: { variant: 'outline' }, classNames: { label: controls.chip } },
    Checkbox: { classNames: { input: controls.box } },
    Radio: { classNames: { radio: controls.box } },
    Switch: { classNames: { track: controls.track } },
    SegmentedControl: { classNames: { root: controls.segments } },
    Drawer: { defaultProps: { closeButtonProps: CLOSE } },
    Alert: { defaultProps: { variant: 'light' } },
    Modal: { defaultProps: { centered: true, radius: 'lg', closeButtonProps: CLOSE }, classNames: { title: controls.modalTitle } },
  },
});

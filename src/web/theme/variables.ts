import type { ConvertCSSVariablesInput, MantineTheme } from '@mantine/core';
import { colour, STATUSES, TOKENS, type Scheme, type Token } from './tokens.ts';

const names = Object.keys(TOKENS) as Token[];
const use = (token: Token) => `var(--${token})`;

/**
 * Mantine's own variables set from our tokens in each scheme. Without it `light` badges and alerts are almost
 * black on black in dark, and the text of filled controls is judged by the light shade only.
 */
function variablesOf(scheme: Scheme): Record<string, string> {
  const own = Object.fromEntries(names.map((name) => [`--${name}`, colour(name, scheme)]));
  const families = Object.fromEntries([...STATUSES, 'pine' as const].flatMap((family) => Object.entries({
    [`--mantine-color-${family}-light`]: use(`${family}Soft`),
    [`--mantine-color-${family}-light-hover`]: use(`${family}Soft`),
    [`--mantine-color-${family}-light-color`]: use(family),
    [`--mantine-color-${family}-text`]: use(family),
    [`--mantine-color-${family}-outline`]: use(family),
    [`--mantine-color-${family}-outline-hover`]: use(`${family}Soft`),
    [`--mantine-color-${family}-filled`]: family === 'pine' ? use('pineFill') : use(family),
    [`--mantine-color-${family}-filled-hover`]: family === 'pine' ? use('pineHover') : use(family),
    [`--mantine-color-${family}-contrast`]: use('onPine'),
  })));
  return {
    ...own,
    ...families,
    '--mantine-primary-color-contrast': use('onPine'),
    '--mantine-color-body': use('paper'),
    '--mantine-color-text': use('ink'),
    '--mantine-color-bright': use('ink'),
    '--mantine-color-dimmed': use('ink2'),
    '--mantine-color-placeholder': use('ink3'),
    '--mantine-color-default': use('surface'),
    '--mantine-color-default-hover': use('tint'),
    '--mantine-color-default-color': use('ink'),
    '--mantine-color-default-border': use('edge'),
    '--mantine-color-anchor': use('pine'),
    '--mantine-color-error': use('clay'),
    '--mantine-color-success': use('moss'),
    '--mantine-color-disabled': use('tint'),
    '--mantine-color-disabled-color': use('ink3'),
    '--mantine-color-disabled-border': use('line'),
    '--mantine-color-gray-light': use('tint'),
    '--mantine-color-gray-light-color': use('ink2'),
    '--mantine-color-gray-text': use('ink2'),
    '--shadowFloat': scheme === 'light' ? '0 6px 20px -6px rgba(40, 32, 12, .18)' : '0 8px 24px -6px rgba(0, 0, 0, .6)',
  };
}

export const variablesResolver = (_theme: MantineTheme): ConvertCSSVariablesInput => ({
  variables: {},
  light: variablesOf('light'),
  dark: variablesOf('dark'),
});

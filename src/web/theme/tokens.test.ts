import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contrast } from './contrast.ts';
import { colour, DARK, GRAY, PINE, shadesOf, STATUSES, TOKENS, type Scheme, type Token } from './tokens.ts';

const SCHEMES: Scheme[] = ['light', 'dark'];
const SOFTS: Token[] = ['pineSoft', 'mossSoft', 'amberSoft', 'claySoft', 'berrySoft', 'skySoft'];

/** The figures of the design: [what, on what, in light, in dark]. Each is a floor, rounded to a tenth. */
const PAIRS: [Token, Token, number, number][] = [
  ['edge', 'paper', 3.7, 4.8], ['edge', 'surface', 4.1, 4.1],
  ['ink', 'paper', 13.7, 15.2], ['ink', 'surface', 15.2, 13.0],
  ['ink2', 'paper', 6.9, 10.3], ['ink2', 'surface', 7.6, 8.8],
  ['ink3', 'paper', 5.4, 7.2], ['ink3', 'surface', 6.0, 6.2], ['ink3', 'sunk', 4.9, 7.5],
  ['pine', 'paper', 7.9, 9.3], ['pine', 'surface', 8.7, 8.0], ['pine', 'pineSoft', 7.0, 6.4],
  ['pineFill', 'paper', 7.9, 7.1], ['pineFill', 'surface', 8.7, 6.1], ['onPine', 'pineFill', 8.7, 7.0],
  ['onPine', 'pineHover', 8.7, 7.0],
  ['moss', 'paper', 5.8, 10.1], ['moss', 'surface', 6.4, 8.7], ['moss', 'mossSoft', 5.3, 7.2],
  ['amber', 'paper', 6.0, 10.5], ['amber', 'surface', 6.7, 9.1], ['amber', 'amberSoft', 5.7, 7.8],
  ['clay', 'paper', 6.1, 9.1], ['clay', 'surface', 6.7, 7.8], ['clay', 'claySoft', 5.5, 7.0],
  ['berry', 'paper', 7.8, 9.2], ['berry', 'surface', 8.6, 7.9], ['berry', 'berrySoft', 6.9, 7.3],
  ['sky', 'paper', 6.5, 10.2], ['sky', 'surface', 7.2, 8.7], ['sky', 'skySoft', 6.0, 7.3],
  ...SOFTS.map((soft): [Token, Token, number, number] => ['ink', soft, 10.5, 10.5]),
  ...SOFTS.map((soft): [Token, Token, number, number] => ['ink2', soft, 6.1, 6.1]),
  ...STATUSES.flatMap((status): [Token, Token, number, number][] => [
    [`${status}Fill`, 'paper', 3.5, 4.3], [`${status}Fill`, 'surface', 3.9, 4.3],
    [`${status}Fill`, `${status}Soft`, 3.3, 3.9], ['onPine', status, 6.3, 8.9],
  ]),
];

describe('colours', () => {
  for (const scheme of SCHEMES) {
    for (const [on, under, light, dark] of PAIRS) {
      const floor = scheme === 'light' ? light : dark;
      it(`${on} on ${under} in ${scheme} is at least ${floor} to 1`, () => {
        const measured = contrast(colour(on, scheme), colour(under, scheme));
        assert.ok(measured >= floor - 0.055, `measured ${measured.toFixed(2)}`);
      });
    }
    it(`placeholder and axis text stays readable on every quiet ground in ${scheme}`, () => {
      for (const ground of ['paper', 'surface', 'sunk', 'tint'] as const) {
        assert.ok(contrast(colour('ink3', scheme), colour(ground, scheme)) >= 4.5, ground);
      }
    });
  }
  it('is written as six hexadecimal digits everywhere', () => {
    for (const pair of Object.values(TOKENS)) for (const value of pair) assert.match(value, /^#[0-9A-F]{6}$/);
  });
  it('gives Mantine ten shades of each family', () => {
    for (const shades of [PINE, GRAY, DARK, ...STATUSES.map(shadesOf)]) assert.equal(shades.length, 10);
  });
});

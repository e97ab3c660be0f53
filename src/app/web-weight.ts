/** What a browser has to fetch, in bytes as they are sent: the first visit, and each further part of the app. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type WebWeight = {
  /** Script and style that the page itself asks for. */
  first: number;
  /** Fetched while the first screen is being read. */
  rest: number;
  /** Parts fetched when they are needed, heaviest first, each without what is there once the day's first screen is. */
  parts: { name: string; bytes: number }[];
};

const STATIC = /(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g;
const LATER = /\bimport\(\s*[`"']\.\/([\w.-]+\.js)[`"']\s*\)(?:,__vite__mapDeps\(\[([\d,]*)\]\))?/g;

/**
 * @param folder a build of the web app with its compressed files beside
 * @param home the part that is shown first after signing in
 */
export function weighWeb(folder: string, home = 'Today'): WebWeight {
  const assets = join(folder, 'assets');
  const scripts = new Map(readdirSync(assets).filter((name) => name.endsWith('.js')).map((name) => [name, readFileSync(join(assets, name), 'utf8')]));
  const bytesOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + statSync(join(assets, `${name}.br`)).size, 0);
  const closure = (names: readonly string[]): Set<string> => {
    const all = new Set<string>();
    const visit = (name: string): void => {
      if (all.has(name)) return;
      all.add(name);
      for (const [, next] of (scripts.get(name) ?? '').matchAll(STATIC)) visit(next!);
    };
    names.forEach(visit);
    return all;
  };
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const first = closure([...page.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name]) => name!));
  const parts = new Map<string, Set<string>>();
  for (const text of scripts.values()) {
    const listed = [...(/m\.f=\[([^\]]*)\]/.exec(text)?.[1] ?? '').matchAll(/"(?:\.\/|assets\/|\/assets\/)([\w.-]+)"/g)].map(([, name]) => name!);
    for (const [, name, styles] of text.matchAll(LATER)) {
      const beside = (styles ?? '').split(',').filter(Boolean).flatMap((at) => listed[Number(at)] ?? []);
      parts.set(name!, closure([name!, ...beside]));
    }
  }
  const partOf = (name: string): Set<string> => [...parts].find(([file]) => file.startsWith(`${name}-`))![1];
  const shown = new Set([...first, ...partOf(home)]);
  const there = new Set([...shown, ...partOf('kit')]);
  return {
    first: bytesOf(first), rest: bytesOf(there) - bytesOf(shown),
    parts: [...parts].map(([name, all]) => ({ name: name.replace(/-[\w-]{8}\.js$/, ''), bytes: bytesOf([...all].filter((one) => !there.has(one))) }))
      .toSorted((a, b) => b.bytes - a.bytes),
  };
}

/**
 * Finds a Chromium that browser tests can drive: one that is named or installed, else one from the system's
 * packages (as root), else the one packed into the npm package `@sparticuz/chromium`.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const ROOT = join(import.meta.dirname, '..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = ['/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/**
 * The path of a Chromium that starts and shows text. Test files get it as `CHROMIUM_PATH`.
 * @param say told what takes long
 */
export async function findChromium(say: (message: string) => void): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    const trouble = await whyNot(named);
    if (trouble) throw new Error(`CHROMIUM_PATH names ${named}, which does not work: ${trouble}`);
    return named;
  }
  const tried: string[] = [];
  const firstOf = async (paths: string[]): Promise<string | null> => {
    for (const path of paths) {
      const trouble = await whyNot(path);
      if (!trouble) return path;
      tried.push(`${path}: ${trouble}`);
    }
    return null;
  };
  const installed = await firstOf(installedPaths());
  if (installed) return installed;

  if (process.getuid?.() === 0 && onPath('apt-get')) {
    say('No Chromium here; installing the system\'s package chromium …');
    const trouble = installPackage();
    if (trouble) tried.push(`apt-get install chromium: ${trouble}`);
    const found = await firstOf(installedPaths());
    if (found) return found;
  }
  if (process.platform === 'linux') {
    const packed = unpack(tried, say);
    const found = packed && await firstOf([packed]);
    if (found) return found;
  }
  throw new Error('The browser tests need Chromium and none works here. Install the package chromium '
    + '(or Google Chrome), or name one with CHROMIUM_PATH. What was tried:\n'
    + (tried.map((t) => `  - ${t}`).join('\n') || '  - nothing is installed'));
}

function installedPaths(): string[] {
  const found = [...NAMES.map(onPath), ...PLACES.filter((path) => existsSync(path))];
  return [...new Set(found.filter((path) => path !== null))];
}

function onPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** What stands in the way of driving this browser; null if nothing does. */
async function whyNot(executablePath: string): Promise<string | null> {
  try {
    const browser = await chromium.launch({ executablePath, timeout: 30_000 });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>Stepwell</p>');
      return (await page.innerText('p')) === 'Stepwell' ? null : 'it starts, but draws no text (no fonts?)';
    } finally {
      await browser.close();
    }
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.find((line) => /error while loading|cannot open|No such file|EACCES/i.test(line)) ?? lines[0]!;
  }
}

function installPackage(): string | null {
  const apt = (...args: string[]) => spawnSync('apt-get', args, {
    encoding: 'utf8', timeout: 600_000, stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  apt('update', '-qq');
  const run = apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation');
  return run.status === 0 ? null : run.stderr.trim().split('\n').at(-1) ?? 'it failed';
}

/** Unpacks the packaged Chromium with the libraries it needs, and a small script that starts it with them. */
function unpack(tried: string[], say: (message: string) => void): string | null {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')) as
    { version: string };
  const folder = cacheFolder(`chromium-${version}`);
  const start = join(folder, 'start');
  if (existsSync(start)) return start;
  say('No Chromium here; unpacking the one that came with the npm packages …');
  // The package unpacks into the temporary folder, and its libraries only where it believes to run in a "lambda".
  const run = spawnSync(process.execPath, ['--input-type=module', '-e',
    `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  if (run.status !== 0) {
    tried.push(`@sparticuz/chromium: ${run.stderr.split('\n').find((line) => line.includes('Error')) ?? 'it failed'}`);
    return null;
  }
  const quoted = `'${folder.replaceAll("'", `'\\''`)}'`;
  writeFileSync(join(folder, 'fonts/fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>\n`);
  writeFileSync(start, `#!/bin/sh
here=${quoted}
export LD_LIBRARY_PATH="$here/al2023/lib:$here" FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"\n`);
  chmodSync(start, 0o755);
  return start;
}

/** A folder of ours to keep it in: in the clone if that may be written to. */
function cacheFolder(name: string): string {
  const near = join(ROOT, '.stepwell', name);
  try {
    mkdirSync(near, { recursive: true });
    accessSync(near, constants.W_OK);
    return near;
  } catch {
    const far = join(tmpdir(), `stepwell-${process.getuid?.()}-${name}`);
    mkdirSync(far, { recursive: true, mode: 0o700 });
    return far;
  }
}

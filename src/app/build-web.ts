/** Builds the browser's half when its sources have changed since the last build. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip as zlibGzip } from 'node:zlib';

const ROOT = join(import.meta.dirname, '../..');
export const WEB_FOLDER = join(ROOT, 'dist/web');
const STAMP = join(WEB_FOLDER, '.stamp');
/** Another number is another way of building: what was built before is built again. */
const WAY = '3';

/** What a build is made from. Tests, handlers and SQL are not in it, so changing them builds nothing. */
const SOURCES = ['index.html', 'vite.config.ts', 'package-lock.json', 'src/app/web.tsx', 'src/web/**/*', 'src/shared/*',
  'src/capabilities/*/*.ts', 'src/capabilities/*/screens/**/*'];
const NOT_IN_BROWSER = /\.test\.tsx?$|\/(store|handlers|jobs)\.ts$/;

/**
 * @param say told what takes long
 * @returns whether something was built
 */
export async function buildWebIfStale(say: (message: string) => void): Promise<boolean> {
  const wanted = stampOf();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return false;
  say('Building the web app (after a change of its sources only) …');
  // Beside the old one, then swapped: a page that is being served never finds half a build.
  const making = `${WEB_FOLDER}.${process.pid}`;
  try {
    await build(making);
    await compressAll(making);
    writeFileSync(join(making, '.stamp'), wanted);
    rmSync(WEB_FOLDER, { recursive: true, force: true });
    renameSync(making, WEB_FOLDER);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return true;
}

function stampOf(): string {
  const hash = createHash('sha256').update(WAY);
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of [...new Set(files)].filter((f) => !NOT_IN_BROWSER.test(f)).sort()) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function build(outDir: string): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', outDir,
    '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' },
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => { output += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { output += text.toString(); });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => {
      if (code === 0) done();
      else fail(new Error(`The web app could not be built:\n${output.trim().split('\n').slice(-30).join('\n')}`));
    });
  });
}

/** Script and style lie there as they are sent: whoever asks for an address with `.br` or `.gz` behind it gets no other thing. */
async function compressAll(folder: string): Promise<void> {
  const files = globSync('**/*.{js,css,svg,webmanifest}', { cwd: folder }).map((name) => join(folder, name));
  await Promise.all(files.map(async (file) => {
    const text = await readFile(file);
    const [br, gz] = await Promise.all([
      brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }), gzip(text, { level: 9 })]);
    await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
  }));
}

/** Of 11; the last steps take five times as long for a few percent. */
const BROTLI_QUALITY = 11;
const [brotli, gzip] = [promisify(brotliCompress), promisify(zlibGzip)];

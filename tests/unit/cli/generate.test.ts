import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { idxHeader, idxLabelHeader } from '../../../src-main/files/idx/idx-headers.js';
import { npyHeader, npyLabelHeader } from '../../../src-main/files/npy.js';
import { decodeGreyPng } from '../../../src-main/service/images/png.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { conditionalService, fakeService } from './fake-service.js';
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
    ...{ hand: null, slant: null, strokeWidth: null },
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
    ...{ hand: null, slant: null, strokeWidth: null, classes: null },
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
    await expect.poll(() => samples()).toBe(2);
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

/** Of a model that knows the labels. */
const ask = async (args: readonly string[], fake = conditionalService()) => {
  const root = temporaryFolder();
  const run = await runMain(
    ['generate', '--model', 'm', '--out', path.join(root, 'out'), ...args],
    {
      fake,
    },
  );
  return { ...run, root, out: path.join(root, 'out') };
};

test('the grid of a conditional model has a class in each column and a hand in each row', async () => {
  const size = (out: string) => {
    const { width, height } = decodeGreyPng(fs.readFileSync(out));
    return [height / 28, width / 28];
  };
  const usual = await ask(['--seed', '5']);
  expect(usual.stdout).toBe(
    `Wrote ${usual.out}: 4 x 10 digits, seed 5: 0 to 9 in the hands 5 to 8.\n`,
  );
  expect(size(usual.out)).toEqual([4, 10]);
  expect(usual.input('digits.sample')).not.toHaveProperty('labels', expect.anything());

  const two = await ask(['--seed', '5', '--classes', '8, 3', '--rows', '1']);
  expect(two.stdout).toContain('1 x 2 digits, seed 5: 8, 3 in the hand 5.');
  expect(two.input('digits.sample')).toMatchObject({ labels: [8, 3], count: 2 });

  const wide = await ask(['--columns', '3', '--seed', '4294967295']);
  expect(wide.stdout).toContain(
    '4 x 3 digits, seed 4294967295: 0 to 9 in the hands 4294967295 to 0.',
  );
});

test('--hand, --slant and --stroke-width are asked for and told', async () => {
  const one = await ask(['--hand', '7', '--slant', '-1', '--stroke-width', '0.5', '--seed', '5']);
  expect(one.input('digits.sample')).toMatchObject({ hand: 7, slant: -1, strokeWidth: 0.5 });
  expect(one.stdout).toContain('seed 5: 0 to 9 in the hand 7.');
  const each = await ask(['--hand', 'each', '--classes', '3,8', '--json']);
  expect(each.input('digits.sample')).toMatchObject({ hand: 'each' });
  expect(each.json()).toMatchObject([
    { classes: [3, 8], hand: 'each', slant: null, strokeWidth: null, rows: 4, columns: 2 },
  ]);
  const told = await ask(['--hand', 'each', '--seed', '5']);
  expect(told.stdout).toContain('seed 5: 0 to 9 in a hand each.');
});

test.each([
  ['idx', 'digits-idx3-ubyte', 'digits-idx1-ubyte', idxLabelHeader],
  ['idx', 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte', idxLabelHeader],
  ['idx', 'plain', 'plain.labels', idxLabelHeader],
  ['npy', 'digits.npy', 'digits.labels.npy', npyLabelHeader],
] as const)('--labels with %s: those of %s go into %s', async (format, name, beside, header) => {
  const root = temporaryFolder();
  const [out, labels] = [path.join(root, name), path.join(root, beside)];
  fs.writeFileSync(labels, 'an older file is replaced');
  const args = ['generate', '--count', '600', '--format', format, '--labels', '--out', out];
  const run = await runMain([...args, '--classes', '3,8,1'], { fake: conditionalService() });
  expect(run.stdout).toMatch(/600 digits .*: 3, 8, 1 in the hands \d+ to \d+\.\nWrote /);
  expect(run.stdout).toContain(`Wrote ${labels}: their labels.\n`);
  const expected = Uint8Array.from({ length: 600 }, (_, i) => [3, 8, 1][i % 3] ?? 0);
  expect(fs.readFileSync(labels).equals(Buffer.concat([header(600), expected]))).toBe(true);
  expect(fs.readdirSync(root).sort()).toEqual([beside, name].sort());
  const json = await runMain([...args, '--json'], { fake: conditionalService({}, [2, 5]) });
  expect(json.json()).toMatchObject([{ out, labels, classes: [2, 5], format }]);
});

test('--labels beside standard output are refused: no file can lie there', async () => {
  const args = ['generate', '--count', '5', '--format', 'npy', '--labels', '--out', '-'];
  const { code, stderr, fake } = await runMain(args, { fake: conditionalService() });
  expect(code).toBe(2);
  expect(stderr).toMatch(/beside - no file can lie/);
  expect(fake.calls).toEqual([]);
});

test('--labels with png: a table in the folder, with the hands', async () => {
  const { stdout, out } = await ask(
    ['--count', '5', '--labels', '--seed', '7'],
    conditionalService({}, [3, 8]),
  );
  expect(stdout).toContain(`Wrote ${path.join(out, 'labels.csv')}: their labels.`);
  expect(fs.readdirSync(out)).toHaveLength(6);
  expect(fs.readFileSync(path.join(out, 'labels.csv'), 'utf8')).toBe(
    [
      'file,label,hand',
      ...['000000.png,3,7', '000001.png,8,7', '000002.png,3,8', '000003.png,8,8', '000004.png,3,9'],
      '',
    ].join('\n'),
  );
  const one = await ask(['--count', '2', '--labels', '--hand', '1']);
  expect(fs.readFileSync(path.join(one.out, 'labels.csv'), 'utf8')).toMatch(/0,1\n.*1,1\n$/);
});

test.each(['png', 'npy', 'idx'])(
  'neither digits nor labels stay when %s is not finished',
  async (format) => {
    const fake = conditionalService({
      'digits.sample': ({ first, count }) => {
        if (first > 0) throw new AppError('ENGINE_DIED', "The engine's process ended.");
        return new Uint8Array(count * 784);
      },
    });
    const { code, root } = await ask(['--count', '300', '--labels', '--format', format], fake);
    expect({ code, files: fs.readdirSync(root) }).toEqual({ code: 1, files: [] });
  },
);

test('digits whose labels can not be written are not written either', async () => {
  const root = temporaryFolder();
  fs.mkdirSync(path.join(root, 'digits.labels.npy', 'taken'), { recursive: true });
  const out = path.join(root, 'digits.npy');
  const args = ['generate', '--count', '2', '--format', 'npy', '--labels', '--out', out];
  const { code, stderr } = await runMain(args, { fake: conditionalService() });
  expect(code).toBe(1);
  expect(stderr).toContain("digits.labels.npy can't be written");
  expect(fs.readdirSync(root)).toEqual(['digits.labels.npy']);
});

test('a model that draws what comes has no labels to write: said before an engine is needed', async () => {
  const { code, stderr, root, fake } = await ask(['--count', '2', '--labels'], fakeService());
  expect({ code, files: fs.readdirSync(root) }).toEqual({ code: 1, files: [] });
  expect(stderr).toContain('This model draws what comes: its digits have no labels.');
  expect(fake.calls.map(({ name }) => name)).toEqual(['model.find']);
});

test('a class that the model does not know is the error of the service, and nothing is written', async () => {
  const fake = conditionalService({
    'digits.sample': () => {
      throw new AppError('INVALID_MODEL', 'This model knows no 12.');
    },
  });
  for (const args of [[], ['--count', '3', '--format', 'idx', '--labels']]) {
    const { code, stderr, root } = await ask(['--classes', '3,12', ...args], fake);
    expect({ code, files: fs.readdirSync(root) }).toEqual({ code: 1, files: [] });
    expect(stderr).toBe('digits: This model knows no 12.\n');
  }
});

test('the latest run is told by its name', async () => {
  const out = path.join(temporaryFolder(), 'grid.png');
  const run = await runMain(['generate', '--model', 'latest', '--out', out]);
  expect(run.code).toBe(0);
  expect(run.input('model.find')).toEqual({ model: 'latest' });
  expect(run.stderr).toContain('Model: "evening"');
});

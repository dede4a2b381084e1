import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeGreyPng } from '../../src-main/service/images/png.js';
import { digits } from '../helpers/digits-command.js';
import { useDigitsHere } from '../helpers/digits-here.js';
import { useTrainedRun } from '../helpers/trained-run.js';

/** Two steps, of the first images among which there is every digit. */
const size = ['--limit-images', '20', '--batch-size', '10'];
const dataFolder = useTrainedRun(['--kind', 'conditional', ...size]);

const run = useDigitsHere(dataFolder);

/** A process of its own, with an engine of its own. */
const start = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  digits(args, { dataFolder, env }).exit;

/** What a command gives that must succeed. */
async function successful<Result extends { code: number | null; output: string }>(
  running: Promise<Result>,
): Promise<Result> {
  const result = await running;
  expect(result.code, result.output).toBe(0);
  return result;
}
const good = (args: string[]) => successful(run(args));

const file = (name: string) => readFileSync(join(dataFolder, name));
const javascript = { DIGITS_ENGINE: 'javascript' };

describe('digits generate', () => {
  it('draws a grid of 28-pixel tiles as 8-bit grey PNG, the same bytes from the same seed', async () => {
    const grids = ['generate', '--model', 'tiny', '--rows', '2', '--columns', '3', '--seed', '5'];
    for (const out of ['a.png', 'b.png']) await good([...grids, '--out', out]);
    const grid = decodeGreyPng(file('a.png'));
    expect([grid.width, grid.height]).toEqual([84, 56]);
    expect(file('a.png').subarray(24, 26)).toEqual(Buffer.from([8, 0])); // bit depth, colour type
    expect(file('b.png')).toEqual(file('a.png'));
  });

  it('writes single digits of which the first ten of a hundred are the ten', async () => {
    for (const count of ['10', '100']) {
      await good([
        'generate',
        '--count',
        count,
        '--format',
        'npy',
        '--seed',
        '5',
        '--out',
        `${count}.npy`,
      ]);
    }
    const header = 128;
    const ten = file('10.npy').subarray(header);
    expect(ten).toHaveLength(7840);
    expect(file('100.npy').subarray(header, header + 7840)).toEqual(ten);
    await good(['generate', '--count', '10', '--format', 'idx', '--seed', '5', '--out', 'ten-idx']);
    expect(file('ten-idx').subarray(16)).toEqual(ten);
    await good(['generate', '--count', '10', '--format', 'png', '--seed', '5', '--out', 'ten']);
    expect(readdirSync(join(dataFolder, 'ten'))).toHaveLength(10);
    expect(Buffer.from(decodeGreyPng(file('ten/000009.png')).pixels)).toEqual(ten.subarray(-784));
  });
});

/** Two steps of training write nothing that can be read. */
const raw = ['--legibility', 'off', '--ink-threshold', '1'];

describe('digits compose', () => {
  it('writes a number under its default name, the same again from the same seed', async () => {
    const args = ['compose', '--digits', '7', '--seed', '3', ...raw];
    await good(args);
    const first = file('generated_number_with_7_digits.png');
    await good(args);
    expect(file('generated_number_with_7_digits_seed_3.png')).toEqual(first);
    const image = decodeGreyPng(first);
    expect(image.height).toBe(28);
    await good([...args, '--thousands-spacing', 'off', '--out', 'narrow.png']);
    expect(decodeGreyPng(file('narrow.png')).width).toBe(image.width - 2 * 10);
  });

  it('writes a list as drawings with a table of them, and on pages', async () => {
    writeFileSync(join(dataFolder, 'list.txt'), '1,5\r\n\r\n48\r\n');
    const list = ['compose', '--list', 'list.txt', '--seed', '3', ...raw];
    await good([...list, '--out-dir', 'list', '--pattern', '{index} {number}', '--format', 'svg']);
    const [names, first, second] = String(file('list/numbers.csv')).split('\n');
    expect(names).toBe('file,number,seed,hand,width,height');
    expect(first).toMatch(/^"1 1,5\.svg","1,5",3,3,\d+,112$/);
    expect(second).toMatch(/^2 48\.svg,48,4,4,\d+,112$/);
    expect(String(file('list/2 48.svg'))).toContain('<title>48</title>');
    const { stdout } = await good([...list, '--sheet', 'a4', '--labels']);
    expect(stdout).toBe('Wrote numbers.pdf: 2 numbers on one page.\n');
    expect(file('numbers.pdf').subarray(0, 4).toString()).toBe('%PDF');
  });

  it('says so when a model draws empty digits, and writes nothing', async () => {
    // Two steps of training leave the digits grey: none reaches full white.
    const args = ['compose', '--model', 'tiny', '--ink-threshold', '255', '--out', 'none.png'];
    const { code, output } = await run(args);
    expect(code).toBe(1);
    expect(output).toMatch(/draws empty digits/);
    expect(existsSync(join(dataFolder, 'none.png'))).toBe(false);
  });
});

describe('digits compose --number', () => {
  it('names the digits that a model does not write, and writes nothing', async () => {
    const args = ['compose', '--model', 'tiny', '--number', '0123456789', ...['--legibility', '1']];
    const { code, output } = await run([...args, '--ink-threshold', '1', '--out', 'never.png']);
    expect(code).toBe(1);
    expect(output).toMatch(/This model writes (no|hardly any) legible [\d, or]+: /);
    expect(existsSync(join(dataFolder, 'never.png'))).toBe(false);
  });
});

describe('a conditional model', () => {
  const npy = ['generate', '--model', 'tiny', '--seed', '5', '--format', 'npy', '--count'];
  const digitsIn = (name: string) => file(name).subarray(128);

  it('draws the classes that are asked for, and writes what they are beside them', async () => {
    // By the model that comes with the program: one of two steps draws all hands alike.
    const drawn = npy.filter((word) => word !== '--model' && word !== 'tiny');
    await good([...drawn, '12', '--classes', '3,8', '--labels', '--out', 'asked.npy']);
    expect([...digitsIn('asked.labels.npy')]).toEqual([3, 8, 3, 8, 3, 8, 3, 8, 3, 8, 3, 8]);
    await good([...drawn, '12', '--classes', '3', '--hand', '5', '--out', 'one.npy']);
    // The first is the seed's own hand, the later ones are others.
    const [both, one] = [digitsIn('asked.npy'), digitsIn('one.npy')];
    expect(one.subarray(0, 784)).toEqual(both.subarray(0, 784));
    expect(one.subarray(2 * 784, 3 * 784)).not.toEqual(both.subarray(2 * 784, 3 * 784));
    await good([
      ...drawn,
      '12',
      '--classes',
      '3',
      '--hand',
      '5',
      '--slant',
      '2',
      '--out',
      'bent.npy',
    ]);
    expect(digitsIn('bent.npy')).not.toEqual(one);
  });

  it('has a column for each class in its picture', async () => {
    await good(['generate', '--model', 'tiny', '--out', 'ten.png']);
    expect(decodeGreyPng(file('ten.png'))).toMatchObject({ width: 280, height: 112 });
  });

  it('is said to be one, with its labels', async () => {
    const [run] = (await good(['runs', '--json'])).stdout.split('\n');
    const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(JSON.parse(run ?? '')).toMatchObject({ kind: 'conditional', labels });
    const described = await good(['describe', '--model', 'tiny', '--json']);
    expect(JSON.parse(described.stdout)).toMatchObject({ condition: { noiseDim: 100, labels } });
  });

  it('writes a number in the hand that is asked for', async () => {
    const args = ['compose', '--model', 'tiny', '--number', '48', '--json', ...raw];
    const { stdout } = await good([...args, '--hand', '7', '--slant', '1', '--out', 'hand.png']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ number: '48', hand: 7, slant: 1, strokeWidth: expect.any(Number) },
      written: [{ asked: { label: 4, hand: 7 } }, { asked: { label: 8, hand: 7 } }],
    });
  });

  it('says what it does not know', async () => {
    const unknown = await run([...npy, '4', '--classes', '3,12', '--labels', '--out', 'no.npy']);
    expect(unknown).toMatchObject({ code: 1, output: expect.stringMatching(/knows no 12: /) });
    expect(readdirSync(dataFolder).filter((name) => name.includes('no.'))).toEqual([]);
  });
});

describe('a model of images alone', () => {
  it('refuses what it can not be asked for', async () => {
    const size = [
      '--preset',
      'tiny',
      '--limit-images',
      '8',
      '--batch-size',
      '4',
      '--guidance',
      '0',
    ];
    await good(['train', '--kind', 'gan', ...size, '--epochs', '1', '--out', 'plain']);
    const model = ['--model', join(dataFolder, 'plain'), '--out', 'never'];
    for (const [args, words] of [
      [['generate', ...model, '--count', '2', '--labels'], /its digits have no labels/],
      [['generate', ...model, '--classes', '3'], /can't be asked for labels: /],
      [['compose', ...model, '--hand', '5', '--slant', '1'], /for a hand, a slant: /],
    ] as const) {
      const { code, output } = await run([...args]);
      expect({ code, written: existsSync(join(dataFolder, 'never')) }).toEqual({
        code: 1,
        written: false,
      });
      expect(output).toMatch(words);
    }
  });
});

describe('without the native engine', () => {
  const plainly = useDigitsHere(dataFolder, javascript);

  it('a number is chosen and written too', async () => {
    const args = ['compose', '--digits', '3', '--seed', '3', '--json', ...raw];
    const parse = ({ stdout }: { stdout: string }) => JSON.parse(stdout).written;
    const native = parse(await good(args));
    const plain = parse(await successful(plainly(args)));
    expect(plain).toHaveLength(3);
    for (const [i, { index, digit, confidence }] of plain.entries()) {
      expect({ index, digit }).toEqual({ index: native[i].index, digit: native[i].digit });
      expect(Math.abs(confidence - native[i].confidence)).toBeLessThan(0.02);
    }
  });

  it('generating works, on the same digits within a grey level or two', async () => {
    await good([
      'generate',
      '--count',
      '4',
      '--format',
      'npy',
      '--seed',
      '5',
      '--out',
      'native.npy',
    ]);
    const plain = ['generate', '--count', '4', '--format', 'npy', '--seed', '5', '--out', 'js.npy'];
    await successful(plainly(plain));
    const native = file('native.npy').subarray(128);
    const difference = file('js.npy')
      .subarray(128)
      .map((value, i) => Math.abs(value - (native[i] ?? 0)));
    expect(Math.max(...difference)).toBeLessThanOrEqual(2);
  });

  it('training says why it is not to be had, and can be forced', async () => {
    const train = [
      'train',
      '--preset',
      'tiny',
      '--limit-images',
      '8',
      '--batch-size',
      '4',
      '--max-steps',
      '1',
      '--guidance',
      '0',
    ];
    const refused = await start([...train, '--json'], javascript);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'ENGINE_UNAVAILABLE' } });
    const forced = await successful(plainly([...train, '--force', '--json']));
    expect(forced.stdout).toContain('"backend":"javascript"');
    const doctor = await start(['doctor', '--json'], javascript);
    expect(doctor.code).toBe(1);
    expect(JSON.parse(doctor.stdout)).toMatchObject({
      canTrain: false,
      engine: { backend: 'javascript' },
    });
  });
});

describe('digits doctor', () => {
  it('exits 0 when training can run natively, with what scripts read', async () => {
    const report = JSON.parse((await successful(start(['doctor', '--json']))).stdout);
    expect(report).toMatchObject({
      canTrain: true,
      engine: { backend: 'tensorflow', version: '2.21.0', device: 'cpu', path: expect.any(String) },
      processor: {
        model: expect.any(String),
        cores: expect.any(Number),
        features: expect.any(Array),
      },
      precision: { auto: expect.any(String), available: expect.arrayContaining(['float32']) },
      cache: { path: expect.any(String), bytes: expect.any(Number) },
      alternatives: expect.any(Array),
    });
  });
});

describe('what is wrong is said in one paragraph, with the exit code of its kind', () => {
  const cases: [string, string[], number, RegExp][] = [
    ['an unknown option', ['train', '--epohcs', '3'], 2, /--epohcs/],
    [
      'a value out of bounds',
      ['train', '--beta1', '1.5'],
      2,
      /--beta1 must be a number from 0 to 0.999/,
    ],
    ['a missing model', ['generate', '--model', 'nowhere'], 1, /nowhere/],
    ['a Keras folder', ['generate', '--model', 'keras'], 1, /generator\.keras/],
    ['a half-written model', ['generate', '--model', 'half'], 1, /model\.json/],
    ['a corrupt IDX file', ['train', '--data', 'broken', '--preset', 'tiny'], 1, /two zero bytes/],
    [
      'an out folder that is not empty',
      ['train', '--out', 'half', '--preset', 'tiny'],
      1,
      /not empty/,
    ],
    [
      'a place that cannot be written',
      ['generate', '--out', 'plain-file/grid.png'],
      1,
      /plain-file/,
    ],
    ['a run that is none', ['resume', 'half'], 2, /half is a model from elsewhere/],
    ['an unreadable configuration', ['train', '--config', 'config.json'], 2, /epochz/],
  ];
  beforeAll(async () => {
    for (const name of ['keras', 'half/generator', 'broken']) {
      await mkdir(join(dataFolder, name), { recursive: true });
    }
    await writeFile(join(dataFolder, 'keras', 'generator.keras'), 'PK');
    await writeFile(join(dataFolder, 'half', 'generator', 'model.json'), '{"modelTop');
    await writeFile(join(dataFolder, 'broken', 'train-images-idx3-ubyte'), 'not an IDX file');
    await writeFile(join(dataFolder, 'plain-file'), '');
    await writeFile(join(dataFolder, 'config.json'), '{"epochz": 3}');
  });
  for (const [what, args, expected, message] of cases) {
    it(`for ${what}`, async () => {
      const { code, output } = await run(args);
      expect(code, output).toBe(expected);
      expect(output).toMatch(message);
      expect(output).not.toMatch(/^\s+at /m); // no stack trace
    });
  }
});

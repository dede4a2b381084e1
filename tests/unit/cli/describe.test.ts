import { expect, test } from 'vitest';
import { describePreset } from '../../../src-main/service/describe-networks.js';
import { fakeService } from './fake-service.js';
import { runMain } from './run-main.js';

test('classic, the way Keras prints it, without a service', async () => {
  const { code, stdout, opened } = await runMain(['describe', '--preset', 'classic']);
  expect({ code, opened }).toEqual({ code: 0, opened: 0 });
  for (const line of [
    'Model: "generator"',
    ' Total params: 22,428,288 (85.56 MB)',
    ' Trainable params: 22,326,144 (85.17 MB)',
    ' Non-trainable params: 102,144 (399.00 KB)',
    'Model: "discriminator"',
    ' Total params: 4,108,289 (15.67 MB)',
    ' Non-trainable params: 0 (0.00 B)',
  ]) {
    expect(stdout.split('\n')).toContain(line);
  }
  expect(stdout).toMatch(/│ reshape \(Reshape\) +│ \(None, 7, 7, 1024\) +│ +0 │/);
  expect(stdout).toMatch(/│ dense \(Dense\) +│ \(None, 50176\) +│ +5,017,600 │/);
  // The lines of one table are equally long.
  const lengths = stdout
    .split('\n\n')[1]
    ?.split('\n')
    .filter((line) => /[┏┃┡│├└]/.test(line));
  expect(new Set(lengths?.map((line) => line.length)).size).toBe(1);
});

test('--json has exact totals and the layers without their weights', async () => {
  const { json } = await runMain(['describe', '--preset', 'classic', '--json']);
  expect(json()).toMatchObject([
    {
      preset: 'classic',
      generator: {
        parameters: 22_428_288,
        trainable: 22_326_144,
        nonTrainable: 102_144,
        bytes: 89_713_152,
      },
      discriminator: { parameters: 4_108_289, trainable: 4_108_289, nonTrainable: 0 },
    },
  ]);
  expect(json()).toHaveProperty('0.generator.layers.0', {
    name: 'dense',
    type: 'Dense',
    outputShape: [50_176],
    parameters: 5_017_600,
  });
});

test('--noise-dim changes the first layer', async () => {
  const { json } = await runMain([
    'describe',
    '--preset',
    'classic',
    '--noise-dim',
    '10',
    '--json',
  ]);
  expect(json()).toHaveProperty('0.generator.layers.0.parameters', 501_760);
});

test('--kind conditional: what a preset has more, and what its input consists of', async () => {
  const describe = async (...args: string[]) => {
    const { json, stdout } = await runMain(['describe', '--preset', 'compact', ...args]);
    return args.includes('--json') ? json() : stdout;
  };
  expect(await describe('--json')).toEqual(await describe('--json', '--kind', 'gan'));
  expect(await describe('--json')).toMatchObject([{ condition: null }]);
  // 92 inputs more, of 6,272 units each: 10 labels, 8 allographs of each, 2 traits.
  const [gan, conditional] = [
    describePreset({ preset: 'compact', noiseDim: 100 }),
    describePreset({ preset: 'compact', noiseDim: 100, kind: 'conditional' }),
  ];
  expect(conditional.generator.parameters - gan.generator.parameters).toBe(92 * 6_272);
  expect(await describe('--json', '--kind', 'conditional')).toMatchObject([
    {
      condition: { noiseDim: 100, handDim: 80, labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
      generator: { parameters: conditional.generator.parameters },
      discriminator: { parameters: conditional.discriminator?.parameters },
    },
  ]);
  expect(await describe('--kind', 'conditional')).toContain(
    "The generator's input has 192 numbers: a latent vector of 100 (the first 80 are the hand's), one for each of the labels 0 to 9, 8 for the allographs of each label, slant and stroke width.",
  );
  expect(await describe()).not.toContain("The generator's input");
  expect(await runMain(['describe', '--kind', 'both'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--kind must be one of gan, conditional, not "both".'),
  });
});

test('--model asks the service; a generator alone has one table', async () => {
  const { generator } = describePreset({ preset: 'tiny', noiseDim: 100 });
  const fake = fakeService({
    'networks.describe': () => ({ preset: null, condition: null, generator, discriminator: null }),
  });
  const run = await runMain(['describe', '--model', 'folder'], { fake });
  expect(run.input('networks.describe')).toEqual({ model: 'folder' });
  expect(run.stdout.match(/Model:/g)).toHaveLength(1);
  const { json } = await runMain(['describe', '--model', 'folder', '--json'], { fake });
  expect(json()).toMatchObject([{ preset: null, discriminator: null }]);
});

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

test('--model asks the service; a generator alone has one table', async () => {
  const { generator } = describePreset({ preset: 'tiny', noiseDim: 100 });
  const fake = fakeService({
    'networks.describe': () => ({ preset: null, generator, discriminator: null }),
  });
  const run = await runMain(['describe', '--model', 'folder'], { fake });
  expect(run.input('networks.describe')).toEqual({ model: 'folder' });
  expect(run.stdout.match(/Model:/g)).toHaveLength(1);
  const { json } = await runMain(['describe', '--model', 'folder', '--json'], { fake });
  expect(json()).toMatchObject([{ preset: null, discriminator: null }]);
});

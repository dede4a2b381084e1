import { mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { removeOldUploads } from '../../../src-main/server/uploads/uploads-directory.js';
import { describePreset } from '../../../src-main/service/describe-networks.js';
import { freeSpace } from '../../../src-main/setup/machine.mjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import { uploadPieceBytes } from '../../../src-shared/contract/upload-commands.js';
import { served } from './served.js';
import {
  begin,
  runFiles,
  runRecord,
  sizeOf,
  tinyNetworks,
  upload,
  uploading,
} from './uploading.js';

vi.mock('../../../src-main/setup/machine.mjs', { spy: true });

const refused = (message: RegExp, code = 'BAD_INPUT') => ({
  ok: false,
  error: { code, message: expect.stringMatching(message) },
});

describe('an upload', () => {
  test('becomes a run of the data directory, file by file, and every page hears of it', async () => {
    const { call, open, inside, dataFolder } = await uploading();
    const other = await open();
    const files = runFiles();
    const reply = await upload(call, files);
    expect(reply).toMatchObject({
      ok: true,
      value: { id: 'evening', place: 'data', state: 'finished', hasModel: true, lastPicture: 1 },
    });
    for (const [file, bytes] of Object.entries(files)) {
      if (file === 'run.json') continue;
      const found = new Uint8Array(readFileSync(join(dataFolder, 'runs', 'evening', file)));
      expect(found).toEqual(bytes);
    }
    expect(inside('uploads')).toEqual([]);
    await vi.waitFor(() => expect(other.events).toEqual([{ kind: 'runs' }]));
  });

  test('is put together from pieces in their order', async () => {
    const { call, dataFolder } = await uploading();
    const files = runFiles();
    const weights =
      files['generator/weights.bin']?.map((_, index) => index % 251) ?? new Uint8Array();
    files['generator/weights.bin'] = weights;
    const id = await begin(call, { bytes: sizeOf(files) });
    const writes = Object.entries(files).flatMap(([file, bytes]) => {
      const pieces = file.endsWith('weights.bin') ? 7 : 1;
      const size = Math.ceil(bytes.length / pieces);
      return Array.from({ length: pieces }, (_, i) =>
        // Not waited for, as over a slow line.
        call('upload.write', { id, file, bytes: bytes.subarray(i * size, (i + 1) * size) }),
      );
    });
    for (const reply of await Promise.all(writes)) expect(reply).toEqual({ ok: true });
    expect(await call('upload.finish', { id })).toMatchObject({ ok: true });
    const found = readFileSync(join(dataFolder, 'runs', 'evening', 'generator', 'weights.bin'));
    expect(new Uint8Array(found)).toEqual(weights);
  });

  test('takes the largest piece that the contract allows, and none larger', async () => {
    const { call } = await uploading();
    const id = await begin(call, { bytes: 2 * uploadPieceBytes });
    const file = 'checkpoints/step-00000001/generator-adam.bin';
    const piece = new Uint8Array(uploadPieceBytes);
    expect(await call('upload.write', { id, file, bytes: piece })).toEqual({ ok: true });
    const larger = new Uint8Array(uploadPieceBytes + 1);
    expect(await call('upload.write', { id, file, bytes: larger })).toMatchObject(refused(/./));
  });

  test('gets a name of its own where its own is taken, or can not be one', async () => {
    const { call, inside } = await uploading();
    const names = ['evening', 'evening', 'x/../../y', '  spaced.  ', 'n'.repeat(150), ''];
    const ids: string[] = [];
    for (const name of names) {
      const reply = await upload(call, runFiles(), { name });
      ids.push(((reply as { value: unknown }).value as RunSummary).id);
    }
    const expected = ['evening', 'evening-2', 'evening-3', 'spaced', 'n'.repeat(90), 'evening-4'];
    expect(ids).toEqual(expected);
    expect(inside('runs')).toEqual([...expected].sort());
  });

  test('trains nothing here, and names no folder of the machine that it comes from', async () => {
    const { call, dataFolder } = await uploading();
    const record = runRecord({
      state: 'training',
      dataset: { name: 'Own', images: 120, sha256: 'ab', folder: '/etc' },
      note: 'kept',
    } as never);
    expect(await upload(call, runFiles(record), { name: 'mine' })).toMatchObject({ ok: true });
    const kept = JSON.parse(readFileSync(join(dataFolder, 'runs', 'mine', 'run.json'), 'utf8'));
    expect(kept).toEqual({
      ...record,
      name: 'mine',
      state: 'stopped',
      dataset: { ...record.dataset, folder: null },
    });
  });

  test('without a generator is taken when a checkpoint can go on', async () => {
    const { call } = await uploading();
    const files = Object.entries(runFiles()).filter(([file]) => !/^(gen|disc)/.test(file));
    expect(await upload(call, Object.fromEntries(files))).toMatchObject({ ok: true });
    const few = files.filter(([file]) => !file.startsWith('checkpoints/'));
    expect(await upload(call, Object.fromEntries(few))).toMatchObject(
      refused(/neither a generator nor a checkpoint/, 'INVALID_RUN'),
    );
  });
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

  const broken: [string, () => Record<string, Uint8Array>, RegExp, string][] = [
    ['without run.json', () => without('run.json'), /has no run\.json/, 'INVALID_RUN'],
    ['with half a run.json', () => changed('run.json', '{"name":'), /not JSON/, 'INVALID_RUN'],
    ['with another run.json', () => changed('run.json', '{}'), /formatVersion/, 'INVALID_RUN'],
    [
      'with a configuration out of bounds',
      () => runFiles({ ...runRecord(), config: { ...runRecord().config, noiseDim: 1e9 } }),
      /config\.noiseDim/,
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

  test('of which pieces are missing', async () => {
    const { call, inside } = await uploading();
    const id = await begin(call, { bytes: 100 });
    await call('upload.write', { id, file: 'run.json', bytes: new Uint8Array(10) });
    expect(await call('upload.finish', { id })).toMatchObject(refused(/Only 10 of 100 bytes/));
    expect(inside('uploads')).toEqual([]);
  });
});

describe('the temporary folder is removed', () => {
  test('when the upload is cancelled', async () => {
    const { call, inside } = await uploading();
    const id = await begin(call, { bytes: 100 });
    await call('upload.write', { id, file: 'run.json', bytes: new Uint8Array(10) });
    expect(inside('uploads')).toEqual([id]);
    expect(await call('upload.cancel', { id })).toEqual({ ok: true });
    expect(inside('uploads')).toEqual([]);
    const late = { id, file: 'run.json', bytes: new Uint8Array(10) };
    expect(await call('upload.write', late)).toMatchObject(refused(/has ended/, 'NOT_FOUND'));
    expect(await call('upload.finish', { id })).toMatchObject(refused(/has ended/, 'NOT_FOUND'));
  });

  test('when a piece can not be written', async () => {
    const { call, inside, dataFolder } = await uploading();
    const id = await begin(call, { bytes: 100 });
    mkdirSync(join(dataFolder, 'uploads', id, 'run.json'));
    const write = { id, file: 'run.json', bytes: new Uint8Array(10) };
    expect(await call('upload.write', write)).toMatchObject(refused(/in its way/, 'NOT_WRITABLE'));
    expect(inside('uploads')).toEqual([]);
    await begin(call, { bytes: 100 });
  });

  test('when the page goes away, with what it was writing', async () => {
    const { call, inside, socket } = await uploading();
    const id = await begin(call, { bytes: 1e9 });
    const piece = { id, file: 'generator/weights.bin', bytes: new Uint8Array(1e6) };
    for (let i = 0; i < 20; i++) call('upload.write', piece).catch(() => {});
    await vi.waitFor(() => expect(inside(`uploads/${id}`)).toEqual(['generator']));
    socket.terminate();
    await vi.waitFor(() => expect(inside('uploads')).toEqual([]));
  });

  test('when the server ends', async () => {
    const { call, inside, server } = await uploading();
    await begin(call, { bytes: 100 });
    await server.close();
    expect(inside('uploads')).toEqual([]);
  });

  test('a day later, when the server was killed; nothing else there is', async () => {
    const first = await served();
    const uploads = join(first.dataFolder, 'uploads');
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const name of ['0123456789abcdef', 'fedcba9876543210', 'notes']) {
      mkdirSync(join(uploads, name), { recursive: true });
    }
    utimesSync(join(uploads, '0123456789abcdef'), old, old);
    utimesSync(join(uploads, 'notes'), old, old);
    await removeOldUploads();
    expect(readdirSync(uploads).sort()).toEqual(['fedcba9876543210', 'notes']);
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

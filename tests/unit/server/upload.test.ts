import { mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { removeOldUploads } from '../../../src-main/server/uploads/uploads-directory.js';
import { freeRunName } from '../../../src-main/service/run-registry.js';
import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import { uploadPieceBytes } from '../../../src-shared/contract/upload-commands.js';
import { served } from './served.js';
import {
  begin,
  conditionalRecord,
  runFiles,
  runRecord,
  sizeOf,
  threeLabels,
  upload,
  uploading,
} from './uploading.js';

vi.mock('../../../src-main/service/run-registry.js', { spy: true });

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
    await expect.poll(() => other.events).toEqual([{ kind: 'runs' }]);
  });

  test('of a conditional training becomes a run, of whatever labels', async () => {
    const { call } = await uploading({ found: () => threeLabels });
    expect(await upload(call, runFiles(conditionalRecord, threeLabels))).toMatchObject({
      ok: true,
      value: { id: 'evening', labels: [1, 2, 26] },
    });
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

  test('gets another name when its own is taken at the last moment', async () => {
    const { call, inside } = await uploading();
    await upload(call, runFiles());
    vi.mocked(freeRunName).mockResolvedValueOnce('evening');
    expect(await upload(call, runFiles())).toMatchObject({ ok: true, value: { id: 'evening-2' } });
    expect(inside('uploads')).toEqual([]);
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
    await expect.poll(() => inside(`uploads/${id}`)).toEqual(['generator']);
    socket.terminate();
    await expect.poll(() => inside('uploads')).toEqual([]);
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

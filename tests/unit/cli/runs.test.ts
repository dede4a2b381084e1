import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { unzipSync } from 'fflate';
import { beforeEach, expect, test, vi } from 'vitest';
import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { readTar } from '../dataset/read-tar.js';
import { fakeService } from './fake-service.js';
import { runMain } from './run-main.js';

const summary: RunSummary = {
  ...{ id: 'best', name: 'best', folder: '/data/runs/best', place: 'data' },
  ...{ state: 'finished', problem: null, madeWith: null, preset: 'compact', labels: null },
  ...{ createdAt: '2026-11-24T08:00:00.000Z', updatedAt: '2026-11-24T09:05:00.000Z' },
  ...{ epoch: 3, step: 30, epochs: 3, hasModel: true, lastPicture: 3, best: null, hasBest: false },
};

let data = '';
const weights = Buffer.alloc(300_000, 'weights');

beforeEach(() => {
  data = temporaryFolder();
  for (const name of ['evening', 'morning']) {
    mkdirSync(join(data, 'runs', name, 'generator'), { recursive: true });
    writeFileSync(join(data, 'runs', name, 'run.json'), '{}');
    writeFileSync(join(data, 'runs', name, 'generator', 'weights.bin'), weights);
  }
  vi.stubEnv('DIGITS_DATA_DIR', data);
  return () => vi.unstubAllEnvs();
});

test('export writes all files of a run as a tar or a zip, and replaces nothing unasked', async () => {
  const [tar, zip] = [join(data, 'a.tar'), join(data, 'a.zip')];
  for (const out of [tar, zip]) {
    const { code, json } = await runMain(['runs', 'export', 'evening', '--out', out, '--json']);
    expect({ code, said: json() }).toEqual({
      code: 0,
      said: [{ out, run: 'evening', format: out.slice(-3) }],
    });
  }
  const unzipped = unzipSync(readFileSync(zip));
  expect(Object.keys(unzipped)).toEqual(['evening/generator/weights.bin', 'evening/run.json']);
  expect(Buffer.from(unzipped['evening/generator/weights.bin'] ?? [])).toEqual(weights);
  expect(readTar(readFileSync(tar)).map(({ name }) => name)).toEqual(Object.keys(unzipped));
  for (const name of ['evening.tar', 'evening (2).tar']) {
    const { stdout } = await runMain(['runs', 'export', 'evening', '--out', `${data}/`]);
    expect(stdout).toBe(`Wrote ${join(data, name)}: all files of "evening".\n`);
  }
  const other = await runMain(['runs', 'export', 'evening', '--out', join(data, 'a.rar')]);
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('ends in .rar') });
});

test('delete asks, and where nobody can answer wants --yes; nothing goes when one is not there', async () => {
  const gone: string[] = [];
  const fake = fakeService({ 'runs.delete': ({ run }) => void gone.push(run) });
  const unasked = await runMain(['runs', 'delete', 'evening'], { fake });
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') });
  const missing = await runMain(['runs', 'delete', 'evening', 'mornin', '--yes'], { fake });
  expect(missing).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Did you mean morning?'),
  });
  const answering = (text: string) => ({
    fake,
    surroundings: {
      stdin: () => Object.assign(Readable.from([Buffer.from(text)]), { isTTY: true }),
    },
  });
  const no = await runMain(['runs', 'delete', 'evening'], answering('n\n'));
  expect(no.stderr).toBe('Move "evening" to the bin? [y/N] Nothing was deleted.\n');
  expect(gone).toEqual([]);
  await runMain(['runs', 'delete', 'evening'], answering('y\n'));
  const { stdout } = await runMain(['runs', 'delete', 'morning', 'morning', '--yes'], {
    fake,
  });
  expect(stdout).toBe('"morning" is in the bin.\n');
  expect(gone).toEqual(['evening', 'morning']);
});

test('rename asks the service for it, and says the new name', async () => {
  const fake = fakeService({
    'runs.rename': ({ name }) => ({ ...summary, name }),
  });
  const { code, stdout, input } = await runMain(['runs', 'rename', 'evening', 'best'], { fake });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: '"evening" is now "best": /data/runs/best\n',
  });
  expect(input('runs.rename')).toEqual({ run: 'evening', name: 'best' });
  const bad = await runMain(['runs', 'rename', 'evening', 'a/b'], { fake });
  expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('The name of the run') });
  expect(readdirSync(join(data, 'runs'))).toEqual(['evening', 'morning']);
});

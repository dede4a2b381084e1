import fs from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { renameRun } from '../../../src-main/service/run-changes.js';
import { forgetFolder } from '../../../src-main/service/run-ids.js';
import { findModel, findRun, listRuns, openRun } from '../../../src-main/service/run-registry.js';
import { runsDirectory } from '../../../src-main/service/runs-directory.js';
import { isRunId, modelId } from '../../../src-shared/contract/model-ids.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const shipped = JSON.parse(fs.readFileSync('resources/model/run.json', 'utf8'));

/** A run with a generator, last and best. */
function putRun(folder: string | Buffer) {
  const inside = (name: string) => Buffer.concat([Buffer.from(folder), Buffer.from(`/${name}`)]);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(inside('run.json'), JSON.stringify({ ...shipped, name: 'as recorded' }));
  for (const part of ['generator', 'best']) {
    fs.mkdirSync(inside(part));
    fs.writeFileSync(inside(`${part}/model.json`), '{}');
  }
}

const own = async () => (await listRuns()).filter(({ place }) => place !== 'shipped');

beforeEach(() => {
  vi.stubEnv('DIGITS_DATA_DIR', temporaryFolder());
  fs.mkdirSync(runsDirectory(), { recursive: true });
  return () => vi.unstubAllEnvs();
});

const oddNames = [
  'x (copy)',
  'a+b',
  "it's",
  'Zoe\u0308',
  'two\nlines',
  'bell\u0007',
  'right\u202eleft',
  '.hidden',
  '-rf',
  'CON',
  'end.',
  ' blank ',
  '$(reboot)',
  '"',
  '🙂',
  'n'.repeat(200),
  'folder:0123456789abcdef',
  'shipped:model',
];

describe('a run folder of the data directory, whatever it is called', () => {
  test.each(oddNames)('%j is listed once, and opens by its id and by its name', async (name) => {
    const folder = join(runsDirectory(), name);
    putRun(folder);
    for (const round of [1, 2, 3]) {
      const runs = await own();
      expect(runs, `list ${round}`).toMatchObject([{ name, folder, place: 'data' }]);
    }
    const [{ id } = { id: '' }] = await own();
    expect(isRunId(id)).toBe(true);
    expect(await findRun(id)).toBe(folder);
    if (!name.includes(':')) expect(await findRun(name)).toBe(folder);
    expect(await findModel(modelId(id, 'best'))).toMatchObject({
      generatorFolder: join(folder, 'best'),
    });
    expect(await openRun(folder)).toMatchObject({ id });
    expect(await own()).toHaveLength(1);
  });

  test('all of them have an id each, and good names stay their own ids', async () => {
    const names = [...oddNames, 'evening', 'Zoë'];
    for (const name of names) putRun(join(runsDirectory(), name));
    await own();
    const runs = await own();
    expect(runs.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(new Set(runs.map(({ id }) => id)).size).toBe(names.length);
    expect(await findRun('evening')).toBe(join(runsDirectory(), 'evening'));
    expect(await findRun('Zoë')).toBe(join(runsDirectory(), 'Zoë'));
    expect(await findRun('Zoe\u0308')).toBe(join(runsDirectory(), 'Zoe\u0308'));
  });

  test('a name in two code points is found by the same in one', async () => {
    putRun(join(runsDirectory(), 'Zoe\u0308'));
    expect(await findRun('Zoë')).toBe(join(runsDirectory(), 'Zoe\u0308'));
  });

  test.each([
    '..',
    '.',
    '',
    'a/b',
    '../runs',
    'folder:ffffffffffffffff',
    'opened:0123456789abcdef',
  ])('%j is none', async (reference) => {
    putRun(join(runsDirectory(), 'evening'));
    await expect(findRun(reference)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('gets a good name by being renamed', async () => {
    putRun(join(runsDirectory(), 'x (copy)'));
    const renamed = await renameRun(await findRun('x (copy)'), 'x');
    expect(renamed).toMatchObject({ id: 'x', name: 'x', folder: join(runsDirectory(), 'x') });
    expect(await own()).toMatchObject([{ id: 'x' }]);
    putRun(join(runsDirectory(), 'y'));
    await expect(renameRun(await findRun('y'), 'x')).rejects.toMatchObject({
      message: 'There is a run "x" already. Choose another name.',
    });
  });

  test('stays in its record when the folder can not be renamed', async () => {
    const folder = join(runsDirectory(), 'morning');
    putRun(folder);
    const before = fs.readFileSync(join(folder, 'run.json'), 'utf8');
    const tooLong = 'n'.repeat(256);
    await expect(renameRun(folder, tooLong)).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
    expect(fs.readFileSync(join(folder, 'run.json'), 'utf8')).toBe(before);
  });

  test.skipIf(process.platform !== 'linux')(
    'that is no text is listed once, as one that can not be opened',
    async () => {
      for (const byte of [0xe9, 0xe8]) {
        putRun(Buffer.concat([Buffer.from(`${runsDirectory()}/caf`), Buffer.from([byte])]));
      }
      await own();
      const runs = await own();
      expect(runs).toMatchObject([{ state: 'broken' }, { state: 'broken' }]);
      expect(runs[0]).toMatchObject({ name: 'caf\ufffd', problem: expect.stringMatching(/UTF-8/) });
      expect(new Set(runs.map(({ id }) => id)).size).toBe(2);
      expect(runs.every(({ id }) => isRunId(id))).toBe(true);
    },
  );
});

describe('a run folder that several names lead to', () => {
  test('is one run: by its own name rather than by a link', async () => {
    putRun(join(runsDirectory(), 'real'));
    fs.symlinkSync('real', join(runsDirectory(), 'a link'));
    expect(await own()).toMatchObject([{ name: 'real' }]);
  });

  test('from elsewhere is one too, opened twice and by a link', async () => {
    const elsewhere = join(temporaryFolder(), 'mine');
    putRun(elsewhere);
    const { id } = await openRun(elsewhere);
    await openRun(elsewhere);
    fs.symlinkSync(elsewhere, `${elsewhere}-link`);
    const linked = await openRun(`${elsewhere}-link`);
    expect(await own()).toMatchObject([{ id, place: 'opened', name: 'as recorded' }]);
    for (const each of [id, linked.id]) forgetFolder(each);
    expect(await own()).toEqual([]);
  });

  test('in the data directory is that run, opened by whatever path', async () => {
    putRun(join(runsDirectory(), 'evening'));
    const link = join(temporaryFolder(), 'link');
    fs.symlinkSync(runsDirectory(), link);
    expect(await openRun(join(link, 'evening'))).toMatchObject({ id: 'evening', place: 'data' });
    expect(await own()).toHaveLength(1);
  });
});

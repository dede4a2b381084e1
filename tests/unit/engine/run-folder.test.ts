import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inNewRunFolder } from '../../../src-main/engine/models/run-folder.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const begin = <Value>(folder: string, work: () => Promise<Value>) =>
  inNewRunFolder(folder, { counted: false }, work);

/** A training that can't begin after it has written the heads of its losses. */
const failing = (folder: string) => async () => {
  writeFileSync(join(folder, 'steps.csv'), 'step,epoch');
  writeFileSync(join(folder, 'history.csv'), 'epoch,step');
  expect(existsSync(join(folder, 'run.lock'))).toBe(true);
  throw new Error('The disk is full.');
};

test('a training that can’t begin leaves no folder, and its name is free', async () => {
  const folder = join(temporaryFolder(), 'runs', 'evening');
  await expect(begin(folder, failing(folder))).rejects.toThrow('The disk is full.');
  expect(existsSync(folder)).toBe(false);
  expect(await begin(folder, async () => 'begun')).toBe('begun');
});

test('an empty folder that was there stays, empty', async () => {
  const folder = temporaryFolder();
  await expect(begin(folder, failing(folder))).rejects.toThrow('The disk is full.');
  expect(readdirSync(folder)).toEqual([]);
});

test('one that has begun keeps all it has', async () => {
  const folder = join(temporaryFolder(), 'evening');
  const work = async () => {
    writeFileSync(join(folder, 'run.json'), '{}');
    return failing(folder)();
  };
  await expect(begin(folder, work)).rejects.toThrow();
  expect(readdirSync(folder).sort()).toEqual(['history.csv', 'run.json', 'steps.csv']);
});

test('what others put into it stays', async () => {
  const folder = join(temporaryFolder(), 'evening');
  const work = async () => {
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    return failing(folder)();
  };
  await expect(begin(folder, work)).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['mine.txt']);
});

test('a folder that is not empty is refused and left alone', async () => {
  const folder = join(temporaryFolder(), 'evening');
  mkdirSync(folder);
  writeFileSync(join(folder, 'steps.csv'), '');
  await expect(begin(folder, failing(folder))).rejects.toMatchObject({
    code: 'FOLDER_NOT_EMPTY',
  });
  expect(readdirSync(folder)).toEqual(['steps.csv']);
});

test('trainings that begin at once and name no folder have one each', async () => {
  const folder = join(temporaryFolder(), 'runs', 'tiny-2026-11-28');
  const made = await Promise.all(
    [1, 2, 3].map(() => inNewRunFolder(folder, { counted: true }, async (own) => own)),
  );
  expect(made.sort()).toEqual([folder, `${folder}-2`, `${folder}-3`]);
});

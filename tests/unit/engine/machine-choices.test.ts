import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rememberedChoice } from '../../../src-main/engine/backend/tuning/machine-choices.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const among = ['slow', 'fast'] as const;

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('DIGITS_CACHE_DIR', folder);
});
afterEach(() => void vi.unstubAllEnvs());

it('what is fastest is measured once, and again for another question, version or an unknown answer', async () => {
  const measure = vi.fn((): (typeof among)[number] => 'fast');
  const choose = (question: string, version: string) =>
    rememberedChoice(question, { version, among, measure });

  expect(await choose('walking', '1.0')).toBe('fast');
  measure.mockReturnValue('slow');
  expect(await choose('walking', '1.0')).toBe('fast');
  expect(measure).toHaveBeenCalledTimes(1);
  expect(await choose('running', '1.0')).toBe('slow');
  expect(await choose('walking', '1.1')).toBe('slow');
  expect(measure).toHaveBeenCalledTimes(3);

  const [name = ''] = readdirSync(folder);
  const path = join(folder, name);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('fast"', 'flying"'));
  expect(await choose('walking', '1.0')).toBe('slow');
  writeFileSync(path, '{ "half');
  expect(await choose('running', '1.0')).toBe('slow');
  expect(measure).toHaveBeenCalledTimes(5);
});

it('what another process found out meanwhile stands', async () => {
  const choose = (measure: () => (typeof among)[number]) =>
    rememberedChoice('walking', { version: '1.0', among, measure });
  await choose(() => 'fast');
  const [name = ''] = readdirSync(folder);
  const path = join(folder, name);
  const kept = readFileSync(path);
  writeFileSync(path, '{}');
  const other = await choose(() => {
    writeFileSync(path, kept);
    return 'slow';
  });
  expect(other).toBe('fast');
  expect(await choose(() => 'slow')).toBe('fast');
});

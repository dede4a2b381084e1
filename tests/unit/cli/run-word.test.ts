import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, vi } from 'vitest';
import { referenceOf } from '../../../src-main/cli/options/run-word.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

it('takes NAME/best for the best epoch of a run of that name, unless such a folder lies here', async () => {
  const data = temporaryFolder();
  vi.stubEnv('DIGITS_DATA_DIR', data);
  const best = join(data, 'runs', 'evening', 'best');
  mkdirSync(best, { recursive: true });
  expect(await referenceOf('evening/best')).toBe(best);
  expect(await referenceOf('morning/best')).toBe(resolve('morning/best'));
  expect(await referenceOf('evening/generator')).toBe(resolve('evening/generator'));
  expect(await referenceOf('evening')).toBe('evening');
  const here = temporaryFolder();
  mkdirSync(join(here, 'evening', 'best'), { recursive: true });
  const place = vi.spyOn(process, 'cwd').mockReturnValue(here);
  expect(await referenceOf('evening/best')).toBe(join(here, 'evening', 'best'));
  place.mockRestore();
  vi.unstubAllEnvs();
});

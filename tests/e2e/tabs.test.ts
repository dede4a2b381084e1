import { expect, test } from 'vitest';
import { useBrowserShell } from '../helpers/browser-shell.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const launch = useBrowserShell();

test('a refused token says what to do, and gives nothing away', async () => {
  const { url, page } = await launch({ dataFolder: temporaryFolder() });
  const stranger = await page.context().browser()?.newContext();
  const refused = await stranger?.newPage();
  const response = await refused?.goto(url.replace(/token=.*/, 'token=wrong'));
  expect(response?.status()).toBe(401);
  expect(await refused?.textContent('body')).toContain('digits serve');
  expect(await stranger?.cookies()).toEqual([]);
  await stranger?.close();
});

test('two tabs show the same training, and its token leaves the address', async () => {
  const { page, newTab, complaints } = await launch({ dataFolder: temporaryFolder() });
  expect(page.url()).not.toContain('token');
  const other = await newTab();
  await page.evaluate(() =>
    Reflect.get(globalThis, 'localStorage').setItem(
      'digits.settings',
      JSON.stringify({
        training: {
          preset: 'tiny',
          recipe: 'tuned',
          config: { epochs: 10_000, batchSize: 4096, noiseDim: 10, guidance: 0 },
        },
      }),
    ),
  );
  await page.reload();
  await page.getByRole('button', { name: 'Start training' }).click();
  await other.getByRole('button', { name: 'Stop' }).click({ timeout: 50_000 });
  await page.getByRole('main').getByRole('button', { name: 'Resume' }).waitFor({ timeout: 50_000 });
  expect(complaints).toEqual([]);
});

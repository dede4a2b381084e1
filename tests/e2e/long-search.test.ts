import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { appShells } from '../helpers/app-shells.js';
import { button, go, settling, violations } from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const launch = appShells.browser();

/** So sure the recogniser is of one digit in seven that the model that comes with the program writes. */
const long = '7'.repeat(1_000);

const lookedAt = async (page: Page) => {
  const words = await page.getByText(/^\d+ of 1,000 digits found · [\d,]+ looked at/).textContent();
  return Number(/([\d,]+) looked at/.exec(words ?? '')?.[1]?.replace(',', ''));
};

test('a long search tells how far it is, can be cancelled, and gives way to another', async () => {
  const { page, remember, complaints } = await launch(temporaryFolder());
  await remember({ composing: { number: long, legibility: 0.9999, seed: 1 } });
  await go(page, 'Numbers');
  await page.getByRole('progressbar', { name: 'Searching for digits' }).waitFor();
  const first = await lookedAt(page);
  await expect.poll(() => lookedAt(page)).toBeGreaterThan(first);
  await expect.poll(() => violations(page), settling).toEqual([]);

  await button(page, 'Cancel the search').click();
  await page.getByText('The search was cancelled.', { exact: true }).waitFor();
  const again = button(page, 'Search again');
  expect(await again.evaluate((element) => element.matches(':focus'))).toBe(true);
  expect(await page.getByRole('img', { name: /^The number/ }).count()).toBe(0);
  await expect.poll(() => violations(page), settling).toEqual([]);

  // Nobody waits for it any longer once another number is asked for.
  await again.click();
  await button(page, 'Cancel the search').waitFor();
  await page.getByLabel('Number', { exact: true }).fill('48213');
  await page.getByRole('img', { name: /^The number 48213 in handwriting/ }).waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached' });

  await page.getByLabel('Number', { exact: true }).fill(long);
  await button(page, 'Cancel the search').click();
  await page.getByText(/^The search was cancelled: the picture is the one of before/).waitFor();
  await page.getByRole('img', { name: /^The number 48213 in handwriting/ }).waitFor();
  expect(complaints).toEqual([]);
});

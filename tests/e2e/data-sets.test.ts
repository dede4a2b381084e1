import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { appShells } from '../helpers/app-shells.js';
import { button, go, settling, violations } from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const launch = appShells.browser();

/** Milliseconds that work may take where other files compute meanwhile; by itself it takes a few seconds. */
const patience = { timeout: 100_000 };
vi.setConfig({ testTimeout: 150_000 });

/** Counts what a person presses, from now on. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Reflect.set(globalThis, 'clicks', 0);
    Reflect.get(globalThis, 'document').addEventListener(
      'pointerdown',
      () => Reflect.set(globalThis, 'clicks', Reflect.get(globalThis, 'clicks') + 1),
      true,
    );
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'clicks'));
}

/** The texts of a tar's files, by the end of their names. */
function tarText(tar: Uint8Array, ending: string): string {
  const text = (from: number, length: number) =>
    new TextDecoder().decode(tar.subarray(from, from + length)).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    if (text(at, 100).endsWith(ending)) return text(at + 512, size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`The archive has no ${ending}.`);
}

const samples = (page: Page) => page.getByRole('region', { name: 'Samples' }).getByRole('figure');
/** What the first sample's canvas shows. */
const firstPixels = (page: Page) =>
  page
    .locator('canvas')
    .first()
    .evaluate((canvas) => Reflect.get(canvas, 'toDataURL').call(canvas));

test('a newcomer has 5,000 labelled amounts for PaddleOCR after six clicks', async () => {
  const { page, complaints, saving } = await launch(temporaryFolder());
  const clicks = await countClicks(page);
  await go(page, 'Data sets');
  await page.getByRole('radio', { name: /most of Europe/ }).click();
  await page.getByRole('checkbox', { name: /^PaddleOCR/ }).click();
  await button(page, 'Make the data set').click();
  const under = page.getByRole('region', { name: 'Under way' });
  const download = under.getByRole('button', { name: /^Download/ });
  await download.waitFor(patience);
  const archive = await saving(() => download.click());
  expect(await clicks()).toBeLessThanOrEqual(6);

  const labels = tarText(archive, 'rec_gt_train.txt').trimEnd().split('\n');
  expect(labels).toHaveLength(4_500);
  for (const line of labels) expect(line).toMatch(/^[^\t]+\.png\t(?:\d{1,3}\.)?\d{1,3},\d\d$/);
  await expect.poll(() => violations(page), settling).toEqual([]);

  await under.getByRole('button', { name: /^Open/ }).click();
  await page.getByRole('img', { name: /^24 strips of/ }).waitFor();
  await button(page, 'Verify').click();
  await page.getByText('Every byte is as it was written.').waitFor(patience);
  await button(page, 'Delete').click();
  await expect.poll(() => violations(page), settling).toEqual([]);
  await button(page, 'Cancel').click();
  await button(page, 'Make another like this').click();
  expect(await page.getByRole('radio', { name: /most of Europe/ }).isChecked()).toBe(true);
  expect(complaints).toEqual([]);
});

test('samples follow what is set, and what can’t be is said in its place', async () => {
  const { page, complaints } = await launch(temporaryFolder());
  await go(page, 'Data sets');
  await expect.poll(() => samples(page).count(), patience).toBe(24);
  const before = await firstPixels(page);
  await page.getByRole('slider', { name: 'Height' }).fill('64');
  await expect.poll(() => firstPixels(page), patience).not.toBe(before);

  await page.getByRole('radio', { name: 'A grammar' }).check();
  const line = page.getByRole('textbox', { name: 'Grammar' });
  await line.fill('\\d{4}(-\\d{3}');
  await page
    .getByText(/at place 6: .*bracket is not closed/)
    .first()
    .waitFor();
  expect(await button(page, 'Make the data set').isDisabled()).toBe(true);
  await expect.poll(() => violations(page), settling).toEqual([]);
  await line.fill('\\d{4}');
  await page.getByText('10,000 numbers').waitFor();
  await page.getByRole('checkbox', { name: /EasyOCR/ }).click();
  await page
    .getByText(/reads a column of plain numbers as numbers/)
    .first()
    .waitFor(patience);
  expect(await button(page, 'Make the data set').isDisabled()).toBe(true);
  await expect.poll(() => violations(page), settling).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a large one goes on behind other screens and a reload, pauses, goes on and is given up', async () => {
  const { page } = await launch(temporaryFolder());
  await go(page, 'Data sets');
  await page.getByLabel('Strips', { exact: true }).fill('1000000');
  await page.getByLabel('Name', { exact: true }).fill('many');
  await button(page, 'Make the data set').click();
  await page.getByText(/ a second · .* left$/).waitFor(patience);
  await go(page, 'Engine');
  await page.reload();
  await page.getByRole('link', { name: /^Making many/ }).click();
  const pause = button(page, 'Pause many').first();
  await pause.waitFor();
  await expect.poll(() => violations(page), settling).toEqual([]);
  await pause.click();
  await button(page, 'Go on with many').click(patience);
  await button(page, 'Cancel many').first().click();
  await page.getByText('Cancelled', { exact: true }).waitFor(patience);
});

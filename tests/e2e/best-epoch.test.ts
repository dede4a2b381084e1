import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { appShells } from '../helpers/app-shells.js';
import { digits } from '../helpers/digits-command.js';
import {
  button,
  go,
  keepPictures,
  loadAgain,
  settling,
  shownPng,
  violations,
} from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { severalClasses, useTrainedRun } from '../helpers/trained-run.js';

const launch = appShells.browser();
const run = useTrainedRun(['--kind', 'gan', ...severalClasses]);

/** A run whose generator has forgotten all since its best epoch: its weights are 0. */
function runPastItsBest(): string {
  const dataFolder = temporaryFolder();
  cpSync(run, dataFolder, { recursive: true });
  const folder = join(dataFolder, 'runs', 'tiny');
  cpSync(join(folder, 'generator'), join(folder, 'best'), { recursive: true });
  const weights = join(folder, 'generator', 'weights.bin');
  writeFileSync(weights, new Uint8Array(statSync(weights).size));
  const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  const best = { epoch: 1, step: 60, frechet: 90, legible: 0.2, classEntropy: 0.9 };
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ ...record, best }));
  return dataFolder;
}

const grid = (page: Page) => shownPng(page, /^10 handwritten digits in 2 rows/);

test('the best epoch draws, writes and is remembered; its run is compared, measured, taken home', async () => {
  const dataFolder = runPastItsBest();
  const { page, remember, saving, complaints } = await launch(dataFolder);
  await keepPictures(page);
  const composing = { digits: 4, legibility: null, inkThreshold: 1, seed: 3 };
  await remember({ composing, grid: { rows: 2, columns: 5 } });

  await go(page, 'Models');
  const card = page.getByRole('article', { name: 'tiny' });
  await card.getByLabel('Generator of tiny').selectOption({ label: 'Best epoch (1)' });
  await expect.poll(() => violations(page), settling).toEqual([]);
  await button(page, 'Numbers with tiny').click();
  const any = page.getByRole('img', { name: /drawn by tiny \(epoch 1\) with seed 3/ });
  const read = /digits, (\d{4}),/.exec((await any.getAttribute('alt')) ?? '')?.[1] ?? '';
  await page.getByRole('radio', { name: 'This number' }).check();
  const written = new RegExp(`^The number ${read} in handwriting, drawn by tiny \\(epoch 1\\)`);
  await page.getByRole('img', { name: written }).waitFor();

  // What the command line draws with it.
  await go(page, 'Digits');
  await page.getByLabel('Seed', { exact: true }).fill('7');
  await page.getByRole('img', { name: /epoch 1\) with seed 7/ }).waitFor();
  const shown = await grid(page);
  const out = join(dataFolder, 'best.png');
  const args = ['--model', 'tiny/best', '--rows', '2', '--columns', '5', '--seed', '7'];
  expect(await digits(['generate', ...args, '--out', out], { dataFolder }).exit).toMatchObject({
    code: 0,
  });
  expect(shown).toEqual(new Uint8Array(readFileSync(out)));

  // The last one is another; the choice outlives the page.
  const model = page.getByLabel('Model');
  await model.selectOption({ label: 'tiny · 2 epochs · tiny' });
  await page.getByRole('img', { name: /drawn by tiny with seed 7/ }).waitFor();
  expect(await grid(page)).not.toEqual(shown);
  await model.selectOption({ label: 'tiny · best epoch (1) · tiny' });
  await page.getByRole('img', { name: /epoch 1\) with seed 7/ }).waitFor();
  await loadAgain(page);
  await page.getByRole('img', { name: /drawn by tiny \(epoch 1\)/ }).waitFor();
  await expect.poll(() => violations(page), settling).toEqual([]);

  // Held against the one that comes along.
  await go(page, 'Models');
  await button(page, 'Compare runs').click();
  const losses = page.getByRole('img', {
    name: /^Loss of the generator.* tiny \d.*Built-in model \d/,
  });
  await losses.waitFor();
  await page.getByRole('img', { name: 'Legible: tiny' }).waitFor();
  await page.getByRole('img', { name: /^30 digits that tiny drew/ }).waitFor();
  await page.getByRole('img', { name: /^30 digits that Built-in model drew/ }).waitFor();
  for (const table of await page.getByText('Show as table').all()) await table.click();
  await losses.hover();
  await page
    .getByText(/^Epoch \d+\.\d$/)
    .first()
    .waitFor();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect.poll(() => violations(page), { ...settling, message: theme }).toEqual([]);
  }
  await page.getByRole('checkbox', { name: 'tiny' }).uncheck();
  await losses.waitFor({ state: 'detached' });
  await page.reload();
  await losses.waitFor();
  await page.goBack();
  await button(page, /^tiny$/).click();

  // Measured, and taken home.
  const archive = await saving(() => button(page, 'Download').click());
  expect(Buffer.from(archive).toString('latin1')).toContain('tiny/generator/weights.bin');
  await button(page, 'Evaluate…').click();
  await expect.poll(() => violations(page), settling).toEqual([]);
  await page.getByLabel('Digits', { exact: true }).fill('100000');
  await button(page, /^Evaluate$/).click();
  await page.getByText(/^Drawing digits, [\d,]+ of 100,000/).waitFor();
  await expect.poll(() => violations(page), settling).toEqual([]);
  await button(page, 'Cancel').click();
  await page.getByRole('heading', { name: 'Evaluation of tiny' }).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
}, 120_000);

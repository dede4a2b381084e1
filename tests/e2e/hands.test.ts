import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
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
const trained = useTrainedRun(['--kind', 'conditional', ...severalClasses]);

/** A second run beside it, of a model that draws what comes. */
beforeAll(async () => {
  const size = ['--preset', 'tiny', '--limit-images', '16', '--batch-size', '8', '--epochs', '1'];
  const flags = [...size, '--kind', 'gan', '--guidance', '0', '--name', 'plain', '--seed', '1'];
  const { code, output } = await digits(['train', ...flags], { dataFolder: trained }).exit;
  if (code !== 0) throw new Error(output);
});

function dataWithRuns(): string {
  const folder = temporaryFolder();
  cpSync(join(trained, 'runs'), join(folder, 'runs'), { recursive: true });
  return folder;
}

const picture = (page: Page, name: RegExp) => page.getByRole('img', { name });
const isFocused = (element: { matches(selector: string): boolean }) => element.matches(':focus');

test('ten digits in ten hands, one of which writes a number', async () => {
  const { page, remember, complaints } = await launch(dataWithRuns());
  await keepPictures(page);
  const composing = { digits: 4, legibility: null, inkThreshold: 1, seed: 3 };
  await remember({ composing, model: 'tiny', grid: { rows: 2, columns: 5 } });

  await go(page, 'Digits');
  await page.getByLabel('Seed', { exact: true }).fill('7');
  const whole = /^100 handwritten digits in 10 rows and 10 columns, a hand in each row.* seed 7$/;
  await picture(page, whole).waitFor();
  await page.getByLabel('Hands', { exact: true }).fill('3');
  await page.getByRole('checkbox', { name: '0', exact: true }).uncheck();
  const some = /^27 handwritten digits .only 1, .* in 3 rows and 9 columns, a hand in each row/;
  await picture(page, some).waitFor();
  const asShown = await shownPng(page, some);

  // The last row is in the second hand after the seed's.
  const cell = page.getByRole('gridcell');
  await page.getByText('Choose a digit to see whose hand it is.').waitFor();
  await cell.first().focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  expect(await cell.last().getAttribute('aria-selected')).toBe('true');
  expect(await cell.last().getAttribute('aria-label')).toMatch(/hand 9$/);
  await page.getByText('This digit is in the hand 9.').waitFor();
  await expect.poll(() => violations(page), settling).toEqual([]);

  await page.getByLabel('Slant', { exact: true }).fill('2');
  const slanted = /slant 2\.0 leaning right.* a hand in each row/;
  await picture(page, slanted).waitFor();
  expect(await shownPng(page, slanted)).not.toEqual(asShown);
  await button(page, 'Slant as each hand has it').click();
  expect(await page.getByLabel('Slant', { exact: true }).evaluate(isFocused)).toBe(true);
  await expect.poll(() => page.getByRole('img', { name: slanted }).count()).toBe(0);
  expect(await shownPng(page, some)).toEqual(asShown);

  await button(page, 'Write numbers in this hand').click();
  await picture(page, /^A handwritten number of 4 digits, \d{4}, .* seed 3, hand 9$/).waitFor();
  expect(complaints).toEqual([]);
}, 120_000);

test('a number keeps its digits in another hand, and its hand in another model', async () => {
  const { page, remember, complaints } = await launch(dataWithRuns());
  await keepPictures(page);
  const composing = { number: '48213', legibility: null, inkThreshold: 1, seed: 3 };
  await remember({ composing: { ...composing, hand: 9, strokeWidth: 1 }, model: 'tiny' });
  await go(page, 'Numbers');
  const number = /^The number 48213 in handwriting, drawn by tiny with seed 3, hand/;
  await picture(page, /seed 3, hand 9$/).waitFor();
  const first = await shownPng(page, number);
  expect(await button(page, /^Digit \d+, an? [48213]( read as \d)?,/).count()).toBe(5);

  await button(page, /^Digit 2, an 8/).click();
  await expect.poll(() => shownPng(page, number)).not.toEqual(first);
  await button(page, 'Undo').click();
  await expect.poll(() => shownPng(page, number)).toEqual(first);

  await button(page, 'Draw another hand').click();
  await expect.poll(() => picture(page, /seed 3, hand 9$/).count()).toBe(0);
  const hand = page.getByLabel('Seed of the hand');
  await picture(page, new RegExp(`seed 3, hand ${await hand.inputValue()}$`)).waitFor();
  await hand.fill('');
  await picture(page, /seed 3, hand 3$/).waitFor();
  await page.getByRole('radio', { name: 'Each digit its own' }).check();
  await picture(page, /seed 3, a hand for each digit$/).waitFor();
  await expect.poll(() => violations(page), settling).toEqual([]);
  await page.getByRole('radio', { name: 'One hand' }).check();
  await hand.fill('9');
  await expect.poll(() => shownPng(page, number)).toEqual(first);

  // A model that knows no hands is not asked for one, and what was set is kept.
  const model = page.getByLabel('Model');
  await model.selectOption('plain');
  await page.getByRole('radio', { name: 'Any number' }).check();
  await picture(page, /drawn by plain with seed 3$/).waitFor();
  expect(await hand.count()).toBe(0);
  await loadAgain(page);
  await picture(page, /drawn by plain with seed 3$/).waitFor();
  await model.selectOption('tiny');
  await picture(page, /drawn by tiny with seed 3, hand 9$/).waitFor();
  expect(complaints).toEqual([]);
}, 120_000);

test('the kind of a training is chosen, and what the other kind has does not hinder it', async () => {
  const { page, remember, complaints } = await launch(temporaryFolder());
  const config = { kind: 'gan' as const, epochs: 2, batchSize: 16, noiseDim: 10, guidance: 2 };
  await remember({ training: { preset: 'tiny', recipe: 'tuned', config } });
  await go(page, 'Train');
  await page.getByText(/^Advanced/).click();
  await page.getByLabel('Guidance', { exact: true }).fill('much');
  expect(await page.getByLabel('Trait weight').count()).toBe(0);
  await page.getByRole('radio', { name: 'Digits by name' }).check();
  // What was typed is forgotten, what was chosen before is not.
  expect(await page.getByLabel('Guidance', { exact: true }).inputValue()).toBe('2');
  expect(await page.getByLabel('Trait weight').inputValue()).toBe('0.3');
  expect(await page.getByLabel('Rows').inputValue()).toBe('10');
  await page.getByLabel('Images per epoch').fill('32');
  await expect.poll(() => violations(page), settling).toEqual([]);
  await button(page, 'Start training').click();
  await button(page, 'Write with it').waitFor({ timeout: 50_000 });
  await page.getByText('A digit in each row, a hand in each column.').waitFor();
  await page.getByRole('img', { name: /^Read as asked for: / }).waitFor();
  await expect.poll(() => violations(page), settling).toEqual([]);
  expect(complaints).toEqual([]);
}, 120_000);

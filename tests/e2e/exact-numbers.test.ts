import { cpSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type AppShell, appShells } from '../helpers/app-shells.js';
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

/** Of a model that draws what comes: what it is asked for is searched for. */
const trained = useTrainedRun(['--kind', 'gan', ...severalClasses]);

/** A data directory with the run. */
function dataWithRun(): string {
  const folder = temporaryFolder();
  cpSync(trained, folder, { recursive: true });
  return folder;
}

/** Makes a generator draw one and the same grey square, whatever it is asked: all weights are 0. */
function emptyHead(dataFolder: string): void {
  const weights = join(dataFolder, 'runs', 'tiny', 'generator', 'weights.bin');
  writeFileSync(weights, new Uint8Array(statSync(weights).size));
}

/** What the buttons over a number, or the cells of a grid, say that the digits are. */
const readings = (page: Page, role: 'button' | 'gridcell', pattern: RegExp) =>
  page
    .getByRole(role)
    .evaluateAll((found) => found.map((element) => element.getAttribute('aria-label') ?? ''))
    .then((labels) => labels.flatMap((label) => pattern.exec(label)?.[1] ?? []));
const digitsOfNumber = async (page: Page) =>
  (await readings(page, 'button', /^Digit \d+, an? (\d),/)).join('');
const classesOfGrid = (page: Page) => readings(page, 'gridcell', /^(\d),/);

const typed = (page: Page) => page.getByLabel('Number', { exact: true });
const alt = async (page: Page) =>
  (await page.getByRole('img', { name: /^A handwritten number/ }).getAttribute('alt')) ?? '';

const composing = { digits: 4, legibility: null, inkThreshold: 1, seed: 3 };

describe.each(['browser', 'desktop'] as const)('in the %s', (kind) => {
  const launch = appShells[kind]();

  const openNumbers = async (dataFolder: string): Promise<AppShell> => {
    const shell = await launch(dataFolder);
    await keepPictures(shell.page);
    await shell.remember({ composing, model: 'tiny', grid: { rows: 2, columns: 5 } });
    await go(shell.page, 'Numbers');
    return shell;
  };

  test('a number is typed and written, drawn anew digit by digit, and remembered', async () => {
    const { page, complaints } = await openNumbers(dataWithRun());
    const read = /digits, (\d{4}),/.exec(await alt(page))?.[1] ?? '';
    await page.getByRole('radio', { name: 'This number' }).check();
    expect(await typed(page).inputValue()).toBe(read);

    const text = `${read}-${read.charAt(0)}`;
    await typed(page).fill(text);
    const picture = new RegExp(`^The number ${text} in handwriting`);
    await page.getByRole('img', { name: picture }).waitFor();
    const digits = text.replace('-', '');
    expect(await digitsOfNumber(page)).toBe(digits);
    await page.getByText('Digit by digit').click();
    const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
    const second = async () =>
      (await rows.getByRole('cell').allInnerTexts()).filter((_, index) => index % 2 === 0).join('');
    await expect.poll(second).toBe(digits);

    const first = await shownPng(page, picture);
    await typed(page).fill(`${text}x`);
    await page.getByText(/"x" \(U\+0078\) at place 7 can't be written/).waitFor();
    await expect.poll(() => violations(page), settling).toEqual([]);
    await typed(page).fill(text);
    expect(await shownPng(page, picture)).toEqual(first);

    await button(page, /^Digit 1,/).focus();
    await page.keyboard.press('End');
    expect(await button(page, /^Digit 5,/).evaluate((digit) => digit.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => shownPng(page, picture)).not.toEqual(first);
    expect(await digitsOfNumber(page)).toBe(digits);
    await page.keyboard.press('Control+z');
    await expect.poll(() => shownPng(page, picture)).toEqual(first);

    await expect.poll(() => violations(page), settling).toEqual([]);
    await loadAgain(page);
    await page.getByRole('img', { name: picture }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('prices and sums are written, pasted digits of any script too, and groups chosen', async () => {
    const { page, complaints } = await openNumbers(dataWithRun());
    const read = /digits, (\d{4}),/.exec(await alt(page))?.[1] ?? '';
    const pictureOf = (text: string) =>
      page.getByRole('img', { name: `The number ${text} in handwriting` });
    await page.getByRole('radio', { name: 'This number' }).check();

    const price = `($${read}.${read.charAt(0)}) + ${read.charAt(1)}%`;
    await typed(page).fill(price);
    await pictureOf(price).waitFor();
    expect(await digitsOfNumber(page)).toBe(price.replaceAll(/\D/g, ''));

    const arabic = read.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    await typed(page).fill(`\u200f${arabic}${arabic}`);
    await pictureOf(`${read}${read}`).waitFor();
    const byThree = await shownPng(page, new RegExp(`^The number ${read}${read} `));
    await page.getByLabel('Groups').selectOption('indian');
    await expect
      .poll(() => shownPng(page, new RegExp(`^The number ${read}${read} `)))
      .not.toEqual(byThree);
    await expect.poll(() => violations(page), settling).toEqual([]);
    await loadAgain(page);
    await pictureOf(`${read}${read}`).waitFor();
    expect(await page.getByLabel('Groups').inputValue()).toBe('indian');
    expect(complaints).toEqual([]);
  });

  test('digits are chosen by what they are, and the surest come first', async () => {
    const { page, complaints } = await openNumbers(dataWithRun());
    await go(page, 'Digits');
    await page.getByRole('img', { name: /^10 handwritten digits in 2 rows/ }).waitFor();
    const [wanted = ''] = await classesOfGrid(page);
    await button(page, 'Choose none').click();
    await page.getByText('Choose at least one digit.').waitFor();
    await page.getByRole('checkbox', { name: wanted, exact: true }).check();
    await page.getByRole('img', { name: new RegExp(`digits? .only ${wanted}\\b`) }).waitFor();
    expect(new Set(await classesOfGrid(page))).toEqual(new Set([wanted]));

    await page.getByRole('radio', { name: 'Surest first' }).check();
    await page.getByRole('img', { name: /the surest first/ }).waitFor();
    const confidences = (await readings(page, 'gridcell', /, ([\d.,]+)/)).map(Number.parseFloat);
    expect(confidences.length).toBeGreaterThan(1);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));

    const cell = page.getByRole('gridcell');
    await cell.first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await cell.nth(1).evaluate((element) => element.matches(':focus'))).toBe(true);
    await expect.poll(() => violations(page), settling).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a model that cannot write a digit says so by its name, and what to do', async () => {
    const dataFolder = dataWithRun();
    emptyHead(dataFolder);
    const { page, complaints } = await openNumbers(dataFolder);
    const [only = ''] = /\d(?=\d{3},)/.exec(await alt(page)) ?? [];
    const other = only === '7' ? '3' : '7';
    await page.getByRole('radio', { name: 'This number' }).check();
    await page.getByLabel('Legibility').fill('1');
    await typed(page).fill(`${only}${other}`);
    await page
      .getByText(new RegExp(`This model writes no legible .*${other}`))
      .waitFor({ timeout: 50_000 });
    await expect.poll(() => violations(page), settling).toEqual([]);
    await button(page, 'Turn legibility off').click();
    await page.getByText(new RegExp(`This model writes no ${other}:`)).waitFor();

    await go(page, 'Digits');
    await page.getByRole('img', { name: /^10 handwritten digits/ }).waitFor();
    await page.getByRole('checkbox', { name: only, exact: true }).uncheck();
    await page.getByText('No such digit was found').waitFor({ timeout: 50_000 });
    await expect.poll(() => violations(page), settling).toEqual([]);
    await button(page, 'Show all digits').click();
    await page.getByRole('img', { name: /^10 handwritten digits in/ }).waitFor();
    expect(complaints).toEqual([]);
  });
});

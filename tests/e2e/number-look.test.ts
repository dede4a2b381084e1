import { cpSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readPictureNote } from '../../src-shared/strips/read-picture-note.js';
import { type AppShell, appShells } from '../helpers/app-shells.js';
import {
  button,
  dropFiles,
  go,
  loadAgain,
  pngSize,
  settling,
  violations,
} from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { severalClasses, useTrainedRun } from '../helpers/trained-run.js';

const trained = useTrainedRun(['--kind', 'conditional', ...severalClasses]);

const typed = (page: Page) => page.getByLabel('Number', { exact: true });
const height = (page: Page) => page.getByLabel('Height of the picture', { exact: true });
const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const picture = (page: Page, name: RegExp) => page.getByRole('img', { name });

/** The number that a saved file says it is of. */
function numberIn(file: Uint8Array): string | null {
  const reading = readPictureNote(file);
  return reading.kind === 'note' ? reading.note.number : `${reading.kind}!`;
}

describe.each(['browser', 'desktop'] as const)('in the %s', (kind) => {
  const launch = appShells[kind]();

  const openNumbers = async (): Promise<AppShell> => {
    const dataFolder = temporaryFolder();
    cpSync(trained, dataFolder, { recursive: true });
    const shell = await launch(dataFolder);
    const composing = { legibility: null, inkThreshold: 1, minSpacing: 3, maxSpacing: 8, seed: 3 };
    const number = { ...composing, number: '4821-3', hand: 9, slant: 1.5 };
    await shell.remember({ composing: number, model: 'tiny' });
    await go(shell.page, 'Numbers');
    await picture(shell.page, /^The number 4821-3 .* seed 3, hand 9$/).waitFor();
    return shell;
  };

  test('a look is chosen and saved, and dropping the file fills in all of it', async () => {
    const shell = await openNumbers();
    const { page, complaints } = shell;
    const save = () => shell.saving(() => button(page, 'Save picture').click());
    expect(await radio(page, 'Ink').isChecked()).toBe(true);
    await button(page, /^Digit 2,/).click();
    await radio(page, 'Blueprint').check();
    await page.getByText('Colours, size and strokes').click();
    expect(await height(page).inputValue()).toBe('160');
    await height(page).fill('90');
    expect(await radio(page, 'Own').isChecked()).toBe(true);
    await page.getByText('90 px high, 7.6 mm at 300 dpi, changed by you').waitFor();
    await expect.poll(() => violations(page), settling).toEqual([]);
    const saved = await save();
    expect(pngSize(saved).height).toBe(90);

    // All of it is changed, and comes back with the file.
    await radio(page, 'Network').check();
    expect(await height(page).inputValue()).toBe('28');
    await button(page, 'Undo').click();
    await radio(page, 'Any number').check();
    await page.getByLabel('Smallest gap', { exact: true }).fill('0');
    await page.getByLabel('Seed', { exact: true }).fill('77');
    await page.getByLabel('Seed of the hand').fill('78');
    await picture(page, /seed 77, hand 78$/).waitFor();
    await go(page, 'Engine');
    await dropFiles(page, [{ name: 'mine.png', bytes: saved }]);
    await page.getByText('The number of mine.png is filled in.').waitFor();
    await picture(page, /^The number 4821-3 .* seed 3, hand 9$/).waitFor();
    expect(await typed(page).inputValue()).toBe('4821-3');
    expect(await page.getByLabel('Smallest gap', { exact: true }).inputValue()).toBe('3');
    expect(await radio(page, 'Own').isChecked()).toBe(true);
    expect(await button(page, 'Undo').isEnabled()).toBe(true);
    expect(Buffer.compare(await save(), saved)).toBe(0);
    await loadAgain(page);
    await picture(page, /^The number 4821-3/).waitFor();
    expect(await radio(page, 'Own').isChecked()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('what is saved is what is typed, however soon, in the format chosen', async () => {
    const shell = await openNumbers();
    const { page, complaints } = shell;
    const savedOf = (number: string) =>
      shell.saving(async () => {
        await typed(page).fill(number);
        await page.keyboard.press('Control+s');
      });
    expect(numberIn(await savedOf('907'))).toBe('907');
    await page.getByLabel('Saved as').selectOption('SVG');
    const svg = await savedOf('12.5');
    expect(new TextDecoder().decode(svg)).toContain('<svg');
    expect(numberIn(svg)).toBe('12.5');

    await typed(page).fill('12x');
    await expect.poll(() => button(page, 'Save picture').isDisabled()).toBe(true);
    expect(await button(page, 'Save picture').getAttribute('title')).toMatch(
      /"x" \(U\+0078\) at place 3/,
    );
    await page.keyboard.press('Control+s');
    const notices = page.getByRole('region', { name: 'Messages' });
    await notices.getByText(/"x" \(U\+0078\) at place 3/).waitFor();
    await expect.poll(() => violations(page), settling).toEqual([]);

    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      button(page, 'Open a picture').click(),
    ]);
    await chooser.setFiles({
      name: 'own.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(svg),
    });
    await page.getByText('The number of own.svg is filled in.').waitFor();
    expect(await typed(page).inputValue()).toBe('12.5');
    expect(complaints).toEqual([]);
  });

  test('what is no picture of a number is refused in a sentence', async () => {
    const shell = await openNumbers();
    const { page, complaints } = shell;
    const saved = await shell.saving(() => button(page, 'Save picture').click());
    await radio(page, 'Network').check();
    const silent = await shell.saving(() => button(page, 'Save picture').click());
    const damaged = Uint8Array.from(saved);
    damaged.set([1, 2, 3], new TextDecoder('latin1').decode(saved).indexOf('Settings') + 20);
    const text = new TextEncoder().encode('number,seed\n');
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, ...text);
    for (const [files, words] of [
      [
        { 'a.csv': text },
        'a.csv is neither a picture that was saved here nor the folder of a run.',
      ],
      [{ 'a.jpg': jpeg }, 'a.jpg is a JPG: only a PNG or an SVG can be opened here.'],
      [{ 'b.png': silent }, /^b\.png does not say how it was written/],
      [{ 'c.png': damaged }, /^c\.png is damaged/],
      [{ 'd.png': saved, 'e.png': saved }, 'These are several files. Open one picture at a time.'],
    ] as const) {
      await dropFiles(
        page,
        Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
      );
      await page.getByText(words).waitFor();
    }
    expect(await typed(page).inputValue()).toBe('4821-3');
    expect(complaints).toEqual([]);
  });
});

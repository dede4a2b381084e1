import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type AppShell, appShells } from '../helpers/app-shells.js';
import { digits } from '../helpers/digits-command.js';
import {
  button,
  go,
  keepPictures,
  pngSize,
  settling,
  shownPng,
  violations,
} from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { useTrainedRun } from '../helpers/trained-run.js';

const trained = useTrainedRun();

/** The smallest networks. */
const tiny = (epochs: number) => ({
  training: {
    preset: 'tiny' as const,
    recipe: 'tuned' as const,
    config: { epochs, batchSize: 16, noiseDim: 10, guidance: 0, seed: 7 },
  },
  // An untrained network draws faint digits that nobody can read.
  composing: { digits: 5, legibility: null, inkThreshold: 1, seed: 3 },
});

const resume = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Resume' });

async function startTraining({ page }: AppShell): Promise<void> {
  await go(page, 'Train');
  const images = page.getByLabel('Images per epoch');
  if (!(await images.isVisible())) await page.getByText(/^Advanced/).click();
  await images.fill('480'); // 30 steps an epoch
  await button(page, 'Start training').click();
  await button(page, 'Stop').waitFor({ timeout: 30_000 });
}

/** Another copy of the trained run, outside of any data directory. */
function runElsewhere(name: string): string {
  const folder = join(temporaryFolder(), name);
  cpSync(join(trained, 'runs', 'tiny'), folder, { recursive: true });
  return folder;
}

describe.each(['browser', 'desktop'] as const)('in the %s', (kind) => {
  const launch = appShells[kind]();

  test('the first start says what to do; no screen has an accessibility violation', async () => {
    const { page, complaints } = await launch(temporaryFolder());
    await button(page, 'Train your first network').waitFor();
    await button(page, 'Write numbers at once').click();
    const number = page.getByLabel('Number', { exact: true });
    await expect.poll(() => number.evaluate((input) => input.matches(':focus'))).toBe(true);
    await page.keyboard.type('48213');
    await page.getByRole('img', { name: /^The number 48213 in handwriting/ }).waitFor();
    for (const name of [
      'Train',
      'Digits',
      'Numbers',
      'Data sets',
      'Models',
      'Engine',
      'How it works',
    ]) {
      await go(page, name);
      if (name === 'Engine')
        await page.getByRole('heading', { name: 'This machine', exact: true }).waitFor();
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await expect
          .poll(() => violations(page), { ...settling, message: `${name}, ${theme}` })
          .toEqual([]);
      }
    }
    expect(complaints).toEqual([]);
  });

  test('a network is trained, writes a number, and the file saved is in the look chosen', async () => {
    const shell = await launch(temporaryFolder());
    const { page, complaints } = shell;
    await keepPictures(page);
    await shell.remember(tiny(2));
    await startTraining(shell);
    await button(page, 'Write with it').waitFor({ timeout: 50_000 });
    await expect.poll(() => violations(page), settling).toEqual([]);
    // It writes when a person says so, and not before.
    await go(page, 'Numbers');
    expect(await page.getByLabel('Model').inputValue()).toBe('shipped:model');
    await page.goBack();
    await button(page, 'Write with it').click();
    const number = /^A handwritten number of 5 digits/;
    await page.getByRole('img', { name: number }).waitFor();
    const shown = await shownPng(page, number);
    const saved = await shell.saving(() => button(page, 'Save picture').click());
    expect(pngSize(saved).height).toBe(112);

    await button(page, /^Digit 3,/).click();
    await expect.poll(() => shownPng(page, number)).not.toEqual(shown);
    await button(page, 'Undo').click();
    await expect.poll(() => shownPng(page, number)).toEqual(shown);

    await go(page, 'Digits');
    const grid = /handwritten digits in/;
    await page.getByRole('img', { name: grid }).waitFor();
    const savedGrid = await shell.saving(() => button(page, 'Save picture').click());
    expect(Buffer.compare(savedGrid, await shownPng(page, grid))).toBe(0);
    await expect.poll(() => violations(page), settling).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a run made elsewhere is opened and drawn with; a broken one says why', async () => {
    const shell = await launch(temporaryFolder());
    const { page } = shell;
    await shell.remember(tiny(2));
    const broken = runElsewhere('broken');
    writeFileSync(join(broken, 'run.json'), '{"formatVersion": 1,');
    const open = () =>
      button(page, /^Open a folder/)
        .first()
        .click();
    await go(page, 'Models');
    await shell.opening(broken, open);
    await page
      .getByText(/run\.json.*not JSON/)
      .first()
      .waitFor();
    await shell.opening(runElsewhere('earlier'), open);
    const name = kind === 'browser' ? 'earlier' : 'tiny';
    const details = page.getByRole('heading', { name, exact: true });
    await details.waitFor();
    await expect.poll(() => violations(page), settling).toEqual([]);

    await button(page, 'Export…').press('Enter');
    await page.getByRole('radio', { name: 'Keras' }).press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'ONNX' }).isChecked()).toBe(true);
    await page.getByLabel('Network').selectOption({ label: 'Discriminator' });
    await expect.poll(() => violations(page), settling).toEqual([]);
    const saved = await shell.saving(() => button(page, /^Save$/).press('Enter'));
    expect(Buffer.from(saved).toString('latin1')).toContain('Images [n, 28, 28, 1] in [-1, 1].');
    await page.getByText(/^Saved to /).waitFor();

    await button(page, 'All models').click();
    await page.getByRole('article', { name, exact: true }).waitFor();
    await page.goBack();
    await details.waitFor();
    await button(page, 'Use for numbers').click();
    await page.getByRole('img', { name: /^A handwritten number/ }).waitFor();
  });

  test('a training pauses, goes on, is there after a reload, and stops with a checkpoint', async () => {
    const dataFolder = temporaryFolder();
    const shell = await launch(dataFolder);
    const { page } = shell;
    await shell.remember(tiny(10_000));
    await startTraining(shell);
    await button(page, 'Pause').click();
    await button(page, 'Continue').waitFor();
    await expect.poll(() => violations(page), settling).toEqual([]);
    await page.reload();
    await button(page, 'Continue').click();
    await button(page, 'Pause').waitFor();
    await page.reload();
    await button(page, 'Stop').click();
    await resume(page).waitFor({ timeout: 50_000 });
    const { exit } = digits(['runs', '--json'], { dataFolder });
    expect(JSON.parse((await exit).stdout)).toMatchObject({ state: 'stopped', hasModel: true });
  });

  test('an engine that is killed in a training is said, started again, and the run resumed', async () => {
    const shell = await launch(temporaryFolder());
    const { page } = shell;
    await shell.remember(tiny(10_000));
    await startTraining(shell);
    await page.getByRole('button', { name: 'Epoch 1' }).waitFor({ timeout: 50_000 });
    await shell.killEngine();
    await page.getByText('The engine has stopped unexpectedly.').waitFor();
    await expect.poll(() => violations(page), settling).toEqual([]);
    await button(page, 'Resume training').click();
    await button(page, 'Stop').click({ timeout: 50_000 });
    await resume(page).waitFor({ timeout: 50_000 });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appShells } from '../helpers/app-shells.js';
import { button, go, settling, violations } from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const launch = appShells.browser();

/** Steps so large that all digits are one smudge: the second epoch, after 30,000 images, says so. */
const collapsing = {
  preset: 'tiny' as const,
  recipe: 'tuned' as const,
  config: {
    kind: 'gan' as const,
    ...{ epochs: 1_000, batchSize: 256, noiseDim: 10, seed: 7 },
    ...{ generatorLearningRate: 1, discriminatorLearningRate: 1 },
    ...{ learningRateDecay: 0, averageDecay: 0, guidance: 0 },
  },
};

test('a collapse is shown while it can be stopped, and its button stops the training', async () => {
  const dataFolder = temporaryFolder();
  const { page, remember, complaints } = await launch(dataFolder);
  await remember({ training: collapsing });
  await go(page, 'Train');
  const images = page.getByLabel('Images per epoch');
  if (!(await images.isVisible())) await page.getByText(/^Advanced/).click();
  await images.fill('15360');
  await page.getByLabel('Name of the run').fill('smudge');
  await button(page, 'Start training').click();

  const banner = page.getByText(/The generator (has collapsed|is collapsing): after epoch 2,/);
  await banner.waitFor({ timeout: 120_000 });
  await expect.poll(() => violations(page), settling).toEqual([]);
  await button(page, 'Dismiss').click();
  await banner.waitFor({ state: 'detached' });

  // A page that is opened later hears of it too, on whichever screen.
  await page.reload();
  await go(page, 'Engine');
  await page.getByText(/The generator (has collapsed|is collapsing)/).waitFor();
  await button(page, 'Stop training').click();
  await go(page, 'Train');
  await page.getByRole('main').getByRole('button', { name: 'Resume' }).waitFor({ timeout: 50_000 });
  expect(await page.getByText(/The generator (has collapsed|is collapsing)/).count()).toBe(0);
  const record = JSON.parse(readFileSync(join(dataFolder, 'runs', 'smudge', 'run.json'), 'utf8'));
  expect(record.state).toBe('stopped');
  expect(record.progress.epoch).toBeGreaterThanOrEqual(2);
  expect(complaints).toEqual([]);
}, 200_000);

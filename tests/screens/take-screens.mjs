// Takes the pictures of every screen, and of a training's quality, that the texts show, into docs/screens.
// npm run screens [-- --data FOLDER]: a data directory with a run that was stopped; without it a network
// is trained first.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../helpers/find-chromium.mjs';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const root = fileURLToPath(new URL('../..', import.meta.url));
const target = path.join(root, 'docs', 'screens');
const digits = path.join(root, 'src-main', 'setup', 'digits.mjs');
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'digits-screens-'));
const env = { ...process.env, DIGITS_DATA_DIR: dataFolder };
const themes = /** @type {const} */ (['light', 'dark']);

if (values.data === undefined) {
  const args = ['--preset', 'compact', '--epochs', '14', '--seed', '1', '--name', 'evening'];
  const stopped = [...args, '--max-steps', '10000'];
  spawnSync(process.execPath, [digits, 'train', ...stopped], { env, stdio: 'inherit' });
} else {
  cpSync(path.join(path.resolve(values.data), 'runs'), path.join(dataFolder, 'runs'), {
    recursive: true,
  });
}
const [run = ''] = readdirSync(path.join(dataFolder, 'runs'));
/** The model that comes with the program, by its id. */
const shipped = 'shipped:model';

const server = spawn(process.execPath, [digits, 'serve', '--port', '0', '--json'], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
});
/** @type {{url: string}} */
const { url } = await new Promise((resolve) =>
  server.stdout.once('data', (text) => resolve(JSON.parse(String(text)))),
);
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
mkdirSync(target, { recursive: true });

/**
 * Whose machine it was is nobody's business.
 * @param {import('playwright-core').Page} page
 */
async function hideHome(page) {
  const paths = page.locator('code', { hasText: os.homedir() });
  await paths.first().waitFor();
  await paths.evaluateAll((found, home) => {
    for (const code of found) code.textContent = code.textContent?.replace(home, '~') ?? '';
  }, os.homedir());
}

/**
 * @param {{width: number, height: number}} viewport
 * @param {string} suffix of the files' names
 */
async function openPage(viewport, suffix) {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(url);
  /**
   * @param {string} name
   * @param {import('playwright-core').Page | import('playwright-core').Locator} part
   */
  const shoot = async (name, part = page) => {
    // What was set last has the focus, and may lie far down.
    await page.getByRole('main').focus();
    await page.evaluate('scrollTo(0, 0)');
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.mouse.move(0, 0);
      await page.waitForTimeout(600); // the chart draws itself in the theme's colours
      await part.screenshot({ path: path.join(target, `${name}${suffix}-${colorScheme}.png`) });
    }
  };
  /** @param {string} name */
  const go = async (name) => {
    await page.goto(new URL(`/#/${name}`, url).href);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  return { page, shoot, go };
}

try {
  for (const [viewport, suffix] of /** @type {const} */ ([
    [{ width: 1280, height: 860 }, ''],
    [{ width: 390, height: 844 }, '-narrow'],
  ])) {
    const { page, shoot, go } = await openPage(viewport, suffix);
    await go('digits');
    await page.getByLabel('Model').selectOption(shipped);
    await page.getByLabel('Hands', { exact: true }).fill('6');
    await page.getByLabel('Seed', { exact: true }).fill('7');
    await page.getByRole('img', { name: /in 6 rows and 10 columns.*seed 7/ }).waitFor();
    await shoot('digits');
    await go('numbers');
    await page.getByRole('radio', { name: 'This number' }).check();
    await page.getByLabel('Number', { exact: true }).fill('48,213');
    await page.getByLabel('Seed', { exact: true }).fill('11');
    await page.getByRole('img', { name: /The number 48,213.*seed 11/ }).waitFor();
    await shoot('numbers');
    await go('data-sets');
    await page.getByText(/^About .*, made in about/).waitFor();
    await shoot('data-sets');
    await go('models');
    await page.getByRole('button', { name: run, exact: true }).waitFor();
    await shoot('models');
    await go(`compare/${run}/${shipped}`);
    await page
      .getByRole('img', { name: /digits that .* drew with seed/ })
      .nth(1)
      .waitFor();
    await shoot('compare');
    await go('how-it-works');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await shoot('how-it-works');
    await go('engine');
    await page.getByRole('heading', { name: 'This machine', exact: true }).waitFor();
    await hideHome(page);
    await shoot('engine');
    await go('train');
    await page
      .getByText(/images\/s|images a second|images per second/)
      .first()
      .waitFor();
    await shoot('start');
    await page.context().close();
  }

  // A training that goes on where the run's stopped, so that there is something to see. The window
  // ends between the losses and the quality, which has a picture of its own.
  const { page, shoot, go } = await openPage({ width: 1280, height: 984 }, '');
  await go('models');
  await page.getByRole('button', { name: run, exact: true }).click();
  await page.getByRole('button', { name: 'Resume training' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor({ timeout: 30_000 });
  await page.waitForTimeout(8_000);
  await shoot('train');
  await shoot('quality', page.getByRole('region', { name: 'Quality of the digits' }));
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Resume' }).waitFor({ timeout: 60_000 });
} finally {
  await browser.close();
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(dataFolder, { recursive: true, force: true });
}

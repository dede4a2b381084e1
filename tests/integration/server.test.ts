import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { AppEvent } from '../../src-shared/contract/app-events.js';
import { digits } from '../helpers/digits-command.js';
import { serving } from '../helpers/digits-server.js';
import { longSearch } from '../helpers/long-search.js';
import { ends, engineAppears } from '../helpers/processes.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { useTrainedRun } from '../helpers/trained-run.js';
import { openPage } from '../unit/server/served.js';
import { upload } from '../unit/server/uploading.js';

const tiny = {
  preset: 'tiny',
  config: { epochs: 3, batchSize: 16, noiseDim: 10, guidance: 0, seed: 42 },
  limitImages: 120,
  name: 'evening',
};
const endless = { ...tiny, config: { ...tiny.config, epochs: 10_000 } };

/** A server, and the pages of a browser that has logged in. */
async function servingTabs() {
  const dataFolder = temporaryFolder();
  const server = await serving(dataFolder);
  const { port } = server;
  const cookie = await server.logIn();
  const openTab = async () => {
    const page = await openPage({ port, cookie });
    const value = async (name: string, input: unknown) => {
      const reply = await page.call(name, input);
      if (!reply.ok) throw new Error(reply.error.message);
      return reply.value;
    };
    const heard = (kind: AppEvent['kind']) =>
      vi.waitFor(() => expect(page.events.map((event) => event.kind)).toContain(kind), {
        timeout: 30_000,
      });
    return { ...page, value, heard };
  };
  return { ...server, cookie, openTab, dataFolder };
}

test('the built page comes with its scripts to whoever has logged in', async () => {
  const { url, cookie } = await servingTabs();
  const page = await fetch(new URL('/', url), { headers: { cookie } });
  const html = await page.text();
  expect(page.status).toBe(200);
  const scripts = [...html.matchAll(/(?:src|href)="\.?(\/assets\/[^"]+)"/g)];
  expect(scripts.length).toBeGreaterThan(1);
  for (const [, path = ''] of scripts) {
    const { status, headers } = await fetch(new URL(path, url), { headers: { cookie } });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('immutable');
    expect((await fetch(new URL(path, url))).status).toBe(401);
  }
});

test('a training is seen by every tab, and by one that is opened in its midst', async () => {
  const { openTab } = await servingTabs();
  const [one, two] = [await openTab(), await openTab()];
  await one.value('training.start', endless);
  await Promise.all([one.heard('steps'), two.heard('steps'), two.heard('epoch')]);
  const late = await openTab();
  expect(await late.value('training.current', {})).toMatchObject({ run: 'evening' });
  const steps = two.events.find((event) => event.kind === 'steps');
  expect(steps?.kind === 'steps' && steps.generatorLosses).toBeInstanceOf(Float32Array);
  const losses = await late.value('runs.losses', { run: 'evening' });
  expect(losses).toMatchObject({ generator: expect.any(Float32Array) });
  const picture = await late.value('runs.picture', { run: 'evening', epoch: 1 });
  expect(picture).toBeInstanceOf(Uint8Array);
  expect(Buffer.from(picture as Uint8Array).toString('latin1', 1, 4)).toBe('PNG');
  // Drawn between two steps, once the epoch's generator is saved.
  const sample = await vi.waitFor(
    () => late.value('digits.sample', { seed: 1, first: 0, count: 2 }),
    { timeout: 30_000 },
  );
  expect(sample).toBeInstanceOf(Uint8Array);
  expect(sample).toHaveLength(2 * 28 * 28);
  await late.value('training.stop', {});
  await Promise.all([one, two, late].map((tab) => tab.heard('ended')));
  const told = (tab: typeof one) => tab.events.filter(({ kind }) => kind !== 'engine');
  expect(told(one)).toEqual(told(two));
});

describe('an uploaded run folder', () => {
  const trained = join(useTrainedRun(), 'runs', 'tiny');
  /** What of a run folder a page sends. */
  const files = () =>
    Object.fromEntries(
      readdirSync(trained, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'run.lock')
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [
          path.slice(trained.length + 1).replaceAll('\\', '/'),
          new Uint8Array(readFileSync(path)),
        ]),
    );

  test('draws the same digits, and its training goes on', async () => {
    const { openTab } = await servingTabs();
    const tab = await openTab();
    expect(await upload(tab.call, files(), { name: 'brought' })).toMatchObject({
      ok: true,
      value: { id: 'brought', name: 'brought', state: 'finished', hasModel: true },
    });
    await tab.heard('runs');
    const drawn = await tab.value('digits.sample', {
      model: 'brought',
      seed: 1,
      first: 0,
      count: 1,
    });
    const out = join(temporaryFolder(), 'one');
    const options = ['--count', '1', '--seed', '1', '--format', 'idx', '--out', out];
    const home = digits(['generate', '--model', trained, ...options], {
      dataFolder: temporaryFolder(),
    });
    expect((await home.exit).code).toBe(0);
    // Behind the format's head of 16 bytes.
    expect(new Uint8Array(readFileSync(out).subarray(16))).toEqual(drawn);
    await tab.value('training.resume', { run: 'brought', epochs: 2 });
    await tab.heard('ended');
    expect(tab.events.find(({ kind }) => kind === 'ended')).toMatchObject({ state: 'finished' });
  });

  test.each([
    ['generator/model.json', /generator\/model\.json is not a generator/],
    ['discriminator/model.json', /discriminator\/model\.json is not a generator/],
    ['generator/weights.bin', /generator\/weights\.bin holds 7 bytes/],
  ])('with a broken %s is refused and leaves nothing behind', async (file, message) => {
    const { openTab, dataFolder } = await servingTabs();
    const tab = await openTab();
    const broken = { ...files(), [file]: new TextEncoder().encode('{"a":1}') };
    expect(await upload(tab.call, broken)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_MODEL', message: expect.stringMatching(message) },
    });
    expect(await tab.value('runs.list', {})).toMatchObject([{ place: 'shipped' }]);
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([]);
  });
});

test('a data set is made for a page, told to all of them, and downloads as one archive', async () => {
  const { openTab, url, cookie } = await servingTabs();
  const [one, two] = [await openTab(), await openTab()];
  const request = {
    grammar: { number: '{date:dd.mm.yyyy}' },
    lists: {},
    count: 8,
    split: { train: 100, val: 0, test: 0 },
    shared: { strings: false, hands: false },
    seed: 3,
    style: { name: 'clean' },
    colour: false,
    height: 32,
    formats: ['gt-txt'],
    bank: 'shipped',
    shardSize: 4,
  };
  const { strips } = (await one.value('dataset.preview', { request, first: 0, count: 8 })) as {
    strips: readonly { text: string }[];
  };
  expect(await one.value('dataset.start', { request, name: 'dates' })).toMatchObject({
    dataset: 'dates',
  });
  await vi.waitFor(
    () =>
      expect(two.events).toContainEqual(
        expect.objectContaining({ kind: 'dataset', dataset: 'dates', state: 'finished', done: 8 }),
      ),
    { timeout: 50_000 },
  );
  expect(await two.value('datasets.list', {})).toMatchObject([{ id: 'dates', state: 'finished' }]);
  const sent = await fetch(new URL('/dataset.tar?dataset=dates', url), { headers: { cookie } });
  const out = temporaryFolder();
  writeFileSync(join(out, 'dates.tar'), new Uint8Array(await sent.arrayBuffer()));
  execFileSync('tar', ['-xf', 'dates.tar'], { cwd: out });
  const names = readdirSync(join(out, 'dates'), { recursive: true, encoding: 'utf8' });
  const labels = names
    .filter((name) => name.endsWith('.gt.txt'))
    .map((name) => readFileSync(join(out, 'dates', name), 'utf8').trim());
  expect(labels.toSorted()).toEqual(strips.map(({ text }) => text).toSorted());
});

test('a search ends with the page that asked for it', async () => {
  const { openTab } = await servingTabs();
  const [asking, other] = [await openTab(), await openTab()];
  const searches = () => other.events.filter((event) => event.kind === 'search');
  asking.call('digits.grid', longSearch).catch(() => {});
  await other.heard('search');
  asking.socket.terminate();
  // It is told five times a second: a second in which nothing is said of it comes after its end alone.
  const isOver = async () => {
    const told = searches().length;
    await sleep(1_000);
    return searches().length === told;
  };
  await expect.poll(isOver, { timeout: 30_000 }).toBe(true);
});

describe('the end of the server', () => {
  test('by Ctrl-C stops a training with a checkpoint, says how to go on, and is good', async () => {
    const server = await servingTabs();
    const tab = await server.openTab();
    await tab.value('training.start', endless);
    await tab.heard('steps');
    const engine = await engineAppears(server.child.pid);
    server.signalGroup('SIGINT');
    const { code, output } = await server.exit;
    expect(code, output).toBe(0);
    expect(output).toContain('Finishing the step and saving');
    expect(output).toContain('Go on with: digits resume evening');
    expect(await tab.closed).toBe(1001);
    expect(tab.events.map(({ kind }) => kind)).toContain('ended');
    await ends(engine);
    const { dataFolder } = server;
    const more = await digits(['resume', 'evening', '--max-steps', '1', '--json'], { dataFolder })
      .exit;
    expect(more.code, more.output).toBe(0);
  });

  test('by a second Ctrl-C is at once', async () => {
    const server = await servingTabs();
    const tab = await server.openTab();
    await tab.value('training.start', endless);
    await tab.heard('steps');
    // Whatever it computes.
    const engine = await engineAppears(server.child.pid);
    process.kill(engine, 'SIGSTOP');
    server.child.kill('SIGINT');
    await sleep(1_200);
    server.child.kill('SIGTERM');
    expect((await server.exit).code).toBe(143);
    await ends(engine);
  });

  test('by kill -9 leaves no process behind', async () => {
    const server = await servingTabs();
    const tab = await server.openTab();
    await tab.value('training.start', endless);
    await tab.heard('steps');
    const engine = await engineAppears(server.child.pid);
    server.child.kill('SIGKILL');
    await server.exit;
    await ends(engine);
  });
});

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openBankFile } from '../../../../src-main/bank/bank-file.js';
import { createService, type Service } from '../../../../src-main/service/service.js';
import type { AppEvent } from '../../../../src-shared/contract/app-events.js';
import type { Asker } from '../../../../src-shared/contract/command.js';
import type {
  DatasetDetails,
  DatasetPreview,
  DatasetRequest,
  DatasetSummary,
  DatasetVerdict,
} from '../../../../src-shared/contract/data-sets.js';
import { writeSmallBank } from '../../../helpers/small-bank.js';
import { sharedFolder } from '../../../helpers/temporary-folder.js';

const dataFolder = sharedFolder();
const elsewhere = sharedFolder();
const events: AppEvent[] = [];
const trashed: string[] = [];
let service: Service;
let bank = '';
/** What happens while a folder goes to the bin. */
let meanwhile = async () => {};

beforeAll(async () => {
  vi.stubEnv('DIGITS_DATA_DIR', dataFolder);
  const banks = join(dataFolder, 'banks');
  mkdirSync(banks);
  const path = writeSmallBank(banks);
  bank = (await openBankFile(path)).name;
  renameSync(path, join(banks, `${bank}.bank`));
  service = createService({
    trash: async (folder) => {
      await meanwhile();
      trashed.push(basename(folder));
      rmSync(folder, { recursive: true });
    },
  });
  service.onAppEvent((event) => events.push(event));
});
afterAll(async () => {
  await service.close();
  vi.unstubAllEnvs();
});

const asked = (changes: Partial<DatasetRequest> = {}): DatasetRequest => ({
  grammar: { number: '\\d{3,5}' },
  lists: {},
  count: 12,
  split: { train: 50, val: 25, test: 25 },
  shared: { strings: false, hands: false },
  seed: 7,
  style: { name: 'clean' },
  colour: false,
  height: 24,
  formats: ['files'],
  bank,
  shardSize: 3,
  ...changes,
});

/** As a page asks: what is answered, or the error's code and message. */
async function page<Value>(name: string, input: unknown, asker?: Asker): Promise<Value> {
  const reply = await service.answer(name, input, asker);
  if (reply.ok) return reply.value as Value;
  throw new Error(`${reply.error.code}: ${reply.error.message}`);
}

const summaryOf = async (dataset: string): Promise<DatasetSummary | undefined> =>
  (await page<DatasetSummary[]>('datasets.list', {})).find(({ id }) => id === dataset);

const hasState = (dataset: string, state: DatasetSummary['state']) =>
  vi.waitFor(async () => expect((await summaryOf(dataset))?.state).toBe(state), {
    timeout: 50_000,
    interval: 50,
  });

async function made(name: string, request = asked()): Promise<string> {
  const { dataset } = await page<{ dataset: string }>('dataset.start', { request, name });
  await hasState(dataset, 'finished');
  return dataset;
}

describe('a preview', () => {
  test('shows strips as the data set has them, each by its number alone, whatever it is written as', async () => {
    const all = await page<DatasetPreview>('dataset.preview', {
      request: asked(),
      first: 0,
      count: 24,
    });
    expect(all.strings).toBe('111000');
    expect(all.strips.map(({ number }) => number)).toEqual([...Array(12).keys()]);
    for (const { text, boxes, pixels, width, height, channels } of all.strips) {
      expect(text).toMatch(/^\d{3,5}$/);
      expect(boxes).toHaveLength(text.length);
      expect(pixels).toHaveLength(width * height * channels);
    }
    const request = asked({ formats: ['easyocr'] });
    const some = await page<DatasetPreview>('dataset.preview', { request, first: 5, count: 2 });
    expect(some.strips).toEqual(all.strips.slice(5, 7));
    await expect(page('dataset.costs', { request })).rejects.toThrow('BAD_INPUT: EasyOCR');
  });

  test('ends when its page asks for another one, and not when another page does', async () => {
    const askers = [{ gone: new AbortController().signal }, { gone: new AbortController().signal }];
    const preview = (asker: Asker | undefined, view?: string) =>
      page('dataset.preview', { request: asked(), first: 0, count: 1, view }, asker);
    const ends = await Promise.allSettled([
      preview(askers[0]),
      preview(askers[1]),
      preview(askers[0], 'cards'),
      preview(askers[0]),
    ]);
    expect(ends.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    expect(String((ends[0] as PromiseRejectedResult).reason)).toContain('CANCELLED');
  });

  test.each<[string, Partial<DatasetRequest>]>([
    ['The grammar at place', { grammar: { number: '\\d{3' } }],
    ['Line 2 of the list', { grammar: { number: '{list:prices}' }, lists: { prices: '1\n2a\n' } }],
    ['there is no list called prices', { grammar: { number: '{list:prices}' } }],
    ['must be three whole numbers that add up to 100', { split: { train: 90, val: 5, test: 4 } }],
    ['more than 3 MB', { lists: { a: '1'.repeat(4_000_000) } }],
    ['must be the name of a bank', { bank: '../banks/x' }],
    ['must be a whole number from 16 to 128', { height: 5_000 }],
    ['from the smaller', { style: { name: 'clean', changed: { ink: { min: 9, max: 1 } } } }],
    ['must not be empty', { formats: [] }],
  ])('says what is wrong: %s', async (words, changes) => {
    const input = { request: asked(changes), first: 0, count: 1 };
    await expect(page('dataset.preview', input)).rejects.toThrow(/^BAD_INPUT: /);
    await expect(page('dataset.preview', input)).rejects.toThrow(words);
  });

  test('names the banks that there are', async () => {
    const banks = await page<{ name: string; hands: number }[]>('banks.list', {});
    expect(banks.map(({ name }) => name)).toEqual(['shipped', 'mnist', 'mnist-test', bank]);
    expect(banks.at(-1)).toMatchObject({ hands: 20, labels: 'made up', problem: null });
  });
});

describe('making one', () => {
  test('tells how far it is, and what was made', async () => {
    const request = asked({ lists: { n: '12\n34\n56' }, grammar: { number: '{list:n}-\\d{3}' } });
    events.length = 0;
    const dataset = await made('evening', request);
    const states = events.flatMap((event) => (event.kind === 'dataset' ? [event.state] : []));
    expect([...new Set(states)]).toEqual(['waiting', 'making', 'finishing', 'finished']);
    expect(events.at(-1)).toMatchObject({ kind: 'dataset', dataset, done: 12, total: 12 });
    expect(await summaryOf(dataset)).toMatchObject({
      name: 'evening',
      place: 'data',
      folder: join(dataFolder, 'datasets', 'evening'),
      numbers: '{list:n}-\\d{3}',
      formats: ['files'],
      bytes: expect.any(Number),
    });
    const details = await page<DatasetDetails>('datasets.show', { dataset });
    expect(details).toMatchObject({
      split: { train: 6, val: 3, test: 3 },
      lists: ['n'],
      verdict: null,
    });
    expect(details.characters).toMatchObject({ '-': 12 });
    expect(Buffer.from(details.samples ?? []).toString('latin1', 1, 4)).toBe('PNG');
    expect(await made('evening')).toBe('evening-2');
  });

  test('waits while another one is made, pauses, and goes on after a restart', async () => {
    const many = asked({ count: 60_000, shardSize: 20 });
    await page('dataset.start', { request: many, name: 'long' });
    await page('dataset.start', { request: asked(), name: 'short' });
    expect(await summaryOf('short')).toMatchObject({ state: 'waiting' });
    await expect(page('dataset.delete', { dataset: 'long' })).rejects.toThrow(/^LOCKED: /);
    await expect(page('dataset.resume', { dataset: 'long' })).rejects.toThrow(/^LOCKED: /);
    await vi.waitFor(async () => expect((await summaryOf('long'))?.done).toBeGreaterThan(0), {
      timeout: 50_000,
    });
    await page('dataset.pause', { dataset: 'long' });
    const paused = await summaryOf('long');
    expect(paused).toMatchObject({ state: 'paused', total: 60_000 });
    expect(paused?.done).toBeGreaterThan(0);
    expect(paused?.done).toBeLessThan(60_000);
    await hasState('short', 'finished');

    const next = createService();
    const others = await next.call['datasets.list']({});
    expect(others.find(({ id }) => id === 'long')).toMatchObject({
      state: 'interrupted',
      done: paused?.done,
    });
    await next.call['dataset.resume']({ dataset: 'long' });
    await next.call['dataset.cancel']({ dataset: 'long' });
    const [cancelled] = (await next.call['datasets.list']({})).filter(({ id }) => id === 'long');
    expect(cancelled?.state).toBe('cancelled');
    await next.close();
  });

  test('lies where a person chose to have it, is listed from then on, and forgotten', async () => {
    const { place } = await service.call['datasets.place']({ folder: elsewhere });
    const start = await page<{ dataset: string }>('dataset.start', {
      request: asked(),
      name: 'mine',
      place,
    });
    expect(start.dataset).toMatch(/^opened:[0-9a-f]{16}$/);
    await hasState(start.dataset, 'finished');
    expect(await summaryOf(start.dataset)).toMatchObject({
      place: 'opened',
      folder: join(elsewhere, 'mine'),
    });
    await service.call['datasets.forget']({ dataset: start.dataset });
    expect(await summaryOf(start.dataset)).toBeUndefined();
    expect(readdirSync(join(elsewhere, 'mine'))).toContain('plan.json');
    const unknown = { request: asked(), place: 'place:0123456789abcdef' };
    await expect(page('dataset.start', unknown)).rejects.toThrow(/^NOT_FOUND: /);
  });
});

describe('one that is there', () => {
  test('is read to its last byte, and mended, or says why it could not be', async () => {
    const dataset = await made('damaged');
    const whole = await page<DatasetVerdict>('dataset.verify', { dataset });
    expect(whole).toMatchObject({ whole: true, problems: [], mendable: false });
    const folder = join(dataFolder, 'datasets', dataset);
    const [picture = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.png') && name !== 'samples.png',
    );
    const before = readFileSync(join(folder, picture));
    writeFileSync(join(folder, picture), before.toReversed());
    const verdict = await page<DatasetVerdict>('dataset.verify', { dataset });
    expect(verdict).toMatchObject({ whole: false, damaged: 1, mendable: true });
    expect(verdict.problems.join()).not.toContain(dataFolder);
    expect((await page<DatasetDetails>('datasets.show', { dataset })).verdict).toEqual(verdict);
    await page('dataset.mend', { dataset });
    await hasState(dataset, 'finished');
    expect(readFileSync(join(folder, picture))).toEqual(before);
    expect((await page<DatasetDetails>('datasets.show', { dataset })).verdict).toBeNull();
    // Mending that fails is told, though all that it had made before is there.
    const input = join(folder, 'digits.bank');
    writeFileSync(input, readFileSync(input).subarray(1));
    await page('dataset.mend', { dataset });
    await hasState(dataset, 'failed');
    expect((await summaryOf(dataset))?.error?.message).toContain('digits.bank');
  });

  test('says that its plan was changed, and goes to the bin', async () => {
    const dataset = await made('changed');
    const plan = join(dataFolder, 'datasets', dataset, 'plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"seed": 7', '"seed": 8'));
    const summary = await summaryOf(dataset);
    expect(summary).toMatchObject({ state: 'broken', total: 0 });
    expect(summary?.error?.message).toContain('it was changed');
    for (const name of ['dataset.resume', 'dataset.verify', 'datasets.show']) {
      await expect(page(name, { dataset })).rejects.toThrow(/^INVALID_DATA: /);
    }
    let told: unknown = null;
    meanwhile = async () => {
      told = await page('dataset.resume', { dataset }).catch((error) => error);
    };
    await page('dataset.delete', { dataset });
    expect(told).toMatchObject({ message: expect.stringContaining('LOCKED: ') });
    expect(trashed).toEqual(['changed']);
    expect(await summaryOf(dataset)).toBeUndefined();
  });

  test('is not found by a name that none has, and no path is a name', async () => {
    for (const name of ['dataset.pause', 'dataset.verify', 'dataset.delete', 'datasets.show']) {
      await expect(page(name, { dataset: 'nobody' })).rejects.toThrow(/^NOT_FOUND: /);
      await expect(page(name, { dataset: '../datasets' })).rejects.toThrow(/^BAD_INPUT: /);
    }
  });
});

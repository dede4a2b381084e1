import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEngine } from '../../src-main/engine/engine.js';
import { forkEngine } from '../../src-main/service/engine-channel.js';
import { startEngineProcess } from '../../src-main/service/engine-process.js';
import { createService } from '../../src-main/service/service.js';
import { dispatcher, type Reply } from '../../src-shared/contract/command.js';
import { engineCommands } from '../../src-shared/contract/engine-commands.js';
import { toErrorData } from '../../src-shared/contract/errors.js';
import { useDesktop } from '../helpers/desktop-app.js';
import { serving } from '../helpers/digits-server.js';
import { useTrainedRun } from '../helpers/trained-run.js';
import { openPage } from '../unit/server/served.js';

const { launchStandIn: launchDesktop } = useDesktop();
const dataFolder = useTrainedRun();

type Call = (name: string, input: unknown) => Promise<Reply>;

/** What every transport of the page's contract has to carry alike, both ways. */
const pageCalls: readonly (readonly [string, unknown])[] = [
  ['runs.list', {}],
  ['runs.losses', { run: 'tiny' }],
  ['runs.picture', { run: 'tiny', epoch: 1 }],
  ['digits.sample', { model: 'tiny', seed: 3, first: 2, count: 5 }],
  ['digits.grid', { seed: 4, rows: 2, columns: 3 }],
  ['training.current', {}],
  ['training.stop', {}],
  ['runs.show', { run: 'no such run' }],
  ['runs.picture', { run: 'tiny', epoch: 99 }],
  ['runs.show', { run: '../tiny' }],
  ['digits.sample', { seed: -1, first: 0, count: 5 }],
  ['digits.grid', { seed: 1, rows: 2, columns: 3, more: true }],
  ['runs.list', { all: true }],
];

const engineCalls = (folder: string): readonly (readonly [string, unknown])[] => [
  ['sample', { folder, seed: 3, first: 2, count: 5, precision: 'float32' }],
  ['sampleRecognised', { folder, seed: 3, first: 2, count: 5 }],
  ['describe', { folder }],
  ['describe', { folder: join(folder, 'missing') }],
  ['sample', { folder, seed: 3, first: 2, count: 0, precision: 'float32' }],
  ['toString', {}],
];

async function answers(call: Call, calls: readonly (readonly [string, unknown])[]) {
  const replies: Reply[] = [];
  for (const [name, input] of calls) replies.push(await call(name, input));
  return replies;
}

/** What the service answers in this process. */
let replies: readonly Reply[];
beforeAll(async () => {
  vi.stubEnv('DIGITS_DATA_DIR', dataFolder);
  const service = createService();
  replies = await answers(service.answer, pageCalls);
  await service.close();
  vi.unstubAllEnvs();
});

describe("the page's contract", () => {
  test('in process: bytes are bytes, and errors are data', () => {
    expect(replies.map(({ ok }) => ok)).toEqual([
      ...Array.from({ length: 7 }, () => true),
      ...Array.from({ length: 6 }, () => false),
    ]);
    const values = replies.map((reply) => (reply.ok ? reply.value : reply.error.code));
    expect(values[1]).toMatchObject({ generator: expect.any(Float32Array) });
    expect(values[3]).toBeInstanceOf(Uint8Array);
    expect(values[3]).toHaveLength(5 * 784);
    expect(values.slice(5, 7)).toEqual([null, undefined]);
    expect(values.slice(7)).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'BAD_INPUT',
      'BAD_INPUT',
      'BAD_INPUT',
      'BAD_INPUT',
    ]);
  });

  test('over a WebSocket: the same', async () => {
    const { port, logIn } = await serving(dataFolder);
    const page = await openPage({ port, cookie: await logIn() });
    expect(comparable(await answers(page.call, pageCalls))).toEqual(comparable(replies));
  });

  test("over Electron's IPC: the same", async () => {
    const { native } = await launchDesktop({ dataFolder });
    const frame = { url: 'app://bundle/', main: true };
    const call: Call = async (channel, input) =>
      (await native.invoke({ window: 1, frame, channel, args: [input] })) as Reply;
    expect(comparable(await answers(call, pageCalls))).toEqual(comparable(replies));
  });
});

test("the engine's contract: the same from its process as in this one", async () => {
  const folder = join(dataFolder, 'runs', 'tiny', 'generator');
  const calls = engineCalls(folder);
  const engine = createEngine(async () => {});
  const here = await answers(dispatcher(engineCommands, engine), calls);
  const child = startEngineProcess(forkEngine, {
    event: async () => null,
    evaluation: async () => null,
  });
  onTestFinished(() => child.kill());
  const table: Readonly<Record<string, (input: never) => Promise<unknown>>> = child.call;
  const call: Call = async (name, input) => {
    const ask = Object.hasOwn(table, name) ? table[name] : undefined;
    if (ask === undefined) return dispatcher(engineCommands, engine)(name, input);
    try {
      return { ok: true, value: await ask(input as never) };
    } catch (error) {
      return { ok: false, error: toErrorData(error) };
    }
  };
  const there = await answers(call, calls);
  expect(there).toEqual(here);
  expect(here.map(({ ok }) => ok)).toEqual([true, true, true, false, false, false]);
});

/** An absent value may come as null where a message has no word for it. */
const comparable = (replies: readonly Reply[]) =>
  replies.map((reply) => (reply.ok ? { ok: true, value: reply.value ?? null } : reply));

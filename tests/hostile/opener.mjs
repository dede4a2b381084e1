// A process that opens run folders in every way that the program has, one after the other, and tells
// what came of each. Whoever started it watches its time and its memory.
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { engineHere } from '../helpers/engine-here.mjs';

/**
 * @param {string} place below dist/
 * @returns {Promise<any>} the built module
 */
const built = (place) => import(new URL(`../../dist/${place}`, import.meta.url).href);

const [service, engine, command, engineCommands, errors, upload, cli, composing] =
  await Promise.all([
    built('src-main/service/service.js'),
    built('src-main/engine/engine.js'),
    built('src-shared/contract/command.js'),
    built('src-shared/contract/engine-commands.js'),
    built('src-shared/contract/errors.js'),
    built('src-main/server/uploads/check-upload.js'),
    built('src-main/cli/main.js'),
    built('src-shared/config/composing.js'),
  ]);

// The quick part: what is opened is the same, and to compile a training of one step takes ten times as long as it.
if (process.env.HOSTILE !== 'whole') {
  const [backend, kernels, compile] = await Promise.all([
    built('src-main/engine/backend/start-backend.js'),
    built('src-main/engine/backend/kernels.js'),
    built('src-main/engine/backend/graph/compile.js'),
  ]);
  await backend.startBackend();
  kernels.installKernels({ ...kernels.kernels(), compile: compile.plainCompile });
}

/** @type {import('../../src-main/service/service.js').Service} */
const { call, answer, onEvent } = service.createService({
  openEngineChannel: engineHere({ ...engine, ...command, ...engineCommands, ...errors }),
});
const openService = async () => ({
  call,
  answer,
  onEvent,
  onEvaluation: () => () => {},
  onAppEvent: () => () => {},
  close: async () => {},
  kill: () => {},
});

/** @typedef {import('./opening.js').Folder} Folder */
/** @typedef {import('./opening.js').Told} Told */

/** Digits of a model that is there to be measured, not read. */
const config = { ...composing.composingDefaults, digits: 2, legibility: null, seed: 1 };

/**
 * @param {string} name
 * @returns {(folder: Folder) => Promise<Told>}
 */
const asPage =
  (name, more = {}) =>
  async ({ run }) =>
    replied(await answer(name, { ...(run === null ? {} : { run }), ...more }));

/** @returns {(folder: Folder) => Promise<Told>} */
const drawing =
  (/** @type {(run: string) => string} */ model = (run) => run) =>
  async ({ run }) =>
    replied(
      await answer('digits.sample', { model: model(run ?? ''), seed: 1, first: 0, count: 2 }),
    );

/** @type {Record<import('./opening.js').Way, (folder: Folder) => Promise<Told>>} */
const ways = {
  list: listed,
  show: asPage('runs.show'),
  losses: asPage('runs.losses'),
  picture: asPage('runs.picture', { epoch: 1 }),
  gif: asPage('runs.export', { what: 'gif' }),
  plot: asPage('runs.export', { what: 'losses' }),
  export: async ({ run }) =>
    replied(await answer('model.export', { model: run, network: 'generator', format: 'keras' })),
  describe: async ({ run }) => replied(await answer('networks.describe', { model: run })),
  find: ({ folder }) => rejected(call['model.find']({ model: folder })),
  open: ({ folder }) => rejected(call['runs.open']({ folder })),
  draw: drawing(),
  drawBest: drawing((run) => `${run}/best`),
  compose: async ({ run }) => replied(await answer('number.compose', { model: run, config })),
  // A step more than the run has.
  resume: ({ folder, epochs, steps }) =>
    commanded([
      ...['resume', folder, '--epochs', String(epochs + 1), '--max-steps', String(steps + 1)],
    ]),
  upload: ({ folder, files }) =>
    rejected(upload.checkUpload({ folder, files: new Map(files) }, { call })),
  train: ({ images, scratch }) => commanded(['train', '--data', images, ...short(scratch)]),
  config: ({ images, scratch }) =>
    commanded([
      ...['train', '--data', `${images}/../whole`, '--config', `${images}/config.json`],
      ...short(scratch),
    ]),
  runsCommand: () => commanded(['runs']),
  describeCommand: ({ folder }) => commanded(['describe', '--model', folder]),
};

/** A training of a step, in a folder that is new each time. */
const short = (/** @type {string} */ scratch) => [
  ...['--preset', 'tiny', '--epochs', '1', '--batch-size', '32', '--noise-dim', '10'],
  ...['--max-steps', '1', '--out', `${scratch}/${randomUUID()}`],
];

/** @returns {Promise<Told>} */
async function listed() {
  const reply = await answer('runs.list', {});
  if (!reply.ok) return replied(reply);
  const ids = /** @type {{id: string}[]} */ (reply.value).map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) defects.push(`listed twice: ${twice.join(', ')}`);
  return replied(reply);
}

/**
 * @param {import('../../src-shared/contract/command.js').Reply} reply
 * @returns {Told}
 */
const replied = (reply) =>
  reply.ok ? { error: null, text: problems(reply.value) } : failed(reply.error);

/**
 * What a list says is wrong with a run reaches a person too.
 * @param {unknown} value
 * @returns {string}
 */
const problems = (value) =>
  Array.isArray(value)
    ? value.flatMap((/** @type {any} */ each) => each?.problem ?? []).join('\n')
    : '';

/**
 * @param {Promise<unknown>} work
 * @returns {Promise<Told>}
 */
const rejected = (work) =>
  work.then(
    () => ({ error: null, text: '' }),
    (error) => failed(errors.toErrorData(error)),
  );

/**
 * @param {import('../../src-shared/contract/errors.js').ErrorData} error
 * @returns {Told}
 */
const failed = ({ code, message, details }) => ({
  error: { code, message, stack: String(details.stack ?? '') },
  text: '',
});

/**
 * As a person at a terminal has it.
 * @param {string[]} args
 * @returns {Promise<Told>}
 */
async function commanded(args) {
  let text = '';
  const stream = () =>
    Object.assign(
      new Writable({
        write(chunk, _encoding, done) {
          text += String(chunk);
          done();
        },
      }),
      { isTTY: false, columns: 100 },
    );
  const code = await cli.run(args, {
    ...{ stdout: stream(), stderr: stream(), openService },
    signals: { on: () => {}, off: () => {} },
    ensureEngine: async () => ({ engine: null, failure: null }),
    ...{ exit: () => {}, now: Date.now },
  });
  return { error: code === 0 ? null : { code: String(code), message: text, stack: '' }, text };
}

/** @type {string[]} */
const defects = [];
process.on('unhandledRejection', (reason) => defects.push(`unhandled: ${reason}`));
process.on('uncaughtException', (error) => defects.push(`uncaught: ${error.stack}`));

process.on('message', async (/** @type {import('./opening.js').Wish} */ { folder, wanted }) => {
  for (const way of wanted) {
    process.send?.({ begins: way });
    const told = await ways[way](folder);
    await new Promise((resolve) => setImmediate(resolve));
    process.send?.({ way, ...told, defects: defects.splice(0) });
  }
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });

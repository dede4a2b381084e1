import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLines } from '../../../src-main/cli/training/training-report.js';
import { SetupError } from '../../../src-main/setup/setup-error.mjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import { epochEvent, fakeService, finishedEvent, startedEvent, stepEvent } from './fake-service.js';
import { memoryStream, runMain, startMain } from './run-main.js';

const begun = { run: 'evening', folder: '/data/runs/evening' };

test('tells what it trains, a line an epoch, and what to type next', async () => {
  const { code, stdout, stderr, fake, listeners } = await runMain(['train']);
  expect({ code, stderr, listeners }).toEqual({ code: 0, stderr: '', listeners: 0 });
  expect(stdout).toContain('preset compact, recipe tuned, 2 epochs, seed 7');
  expect(stdout).toContain('128 images of MNIST');
  expect(stdout).toContain('TensorFlow 2.21.0 on the processor, float32');
  expect(stdout).toContain('/data/runs/evening');
  expect(stdout).toMatch(/^Epoch 1\/2 .*0\.800.*1\.200.*812 images\/s.*1 min 13 s$/m);
  expect(stdout).toMatch(/^Epoch 2\/2 .*legible 71\.3%, Fréchet 28\.00/m);
  expect(stdout).toMatch(/best epoch was 1 \(legible 71\.3%, Fréchet 29\.00\): .*evening.best/);
  expect(stdout).toContain('Finished after 2 epochs, 4 steps.');
  expect(fake.state).toEqual({ closed: 1, killed: 0 });
});

test('says what kind of model it trains, and of an epoch how much is read as asked for', async () => {
  const { stdout } = await runMain(['train']);
  expect(stdout).toContain('Kind: a GAN on images alone.\n');
  expect(stdout).not.toContain('as asked');
  const { config, dataset } = startedEvent;
  const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const { quality } = epochEvent(1);
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() =>
        fake.tell(
          {
            ...startedEvent,
            config: { ...config, kind: 'conditional' },
            dataset: { ...dataset, labels },
          },
          { ...epochEvent(1), quality: quality && { ...quality, asked: 0.982 } },
          finishedEvent('finished'),
        ),
      );
      return begun;
    },
  });
  const conditional = await runMain(['train'], { fake });
  expect(conditional.stdout).toContain('Kind: conditional, labels 0 to 9.\n');
  expect(conditional.stdout).toMatch(
    /^Epoch 1\/2 .*legible 71\.3%, as asked 98\.2%, Fréchet 29\.00/m,
  );
});

test('counts one of anything in the singular', () => {
  const one = { ...startedEvent, epochs: 1, stepsPerEpoch: 1 };
  const lines = startLines({ ...one, dataset: { ...one.dataset, images: 1 } }).join('\n');
  expect(lines).toContain(', 1 epoch, seed 7.');
  expect(lines).toContain('Data: 1 image of MNIST, 1 step of ');
});

test("says which file of a data set it trains on, a hint, and the real images' figure beside", async () => {
  const { config, dataset } = startedEvent;
  const file = 'emnist-digits-train-images-idx3-ubyte.gz';
  const recognised = { legible: 0.0664, classShare: new Array<number>(10).fill(0.1) };
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() =>
        fake.tell(
          {
            ...startedEvent,
            config: { ...config, transpose: true },
            dataset: { ...dataset, folder: '/data/emnist', file, images: 240_000, recognised },
          },
          { kind: 'warning', run: 'evening', message: 'They lie on their side.', about: 'images' },
          epochEvent(1),
          finishedEvent('finished'),
        ),
      );
      return begun;
    },
  });
  const { stdout, stderr } = await runMain(['train'], { fake });
  expect(stdout).toContain(
    `Data: 240,000 images of ${join('/data/emnist', file)}, transposed, 2 steps of 64 an epoch.\n`,
  );
  expect(stdout).toMatch(/^Epoch 1\/2 .*legible 71\.3% \(real images 6\.6%\), Fréchet 29\.00/m);
  expect(stderr).toContain('Hint: They lie on their side.\n');
});

test('--json prints the events without pixels and nothing else', async () => {
  const { code, stderr, json } = await runMain(['train', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const events = json();
  expect(events[0]).toEqual(startedEvent);
  expect(events[1]).toMatchObject({ kind: 'step', epoch: 1, step: 1, imagesPerSecond: 812.4 });
  expect(events[3]).not.toHaveProperty('digits');
  expect(events.map((event) => (Object(event) as { kind: string }).kind)).toEqual([
    'started',
    'step',
    'step',
    'epoch',
    'step',
    'step',
    'epoch',
    'finished',
  ]);
});

test('on a terminal a bar shows the step and the time left', async () => {
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() => fake.tell(startedEvent, stepEvent(1)));
      setTimeout(() => fake.tell(epochEvent(1), finishedEvent('stopped')), 200);
      return begun;
    },
  });
  const { stream, text } = memoryStream({ isTTY: true });
  const { code, stdout } = await runMain(['train'], { fake, surroundings: { stderr: stream } });
  expect(code).toBe(0);
  expect(text()).toContain('█████░░░░░');
  expect(text()).toMatch(
    /epoch 1\/2 · step 1 · G 0\.800 D 1\.200 · 812 images\/s · 3 min 10 s left/,
  );
  expect(stdout).not.toContain('█');
  expect(stdout).toMatch(/Go on with: digits resume/);
});

test('elsewhere a plain line now and then, not one a step', async () => {
  let clock = 0;
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() => {
        fake.tell(startedEvent);
        for (let step = 1; step <= 100; step++) {
          clock += 1_000;
          fake.tell(stepEvent(step));
        }
        fake.tell(finishedEvent('finished'));
      });
      return begun;
    },
  });
  const { stderr } = await runMain(['train'], { fake, surroundings: { now: () => clock } });
  expect(stderr.match(/^epoch \d+\/2 · step \d+/gm)).toHaveLength(10);
});

test('the first Ctrl-C stops and saves, says how to go on, and is 130', async () => {
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() => fake.tell(startedEvent, stepEvent(1)));
      return begun;
    },
  });
  const { code, signals, stdout, stderr, exits } = startMain(['train'], { fake });
  await expect.poll(() => stdout()).toContain('Training preset');
  signals.emit('SIGINT');
  expect(await code).toBe(130);
  expect(stderr()).toContain('Finishing the step and saving …');
  expect(stdout()).toContain('Go on with: digits resume /data/runs/evening');
  expect(fake.calls.filter(({ name }) => name === 'training.stop')).toHaveLength(1);
  expect({ exits, ...fake.state }).toEqual({ exits: [], closed: 1, killed: 0 });
});

test('SIGTERM likewise with its own code, and with --json the note is not on standard output', async () => {
  const fake = fakeService({
    'training.resume': () => {
      setImmediate(() => fake.tell(startedEvent));
      return begun;
    },
  });
  const { code, signals, stdout } = startMain(['resume', 'evening', '--json'], { fake });
  await expect.poll(() => stdout()).toContain('started');
  signals.emit('SIGTERM');
  expect(await code).toBe(143);
  const kinds = stdout()
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line).kind);
  expect(kinds).toEqual(['started', 'finished']);
});

test('a Ctrl-C before the training runs waits for it to begin', async () => {
  let begin: () => void = () => {};
  const fake = fakeService({
    'training.start': () =>
      new Promise((resolve) => {
        begin = () => {
          fake.tell(startedEvent);
          resolve(begun);
        };
      }),
  });
  const { code, signals } = startMain(['train'], { fake });
  await expect.poll(() => fake.calls).toHaveLength(1);
  signals.emit('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fake.calls.map(({ name }) => name)).toEqual(['training.start']);
  begin();
  expect(await code).toBe(130);
});

test('tells how far the images have been looked at before a training, which Ctrl-C ends there', async () => {
  let refuse: (error: AppError) => void = () => {};
  const fake = fakeService({
    'training.start': () =>
      new Promise((_, reject) => {
        refuse = reject;
        fake.tell({ kind: 'preparing', share: 0.25, secondsLeft: 9 });
      }),
    'training.stop': () => refuse(new AppError('CANCELLED', 'It was stopped.')),
  });
  const { stream, text } = memoryStream({ isTTY: true });
  const surroundings = { stderr: stream };
  const { code, signals, stdout } = startMain(['train'], { fake, surroundings });
  await expect.poll(text).toContain('█████░░░░░');
  expect(text()).toContain('looking at how these images are written · 9 s left');
  signals.emit('SIGINT');
  expect(await code).toBe(130);
  expect(text()).toContain('Stopping … ');
  expect(text()).toContain('Interrupted; nothing was written.');
  expect(stdout()).toBe('');
});

test('a terminal that closes has its own code, and a signal that an engine died of is no defect', async () => {
  const died = new AppError('ENGINE_DIED', 'The engine died.', { details: { signal: 'SIGHUP' } });
  const fake = fakeService({ 'training.start': () => Promise.reject(died) });
  const { code, stderr } = await runMain(['train'], { fake });
  expect(code).toBe(129);
  expect(stderr).toBe('digits: Interrupted while the engine started; nothing was written.\n');
});

test('a second Ctrl-C kills the engine and ends at once', async () => {
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() => fake.tell(startedEvent));
      return begun;
    },
    'training.stop': () => {},
  });
  const { code, signals, stdout, exits } = startMain(['train'], { fake });
  await expect.poll(() => stdout()).toContain('Training preset');
  signals.emit('SIGINT');
  expect(exits).toEqual([]);
  signals.emit('SIGINT');
  expect(exits).toEqual([130]);
  expect(fake.state.killed).toBe(1);
  fake.tell(finishedEvent('stopped'));
  await code;
});

test('a reader of the JSON lines that goes away stops the training', async () => {
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() => fake.tell(startedEvent));
      return begun;
    },
  });
  const failure = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  const { stream } = memoryStream({ failure });
  const { code } = await runMain(['train', '--json'], { fake, surroundings: { stdout: stream } });
  expect(code).toBe(0);
  expect(fake.calls.map(({ name }) => name)).toEqual(['training.start', 'training.stop']);
});

test('a terminal that has closed takes no word any more, and the training goes on', async () => {
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() => fake.tell(startedEvent, stepEvent(1), finishedEvent('finished')));
      return begun;
    },
  });
  const failure = Object.assign(new Error('write EIO'), { code: 'EIO' });
  const [stdout, stderr] = [memoryStream({ failure }), memoryStream({ failure })];
  const surroundings = { stdout: stdout.stream, stderr: stderr.stream };
  const { code } = await runMain(['train', '--json'], { fake, surroundings });
  expect(code).toBe(0);
  expect(fake.calls.map(({ name }) => name)).toEqual(['training.start']);
});

test('--max-steps reached is a good end that says how to go on', async () => {
  const fake = fakeService({
    'training.start': () => {
      setImmediate(() => fake.tell(startedEvent, stepEvent(3), finishedEvent('stopped')));
      return begun;
    },
  });
  const { code, stdout } = await runMain(['train', '--max-steps', '3'], { fake });
  expect(code).toBe(0);
  expect(stdout).toContain('Stopped and saved after step 3 (1 whole epoch).');
  expect(stdout).toContain('Go on with: digits resume');
});

test('resume passes its options on; a finished run says so', async () => {
  const fake = fakeService({
    'training.resume': () => {
      fake.tell(finishedEvent('finished'));
      return begun;
    },
  });
  const options = ['--epochs', '3', '--guidance', '4', '--max-steps', '5', '--force'];
  const run = await runMain(['resume', 'evening', ...options], { fake });
  expect(run.code).toBe(0);
  expect(run.input('training.resume')).toEqual({
    run: 'evening',
    epochs: 3,
    guidance: 4,
    maxSteps: 5,
    force: true,
  });
  expect(run.stdout).toContain('"evening" is finished');
  expect(run.stdout).toContain('--epochs 12');
});

test('a failure under way is the error, also as JSON; warnings go to standard error', async () => {
  const fake = fakeService({
    'training.start': () => {
      const error = { code: 'DIVERGED' as const, message: 'The loss is NaN.', details: {} };
      setImmediate(() =>
        fake.tell(
          startedEvent,
          { kind: 'warning', run: 'evening', message: 'The disk fills.' },
          { kind: 'failed', run: 'evening', error },
        ),
      );
      return begun;
    },
  });
  const plain = await runMain(['train'], { fake });
  expect(plain.code).toBe(1);
  expect(plain.stderr).toBe('Warning: The disk fills.\ndigits: The loss is NaN.\n');
  const json = await runMain(['train', '--json'], { fake });
  expect(json.json().at(-1)).toEqual({
    error: { code: 'DIVERGED', message: 'The loss is NaN.', details: {} },
  });
  expect(json.stdout).not.toContain('"failed"');
});

test('a training that is refused rejects the start', async () => {
  const fake = fakeService({
    'training.start': () => {
      throw new AppError('LOCKED', 'Another process trains this run.');
    },
  });
  const { code, stderr } = await runMain(['train'], { fake });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'digits: Another process trains this run.\n',
  });
});

test('without an engine: reason and remedy are said, and it goes on', async () => {
  const failure = new SetupError('NO_PYTHON', 'No Python was found.', { remedy: 'Install it.' });
  const { code, stderr } = await runMain(['train'], {
    surroundings: { ensureEngine: async () => ({ engine: null, failure }) },
  });
  expect(code).toBe(0);
  expect(stderr).toContain('No Python was found. Install it.');
});

test('Ctrl-C while the engine is installed is 130, and nothing trains', async () => {
  const { code, signals, fake, stderr } = startMain(['train'], {
    surroundings: {
      ensureEngine: ({ signal } = {}) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () =>
            reject(new SetupError('ABORTED', 'Interrupted.')),
          );
        }),
    },
  });
  await expect.poll(() => signals.listenerCount('SIGINT')).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  signals.emit('SIGINT');
  expect(await code).toBe(130);
  expect(stderr()).toMatch(/nothing is left behind/);
  expect(fake.calls).toEqual([]);
});

import { expect, test } from 'vitest';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Evaluation } from '../../../src-shared/contract/evaluation.js';
import { evaluation, evaluationProgress, fakeService, foundModel } from './fake-service.js';
import { memoryStream, runMain, startMain } from './run-main.js';

test('a table of every measure beside what it is measured by', async () => {
  const run = await runMain(['evaluate', '--seed', '7']);
  expect(run.code).toBe(0);
  expect(run.stdout).toBe(
    [
      '10,000 digits, seed 7; 1,000 of them compared with every training image.',
      'Legible                         71.3%  the recogniser is at least 95% sure; real test images 97.4%',
      'Smallest class                   6.0%  digit 8; real test images 8.9%',
      'Largest class                   14.0%  digit 1; real test images 11.4%',
      'Entropy of the classes          99.2%  100% when all are alike; real test images 99.9%',
      'Fréchet distance                18.52  real test images 0.60',
      'Nearest training image, median   5.21  real test images 5.60',
      '  1st percentile                 3.10  real test images 2.95',
      '',
    ].join('\n'),
  );
  expect(run.stderr).toContain('the one that comes with the program');
  expect(run.input('model.evaluate')).toEqual({
    model: '/data/runs/evening/generator',
    seed: 7,
    count: 10_000,
    deep: false,
  });
  expect(run.fake.evaluationListeners.size).toBe(0);
});

const asked: NonNullable<Evaluation['asked']> = {
  agreement: 0.9871,
  agreementByLabel: [
    { label: 3, agreement: 0.98 },
    { label: 8, agreement: 0.9643 },
    { label: 9, agreement: 0.99 },
  ],
  variety: 0.943,
  hands: { slant: 0.61, strokeWidth: 0.598 },
};

test('a conditional model: read as asked for, varied within a label, in one hand', async () => {
  const evaluate = (found: Evaluation, ...args: string[]) =>
    runMain(['evaluate', ...args], { fake: fakeService({ 'model.evaluate': () => found }) });
  const trainOnGenerated = { accuracy: 0.9901, real: 0.9934, images: 60_000, drawn: 60_000 };
  const { stdout } = await evaluate({ ...evaluation, asked, trainOnGenerated });
  const lines = stdout.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
  expect(lines).toEqual(
    expect.arrayContaining([
      'Read as asked for | 98.7% | worst label 8: 96.4%; real test images 99.3%',
      "Variety within a label | 94.3% | of real digits' own; below 100% more alike",
      "One hand: slant | 0.61 | share of its variance between hands; MNIST's writers 0.58",
      " | stroke width | 0.60 | MNIST's writers 0.62",
      'Trained on generated digits | 99.01% | of real test images read; labels as asked for, none left out; trained on real ones 99.34%',
    ]),
  );
  const few = { ...asked, hands: null };
  const ofFew = await evaluate({ ...evaluation, asked: few });
  expect(ofFew.stdout).toContain('Read as asked for');
  expect(ofFew.stdout).not.toMatch(/One hand|null/);
  const { json } = await evaluate({ ...evaluation, asked }, '--json');
  expect(json()).toMatchObject([{ asked }]);
});

test('--json is one object: the measures, with the seed and the model', async () => {
  const run = await runMain(['evaluate', '--model', 'evening', '--count', '200', '--json']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { seed, count } = Object(run.input('model.evaluate')) as { seed: number; count: number };
  expect(count).toBe(200);
  expect(run.json()).toEqual([{ ...evaluation, seed, model: '/data/runs/evening/generator' }]);
});

test('--deep adds what recognisers trained on such digits and on real ones are worth', async () => {
  const evaluate = (trainOnGenerated: Evaluation['trainOnGenerated']) => {
    const deep = { ...evaluation, ...(trainOnGenerated && { trainOnGenerated }) };
    const fake = fakeService({ 'model.evaluate': () => deep });
    return runMain(['evaluate', '--deep'], { fake });
  };
  const images = { images: 60_000, drawn: 84_224 };
  const run = await evaluate({ accuracy: 0.9712, real: 0.9934, ...images });
  expect(run.input('model.evaluate')).toMatchObject({ deep: true });
  expect(run.stdout).toContain(
    'Trained on generated digits     97.12%  of real test images read; trained on real ones 99.34%',
  );
  const hopeless = await evaluate({ accuracy: null, real: null, images: 60_000, drawn: 2_048 });
  expect(hopeless.code).toBe(0);
  expect(hopeless.stdout).toMatch(/Trained on generated digits +none +fewer than one digit in/);
});

test('a collapse is a warning', async () => {
  const collapsed = { ...evaluation, classShare: [0, 0.6, 0.4, 0, 0, 0, 0, 0, 0, 0] };
  const fake = fakeService({ 'model.evaluate': () => collapsed });
  const { code, stdout, stderr } = await runMain(['evaluate'], { fake });
  expect(code).toBe(0);
  expect(stderr).toContain('Warning: 60.0% of the digits are taken for a 1: ');
  expect(stdout).toContain('digits 0, 3, 4, 5, 6, 7, 8, 9; ');
});

test('is judged against what the recogniser says of the images learnt from', async () => {
  const threes = { ...evaluation, classShare: [0, 0, 0, 0.98, 0.02, 0, 0, 0, 0, 0] };
  const learnt = async (legible: number, ofThrees: number) => {
    const classShare = threes.classShare.map((_, digit) => (digit === 3 ? ofThrees : 0));
    return runMain(['evaluate'], {
      fake: fakeService({
        'model.find': () => ({ ...foundModel, recognised: { legible, classShare } }),
        'model.evaluate': () => threes,
      }),
    });
  };
  const warned = /taken for a 3/;
  const { stdout, stderr } = await learnt(0.97, 1);
  expect(stderr).not.toMatch(warned);
  expect(stdout).toContain('at least 95% sure; of the images learnt from 97.0%; real');
  expect((await learnt(0.97, 0.3)).stderr).toMatch(warned);
  // What it can't read says nothing of a collapse.
  expect((await learnt(0.03, 0.3)).stderr).not.toMatch(warned);
});

test('work of over two seconds shows how far it is and the time left, shorter work nothing', async () => {
  const evaluate = async (milliseconds: number) => {
    let clock = 0;
    const fake = fakeService({
      'model.evaluate': () => {
        clock += milliseconds;
        for (const listener of fake.evaluationListeners) listener(evaluationProgress);
        return evaluation;
      },
    });
    const { stream, text } = memoryStream({ isTTY: true });
    await runMain(['evaluate', '--model', 'evening'], {
      fake,
      surroundings: { stderr: stream, now: () => clock },
    });
    return text();
  };
  expect(await evaluate(1_999)).toBe('');
  expect(await evaluate(2_000)).toContain('drawing digits, 2,560 of 10,000 · 12 s left');
});

test('Ctrl-C ends it at once: 130, nothing printed, the engine killed', async () => {
  const fake = fakeService({ 'model.evaluate': () => new Promise(() => {}) });
  const { code, signals, stdout, stderr } = startMain(['evaluate'], { fake });
  await expect.poll(() => fake.calls.at(-1)?.name).toBe('model.evaluate');
  signals.emit('SIGINT');
  expect(await code).toBe(130);
  expect(stdout()).toBe('');
  expect(stderr()).toContain('digits: Interrupted; nothing was written.');
  expect(fake.state).toEqual({ closed: 1, killed: 1 });
});

test('errors have the exit codes that they have elsewhere', async () => {
  const missing = fakeService({
    'model.find': () => {
      throw new AppError('NOT_FOUND', 'There is no run "x".');
    },
  });
  const failed = await runMain(['evaluate', '--model', 'x', '--json'], { fake: missing });
  expect(failed.code).toBe(1);
  expect(failed.json()).toMatchObject([{ error: { code: 'NOT_FOUND' } }]);
  const wrong = await runMain(['evaluate', '--count', '99']);
  expect(wrong).toMatchObject({ code: 2, opened: 0 });
  expect(wrong.stderr).toContain('--count must be a whole number from 100 to 1000000, not 99.');
});

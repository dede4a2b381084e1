import { expect, test } from 'vitest';
import { AppError } from '../../../src-shared/contract/errors.js';
import { fakeService } from './fake-service.js';
import { memoryStream, runMain } from './run-main.js';

const commandNames = [
  'train',
  'resume',
  'generate',
  'compose',
  'grammar',
  'inspect',
  'bank',
  'evaluate',
  'runs',
  'describe',
  'train-recogniser',
  'help',
  'completion',
  'doctor',
  'engine',
];

test('help shows the four steps, and every command teaches by examples', async () => {
  const root = await runMain(['--help']);
  expect(root).toMatchObject({ code: 0, stderr: '', opened: 0 });
  for (const step of ['train', 'generate', 'compose', 'resume']) {
    expect(root.stdout).toMatch(new RegExp(`^ {2}digits ${step}`, 'm'));
  }
  for (const name of commandNames) {
    const { code, stdout } = await runMain([name, '--help']);
    expect(code).toBe(0);
    expect(stdout.split('Examples:')[1]?.match(/digits /g)?.length).toBeGreaterThanOrEqual(2);
  }
});

test.each([
  [['tran'], /Unknown command 'tran'\. Did you mean train\?/],
  [
    ['train', '--epoch', '3'],
    /Unknown option '--epoch'\. Did you mean --epochs\? See digits train --help/,
  ],
  [['train', 'more'], /Too many arguments/],
  [['resume'], /Missing required argument 'run'/],
  [['train', '--seed'], /argument missing/],
  [['describe', '--preset', 'compact', '--model', 'x'], /cannot be used with/],
  [['generate', '--count', '5', '--rows', '2'], /choose one/],
  [['generate', '--format', 'npy'], /add --count/],
  [['generate', '--labels'], /--labels is for single digits: add --count/],
  [['generate', '--classes', '3,x'], /--classes must be labels from 0 to 255.*, not "3,x"/],
  [['generate', '--classes', '3,,8'], /--classes must be labels/],
  [['generate', '--classes', '3,256'], /--classes must be labels from 0 to 255/],
  [['generate', '--classes', ''], /--classes must be labels.*, not ""/],
  [['generate', '--hand', '-1'], /--hand must be a whole number from 0 to 4294967295, or each/],
  [['generate', '--hand', 'Each'], /--hand must be .*, or each, not "Each"/],
  [['generate', '--slant', '4'], /--slant must be a number from -3 to 3, not 4/],
  [['generate', '--stroke-width', '-3.1'], /--stroke-width must be a number from -3 to 3/],
  [['train', '--conditional', '--kind', 'gan'], /--kind gan contradicts it: choose one/],
  [['describe', '--kind', 'gan', '--model', 'x'], /cannot be used with/],
  [['compose', '--digits', '1-3'], /add --out-dir/],
  [['compose', '--digits', '3-1', '--out-dir', 'x'], /from the smaller to the larger/],
  [['compose', '--out', 'x', '--out-dir', 'y'], /choose one/],
  [
    ['compose', '--min-spacing', '6', '--max-spacing', '2'],
    /--min-spacing \(6\) must not be larger/,
  ],
  [
    ['bank', 'make', '--hands', '100000', '--each', '2'],
    /at most 1,900,000 digits, and ten labels by --hands 100000 and --each 2 are 2,000,000/,
  ],
])('wrong usage %j is one paragraph and 2', async (args, words) => {
  const { code, stdout, stderr, opened } = await runMain(args);
  expect({ code, stdout, opened }).toEqual({ code: 2, stdout: '', opened: 0 });
  expect(stderr).toMatch(words);
  expect(stderr).toMatch(/^digits: [^\n]+\n$/);
});

test.each([
  [['hlep'], 'Did you mean help?'],
  [['tran', '--help'], 'Did you mean train?'],
  [['help', 'runs', 'delet'], 'Did you mean delete?'],
  [['runs', 'lst'], 'Did you mean list?'],
  [['engine', 'start'], 'It has install, remove, path.'],
  [['dataset', 'verfy', 'x'], 'Did you mean verify?'],
  [['train', '--preset', 'compakt'], 'Did you mean compact?'],
  [['train', '--recipe', 'tunde'], 'Did you mean tuned?'],
  [['compose', '1', '--ink', 'navvy'], 'Did you mean navy?'],
  [['dataset', '--digits', '3', '--format', 'gt-text'], 'Did you mean gt-txt?'],
  [['dataset', '--digits', '3', '--style', 'scna'], 'Did you mean scan?'],
  [['dataset', '--digits', '3', '--set', 'blurr=1'], 'Did you mean blur?'],
  [['grammar', 'scor'], 'Did you mean score?'],
  [['compose', '12', '345'], 'digits compose "12 345.60"'],
])('what %j was to say is suggested', async (args, words) => {
  const { code, stderr } = await runMain(args);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) });
});

test('help shows what --help does, and the options of train in groups', async () => {
  for (const names of [['train'], ['runs', 'export']]) {
    const [help, flag] = [await runMain(['help', ...names]), await runMain([...names, '--help'])];
    expect(help).toMatchObject({ code: 0, stdout: flag.stdout });
  }
  const { stdout } = await runMain(['help', 'train']);
  const groups = [...stdout.matchAll(/^(\w+):$/gm)].map(([, name]) => name);
  expect(groups.slice(0, 4)).toEqual(['Usual', 'Recipe', 'Data', 'Output']);
});

test('no command: help on standard error, 2', async () => {
  for (const args of [[], ['engine']]) {
    const { code, stdout, stderr } = await runMain(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: digits/);
  }
});

test('with --json an error is one line of data on standard output and nothing else', async () => {
  const usage = await runMain(['train', '--epochs', '0', '--json']);
  expect(usage).toMatchObject({ code: 2, stderr: '' });
  expect(usage.json()).toEqual([
    {
      error: {
        code: 'BAD_INPUT',
        message: '--epochs must be a whole number from 1 to 10000, not 0.',
        details: { option: '--epochs', value: '0' },
      },
    },
  ]);
  const failure = await runMain(['describe', '--model', 'x', '--json']);
  expect(failure).toMatchObject({ code: 1, stderr: '' });
  expect(failure.json()).toEqual([
    { error: { code: 'INVALID_MODEL', message: 'The model is broken.', details: { path: '/x' } } },
  ]);
});

test('an error shows its trace with --verbose only, and the service is let go of', async () => {
  const quiet = await runMain(['describe', '--model', 'x']);
  expect(quiet).toMatchObject({ code: 1, stderr: 'digits: The model is broken.\n', listeners: 0 });
  expect(quiet.fake.state).toEqual({ closed: 1, killed: 0 });
  const verbose = await runMain(['describe', '--model', 'x', '--verbose']);
  expect(verbose.stderr).toMatch(/^digits: The model is broken\.\nAppError: .*\n {4}at /);
});

test('a defect says that it is one', async () => {
  const fake = fakeService({
    'runs.list': () => {
      throw new TypeError('x is not a function');
    },
  });
  const { code, stderr } = await runMain(['runs'], { fake });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^digits: Something went wrong that should not: x is not a function\. [^\n]*\n$/,
  );
  const json = await runMain(['runs', '--json'], { fake });
  expect(json.stdout).toMatch(/^\{"error":\{"code":"INTERNAL"/);
  expect(json.stdout).not.toContain('stack');
});

test('an error of the service about its input is wrong usage', async () => {
  const fake = fakeService({
    'training.start': () => {
      throw new AppError('BAD_INPUT', '--data must hold 28x28 images.');
    },
  });
  const { code, stderr } = await runMain(['train', '--data', 'x'], { fake });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'digits: --data must hold 28x28 images. See digits train --help.\n',
  });
});

test('a closed pipe is an ordinary end', async () => {
  const failure = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  const { stream } = memoryStream({ failure });
  const { code, stderr } = await runMain(['describe'], { surroundings: { stdout: stream } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('what follows an option is its value, and no command that there is not', async () => {
  const { code, stderr } = await runMain(['dataset', '--out', 'strips', '{n:3}']);
  expect({ code, stderr: stderr.split(':')[1] }).toEqual({
    code: 2,
    stderr: ' --count is missing',
  });
});

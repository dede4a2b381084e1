import { beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../../src-shared/contract/errors.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { engineRecord, fakeService } from './fake-service.js';
import { runMain } from './run-main.js';

beforeEach(() => {
  vi.stubEnv('DIGITS_CACHE_DIR', temporaryFolder());
  return () => vi.unstubAllEnvs();
});

test('doctor --json: the fields that scripts read', async () => {
  const { code, stderr, json } = await runMain(['doctor', '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(json()).toEqual([
    {
      canTrain: true,
      engine: {
        backend: 'tensorflow',
        version: '2.21.0',
        device: 'cpu',
        path: null,
        kernels: ['graph', 'inPlaceAdam'],
      },
      processor: {
        model: expect.any(String),
        cores: expect.any(Number),
        features: expect.any(Array),
      },
      precision: { auto: 'float32', available: ['float32', 'bfloat16'] },
      cache: { path: expect.any(String), bytes: 0 },
      alternatives: expect.arrayContaining([
        {
          engine: 'cuda',
          available: expect.any(Boolean),
          reason: expect.any(String),
          remedy: expect.any(String),
        },
      ]),
      problem: null,
    },
  ]);
});

test('doctor lists bfloat16 only where the engine runs whole graphs', async () => {
  const older = { ...engineRecord, kernels: ['inPlaceAdam'] };
  const { json } = await runMain(['doctor', '--json'], {
    fake: fakeService({ 'engine.start': () => older }),
  });
  expect(json()).toMatchObject([{ precision: { auto: 'float32', available: ['float32'] } }]);
});

test('doctor without the native engine is 1 and says what to do', async () => {
  const javascript = { ...engineRecord, backend: 'javascript' as const, kernels: [] };
  const fake = fakeService({ 'engine.start': () => javascript });
  const { code, stdout } = await runMain(['doctor'], { fake });
  expect(code).toBe(1);
  expect(stdout).toContain('Training can not run natively');
  expect(stdout).toMatch(/TensorFlow on the processor: (possible|not possible)\./);
});

test('doctor tells of an engine that does not start', async () => {
  const fake = fakeService({
    'engine.start': () => {
      throw new AppError('ENGINE_DIED', 'Its process ended.');
    },
  });
  const { code, json } = await runMain(['doctor', '--json'], { fake });
  expect(code).toBe(1);
  expect(json()).toMatchObject([
    { canTrain: false, engine: { backend: null }, problem: 'Its process ended.' },
  ]);
});

test('runs: a table, or an object a line', async () => {
  const run = {
    ...{
      name: 'evening',
      folder: '/data/runs/evening',
      state: 'interrupted' as const,
      preset: 'compact',
    },
    createdAt: '2026-11-24T08:00:00.000Z',
    updatedAt: '2026-11-24T09:05:00.000Z',
    epoch: 3,
    step: 2814,
    epochs: 20,
    id: 'evening',
    place: 'data' as const,
    problem: null,
    madeWith: null,
    labels: null,
    hasModel: true,
    lastPicture: 3,
    best: { epoch: 2, step: 1876, frechet: 18.5, legible: 0.7126, classEntropy: 0.99 },
    hasBest: true,
  };
  const asked = { ...run, name: 'b', labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] };
  const some = { ...run, name: 'c', labels: [3, 8] };
  const broken = { ...run, name: 'd', preset: '', state: 'broken' as const, best: null };
  const fake = fakeService({ 'runs.list': () => [run, asked, some, broken] });
  const { stdout } = await runMain(['runs'], { fake });
  expect(stdout).toMatch(/^Name +State/);
  expect(stdout).toMatch(
    /^evening +interrupted +compact +gan +3\/20 +2 \(71\.3% legible\) +2026-11-24 09:05 +\/data\/runs\/evening$/m,
  );
  expect(stdout).toMatch(/^b .* compact +conditional 0 to 9 +3\/20/m);
  expect(stdout).toMatch(/^c .* compact +conditional 3, 8 +3\/20/m);
  expect(stdout).toMatch(/^d +broken +2026/m);
  const { json } = await runMain(['runs', '--json'], { fake });
  expect(json()).toEqual([
    { ...run, kind: 'gan' },
    { ...asked, kind: 'conditional' },
    { ...some, kind: 'conditional' },
    { ...broken, kind: null },
  ]);
});

test('no runs yet: said beside the result, which is empty', async () => {
  const { code, stdout, stderr } = await runMain(['runs']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('digits train');
  expect(await runMain(['runs', '--json'])).toMatchObject({ stdout: '', stderr: '' });
});

test('engine path, when none is installed, is 1', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await runMain(['engine', 'path'])).toMatchObject({ code: 1, stdout: '' });
  expect(said).toHaveBeenCalledWith(expect.stringContaining('No native engine is installed'));
  said.mockRestore();
});

import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { diagnoseEngines } from '../../../src-main/setup/diagnose.mjs';
import {
  ensureEngine,
  findEngine,
  installEngine,
  removeEngine,
} from '../../../src-main/setup/engine.mjs';
import type { Progress } from '../../../src-main/setup/install-engine.mjs';
import { freeSpace } from '../../../src-main/setup/machine.mjs';
import { acquireLock } from '../../../src-main/setup/process-lock.mjs';
import { SetupError } from '../../../src-main/setup/setup-error.mjs';
import { verifyEngine } from '../../../src-main/setup/verify-engine.mjs';
import { engineDirectoryName } from '../../../src-main/setup/wheels.mjs';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { fakeMachine } from './fake-machine.js';

let cache = '';
let engines = '';

beforeEach(() => {
  cache = temporaryFolder();
  engines = path.join(cache, 'engines');
  vi.stubEnv('DIGITS_CACHE_DIR', cache);
  vi.stubEnv('DIGITS_DATA_DIR', path.join(cache, 'data'));
  vi.stubEnv('DIGITS_ENGINE', '');
});
afterEach(() => void vi.unstubAllEnvs());

/** A program that stands in for Python: it runs `script` instead. */
function fakePython(script: string) {
  const file = path.join(cache, 'fake-python.mjs');
  // Asked for pip's settings, it has none.
  const settings = "if (process.argv[2] === '-c') { console.log('{}'); process.exit(); }";
  fs.writeFileSync(file, `import process from 'node:process';\n${settings}\n${script}`);
  return { command: [process.execPath, file], pip: '23.0' };
}

function pretendInstalled(engine: 'cpu' | 'cuda'): string {
  const directory = path.join(engines, engineDirectoryName({ engine }));
  fs.mkdirSync(directory, { recursive: true });
  const marker = {
    formatVersion: 1,
    engine,
    tensorflowVersion: '2.21.0',
    addon: 'tfjs_binding.node',
  };
  fs.writeFileSync(path.join(directory, 'engine.json'), JSON.stringify(marker));
  return directory;
}

test('what is installed is found, the forced one only when it is asked for', () => {
  expect(findEngine()).toBeNull();
  const directory = pretendInstalled('cpu');
  expect(findEngine()).toEqual({
    engine: 'cpu',
    directory,
    addonPath: path.join(directory, 'tfjs_binding.node'),
    tensorflowVersion: '2.21.0',
  });
  vi.stubEnv('DIGITS_ENGINE', 'cuda');
  expect(findEngine()).toBeNull();
});

test('a directory without its marker, or with half of one, is no engine', () => {
  const directory = pretendInstalled('cpu');
  fs.writeFileSync(path.join(directory, 'engine.json'), '{"formatVersion": 1');
  expect(findEngine()).toBeNull();
  fs.rmSync(path.join(directory, 'engine.json'));
  expect(findEngine()).toBeNull();
});

test('nothing is fetched to where no program may run', async () => {
  const machine = fakeMachine({ programsForbidden: true });
  await expect(installEngine({ machine })).rejects.toMatchObject({ code: 'CANNOT_RUN' });
  expect(fs.readdirSync(engines)).toEqual([]);
});

test('an engine that is there is left alone, whatever the machine lacks', async () => {
  const directory = pretendInstalled('cpu');
  const machine = fakeMachine({ python: null, compiler: null, freeBytes: 0 });
  expect(await installEngine({ machine })).toMatchObject({ engine: 'cpu', directory });
});

test.each([
  [{ python: null }, /No Python with pip/, /python3-pip/],
  [{ freeBytes: 1e6 }, /1 MB free/, /DIGITS_CACHE_DIR/],
])('%j is said, with the remedy', async (difference, message, remedy) => {
  const { engine, failure } = await ensureEngine({ machine: fakeMachine(difference) });
  expect(engine).toBeNull();
  expect(failure).toMatchObject({ code: 'UNAVAILABLE' });
  expect(failure?.message).toMatch(message);
  expect(failure?.remedy).toMatch(remedy);
});

test('an unknown forced engine is refused by name', async () => {
  vi.stubEnv('DIGITS_ENGINE', 'quantum');
  await expect(installEngine({ machine: fakeMachine() })).rejects.toMatchObject({
    code: 'BAD_ENGINE',
    message: expect.stringContaining('"quantum"'),
    remedy: expect.stringContaining('cuda, cpu'),
  });
});

test('no native engine is installed for who asks for none', async () => {
  vi.stubEnv('DIGITS_ENGINE', 'javascript');
  pretendInstalled('cpu');
  const { engine, failure } = await ensureEngine({ machine: fakeMachine() });
  expect(engine).toBeNull();
  expect(failure).toMatchObject({ code: 'UNAVAILABLE', remedy: 'Unset DIGITS_ENGINE.' });
});

test('a cache that is a file is an error with words', async () => {
  fs.writeFileSync(engines, '');
  await expect(installEngine({ machine: fakeMachine() })).rejects.toMatchObject({
    code: 'CANNOT_WRITE',
    remedy: expect.stringContaining('DIGITS_CACHE_DIR'),
  });
});

test('a failing download leaves nothing, and takes away what a killed process left', async () => {
  fs.mkdirSync(path.join(engines, '.installing-1', 'download'), { recursive: true });
  const python = fakePython(
    'console.error("OSError: [Errno 28] No space left on device"); process.exit(1)',
  );
  await expect(installEngine({ machine: fakeMachine({ python }) })).rejects.toMatchObject({
    code: 'NO_SPACE',
  });
  expect(fs.readdirSync(engines)).toEqual([]);
});

test('when CUDA fails, the CPU is tried; the first failure is told', async () => {
  const record = path.join(cache, 'calls');
  const python = fakePython(`
    import fs from 'node:fs';
    const list = process.argv[process.argv.indexOf('-r') + 1];
    fs.appendFileSync(${JSON.stringify(record)}, fs.readFileSync(list));
    console.error(fs.readFileSync(list, 'utf8')); process.exit(1)`);
  const machine = fakeMachine({ python, nvidiaDriver: '570.86.15', freeBytes: 1e12 });
  const enoughSpace = (await freeSpace(cache)) > 12e9;
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  const failure = await installEngine({ machine, onWarning }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SetupError);
  expect(warnings[0]).toMatch(/^cuda: /);
  const calls = fs.readFileSync(record, 'utf8').trim().split('\n');
  expect(calls.at(-1)).toMatch(/^tensorflow-cpu==2\.21\.0 --hash=sha256:[0-9a-f]{64}$/);
  if (enoughSpace) expect(calls[0]).toMatch(/^tensorflow==2\.21\.0 --hash=sha256:[0-9a-f]{64}$/);
});

test('an abort ends the running tool and leaves nothing', async () => {
  const started = path.join(cache, 'started');
  const python = fakePython(`
    import fs from 'node:fs';
    fs.writeFileSync(${JSON.stringify(started)}, String(process.pid));
    setInterval(() => {}, 1000);`);
  const abort = new AbortController();
  const seen: Progress[] = [];
  const installing = installEngine({
    machine: fakeMachine({ python }),
    signal: abort.signal,
    onProgress: (progress) => seen.push(progress),
  });
  await expect
    .poll(() => fs.existsSync(started) && fs.readFileSync(started, 'utf8'))
    .toMatch(/^\d+$/);
  abort.abort();
  await expect(installing).rejects.toMatchObject({ code: 'ABORTED' });
  expect(fs.readdirSync(engines)).toEqual([]);
  expect(() => process.kill(Number(fs.readFileSync(started, 'utf8')), 0)).toThrow(/ESRCH/);
  expect([...new Set(seen.map(({ phase }) => phase))]).not.toContain('unpacking');
});

test('a failed installation is not tried again at every start, only when it is asked for', async () => {
  const record = path.join(cache, 'calls');
  const python = fakePython(`
    import fs from 'node:fs';
    fs.appendFileSync(${JSON.stringify(record)}, 'x');
    console.error('Max retries exceeded: Name or service not known, name resolution'); process.exit(1)`);
  const machine = fakeMachine({ python });
  expect((await ensureEngine({ machine })).failure).toMatchObject({ code: 'NETWORK' });
  expect((await ensureEngine({ machine })).failure).toMatchObject({
    code: 'NETWORK',
    remedy: expect.stringContaining('engine install'),
  });
  expect(fs.readFileSync(record, 'utf8')).toBe('x');
  await expect(installEngine({ machine })).rejects.toMatchObject({ code: 'NETWORK' });
  expect(fs.readFileSync(record, 'utf8')).toBe('xx');
  await removeEngine();
  await ensureEngine({ machine });
  expect(fs.readFileSync(record, 'utf8')).toBe('xxx');
});

test('the second of two waits, then finds it done', async () => {
  const lock = await acquireLock(path.join(engines, 'install.lock'), { purpose: 'installing' });
  const seen: string[] = [];
  const python = fakePython('process.exit(1)');
  const installing = installEngine({
    machine: fakeMachine({ python }),
    onProgress: ({ phase }) => seen.push(phase),
  });
  await expect.poll(() => seen).toContain('waiting');
  const directory = pretendInstalled('cpu');
  await lock.release();
  expect(await installing).toMatchObject({ engine: 'cpu', directory });
});

test('removing takes all engines and leftovers, and says how much that was', async () => {
  expect(await removeEngine()).toEqual({ bytes: expect.any(Number) });
  const directory = pretendInstalled('cpu');
  fs.writeFileSync(path.join(directory, 'library'), Buffer.alloc(100_000));
  const { bytes } = await removeEngine();
  expect(bytes).toBeGreaterThan(100_000);
  expect(findEngine()).toBeNull();
  expect(fs.readdirSync(engines)).toEqual([]);
});

test('an addon that is none does not pass, and what was said is kept', async () => {
  const addonPath = path.join(cache, 'tfjs_binding.node');
  fs.writeFileSync(addonPath, 'not a library');
  await expect(verifyEngine({ engine: 'cpu', addonPath })).rejects.toMatchObject({
    code: 'VERIFY_FAILED',
    remedy: expect.stringContaining(path.join('data', 'logs')),
    details: expect.stringContaining('tfjs_binding.node'),
  });
});

test('the diagnosis names the engine in use and why each better one is not', async () => {
  const without = await diagnoseEngines({ machine: fakeMachine({ python: null }) });
  expect(without.engine).toBe('javascript');
  expect(without.alternatives.map(({ engine, available }) => [engine, available])).toEqual([
    ['cuda', false],
    ['cpu', false],
  ]);
  expect(without.cache).toEqual({ path: engines, bytes: 0 });
  const possible = await diagnoseEngines({ machine: fakeMachine() });
  expect(possible.alternatives.find(({ engine }) => engine === 'cpu')?.remedy).toContain(
    'engine install',
  );
  pretendInstalled('cpu');
  const installed = await diagnoseEngines({ machine: fakeMachine() });
  expect(installed.engine).toBe('cpu');
  expect(installed.alternatives.map(({ engine }) => engine)).toEqual(['cuda', 'javascript']);
  expect(installed.cache.bytes).toBeGreaterThan(0);
  expect(installed.processor.cores).toBe(4);
});

import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import open from 'open';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Cli } from '../../../src-main/cli/cli.js';
import { serve } from '../../../src-main/cli/serving/serve.js';
import { createOutput } from '../../../src-main/cli/terminal/output.js';
import { parseAllowedHost } from '../../../src-main/server/host-names.js';
import type { TrainingSnapshot } from '../../../src-shared/contract/training-views.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { memoryStream, runMain } from '../cli/run-main.js';
import { pageServiceDouble } from './page-service-double.js';
import { builtPage } from './served.js';

vi.mock('open', () => ({ default: vi.fn(async () => ({})) }));
beforeEach(() => void vi.mocked(open).mockClear());

interface Started {
  readonly options?: Partial<Parameters<typeof serve>[1]>;
  readonly double?: ReturnType<typeof pageServiceDouble>;
}

/** The command over a double of the service, up to its end. */
function startServing({ options = {}, double = idle() }: Started = {}) {
  vi.stubEnv('DIGITS_DATA_DIR', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const [stdout, stderr] = [memoryStream(), memoryStream()];
  const signals = new EventEmitter();
  const state = { closed: 0, killed: 0, exits: [] as number[] };
  const service = {
    ...double.service,
    onEvent: () => () => {},
    onEvaluation: () => () => {},
    close: async () => void state.closed++,
    kill: () => void state.killed++,
  };
  const surroundings = { stdout: stdout.stream, stderr: stderr.stream };
  const cli: Cli = {
    ...surroundings,
    output: createOutput(surroundings),
    stdin: () => Readable.from([]),
    env: {},
    signals,
    openService: async () => service,
    ensureEngine: async () => ({
      engine: { engine: 'cpu', directory: '', addonPath: '', tensorflowVersion: '2.21.0' },
      failure: null,
    }),
    exit: (code) => void state.exits.push(code),
    now: Date.now,
    finish: () => {},
  };
  const code = serve(cli, {
    pageFolder: builtPage(),
    host: '127.0.0.1',
    port: 0,
    allowHosts: [],
    newToken: false,
    open: false,
    json: false,
    ...options,
  });
  onTestFinished(async () => {
    signals.emit('SIGINT');
    await code.catch(() => {});
  });
  return { code, signals, state, stdout: stdout.text, stderr: stderr.text };
}

const idle = () => pageServiceDouble({ 'training.current': () => null });

const snapshot = { run: 'evening', name: 'evening', folder: '/data/runs/evening' };
const training = snapshot as TrainingSnapshot;

test('prints the address, serves the page, and ends well by Ctrl-C', async () => {
  const { code, signals, state, stdout, stderr } = startServing();
  await expect.poll(() => stderr()).toContain('Ctrl-C ends it');
  const url = /^Open (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43})$/m.exec(stdout())?.[1] ?? '';
  const login = await fetch(url, { redirect: 'manual' });
  expect(login.status).toBe(200);
  signals.emit('SIGINT');
  expect(await code).toBe(0);
  expect(state).toEqual({ closed: 1, killed: 0, exits: [] });
  await expect(fetch(url)).rejects.toThrow();
  expect(signals.listenerCount('SIGINT')).toBe(0);
  expect(open).not.toHaveBeenCalled();
});

test('--json prints one object with the address and nothing else', async () => {
  const { stdout, stderr } = startServing({ options: { json: true } });
  await expect.poll(() => stdout()).not.toBe('');
  const { url, ...place } = JSON.parse(stdout());
  const port = Number(new URL(url).port);
  expect(place).toEqual({ host: '127.0.0.1', port });
  expect(stderr()).toBe('');
});

test('--open opens the browser with an address for one use', async () => {
  const { stdout } = startServing({ options: { open: true } });
  await expect.poll(() => open).toHaveBeenCalledOnce();
  const url = String(vi.mocked(open).mock.calls[0]?.[0]);
  expect(stdout()).not.toContain(url);
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(200);
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(401);
});

test('--open without a browser is a remark, and the server stays', async () => {
  vi.mocked(open).mockRejectedValueOnce(new Error('spawn xdg-open ENOENT'));
  const { stderr, stdout } = startServing({ options: { open: true } });
  await expect.poll(() => stderr()).toContain('could not be opened (spawn xdg-open ENOENT)');
  expect((await fetch(stdout().slice('Open '.length), { redirect: 'manual' })).status).toBe(200);
});

test('the first Ctrl-C stops a training with a checkpoint, and says how to go on', async () => {
  let current: TrainingSnapshot | null = training;
  const stop = vi.fn(() => {
    setTimeout(() => {
      current = null;
      double.tell({ kind: 'ended', state: 'stopped', epoch: 1, step: 1234, ...snapshot });
    }, 20);
  });
  const double = pageServiceDouble({ 'training.current': () => current, 'training.stop': stop });
  const { code, signals, stderr, state } = startServing({ double });
  await expect.poll(() => stderr()).toContain('Ctrl-C ends it');
  signals.emit('SIGTERM');
  expect(await code).toBe(0);
  expect(stop).toHaveBeenCalledOnce();
  expect(stderr()).toContain('Finishing the step and saving … (Ctrl-C once more stops at once)');
  expect(stderr()).toContain('Stopped and saved "evening" after step 1,234.');
  expect(stderr()).toContain('Go on with: digits resume /data/runs/evening');
  expect(state).toEqual({ closed: 1, killed: 0, exits: [] });
});

test('the second Ctrl-C ends at once', async () => {
  let current: TrainingSnapshot | null = training;
  const double = pageServiceDouble({
    'training.current': () => current,
    'training.stop': () => {},
  });
  const { signals, stderr, state, code } = startServing({ double });
  await expect.poll(() => stderr()).toContain('Ctrl-C ends it');
  signals.emit('SIGINT');
  await expect.poll(() => stderr()).toContain('Finishing the step');
  signals.emit('SIGINT');
  expect(state).toMatchObject({ killed: 1, exits: [130] });
  current = null;
  double.tell({
    kind: 'failed',
    run: 'evening',
    name: 'evening',
    error: { code: 'ENGINE_DIED', message: 'The engine died.', details: {} },
  });
  expect(await code).toBe(0);
  expect(stderr()).toContain('The training "evening" failed: The engine died. Go on with:');
});

test('tells how other machines open it, and what they need', async () => {
  const wide = startServing({ options: { host: '0.0.0.0' } });
  await expect.poll(() => wide.stderr()).toContain('Ctrl-C ends it');
  expect(wide.stdout()).toMatch(/^Open http:\/\/localhost:/);
  expect(wide.stderr()).toMatch(
    /can't open it yet: add --allow-host .* such as --allow-host \S+\.$/m,
  );
  expect(wide.stderr()).toContain('The network can read along');

  const allowHosts = [parseAllowedHost('digits.lan'), parseAllowedHost('192.168.1.5:8443')];
  const named = startServing({ options: { host: '0.0.0.0', allowHosts } });
  await expect.poll(() => named.stderr()).toContain('Ctrl-C ends it');
  const { port, search } = new URL(named.stdout().slice('Open '.length));
  expect(named.stderr()).toContain(`As digits.lan: http://digits.lan:${port}/${search}`);
  expect(named.stderr()).toContain(`As 192.168.1.5: http://192.168.1.5:8443/${search}`);
  expect(named.stderr()).not.toContain('yet');

  const proxied = startServing({ options: { allowHosts } });
  await expect.poll(() => proxied.stderr()).toContain('Ctrl-C ends it');
  expect(proxied.stderr()).toMatch(/As digits\.lan, through a proxy: add \/\?token=\S+ to/);
});

test('a named port that is taken is an error, and nothing is left open', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { code, state } = startServing({ options: { port } });
  await expect(code).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining(`--port ${port} is taken`),
  });
  expect(state.closed).toBe(1);
});

test.each([
  [['--port', '65536'], '--port must be'],
  [['--port', 'x'], '--port must be'],
  [['--allow-host', 'http://x'], '--allow-host must be'],
])('wrong usage %j is 2 and opens no service', async (args, message) => {
  const { code, stderr, opened } = await runMain(['serve', ...args]);
  expect({ code, opened }).toEqual({ code: 2, opened: 0 });
  expect(stderr).toContain(message);
  expect(stderr).toContain('See digits serve --help.');
});

test('help shows the options with examples', async () => {
  const { code, stdout } = await runMain(['serve', '--help']);
  expect(code).toBe(0);
  for (const text of ['--port', '--host', '--allow-host', '--open', '--json', 'Examples:']) {
    expect(stdout).toContain(text);
  }
});

import { EventEmitter } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { run } from '../../../src-main/cli/main.js';
import type { Surroundings, TextStream } from '../../../src-main/cli/surroundings.js';
import { fakeService } from './fake-service.js';

type Fake = ReturnType<typeof fakeService>;

/** A stream that keeps what is written to it; `failure` is what its first write fails with. */
export function memoryStream(options: { isTTY?: boolean; failure?: Error } = {}) {
  let text = '';
  const writable = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done(options.failure);
    },
  });
  const stream: TextStream = Object.assign(writable, {
    isTTY: options.isTTY ?? false,
    columns: 100,
  });
  return { stream, text: () => text };
}

interface RunOptions {
  readonly fake?: Fake;
  readonly surroundings?: Partial<Surroundings>;
}

/** Runs `digits` in this process over a fake service. */
export function startMain(
  args: readonly string[],
  { fake = fakeService(), surroundings }: RunOptions = {},
) {
  const [stdout, stderr] = [memoryStream(), memoryStream()];
  const signals = new EventEmitter();
  const exits: number[] = [];
  let opened = 0;
  const code = run([...args], {
    stdout: stdout.stream,
    stderr: stderr.stream,
    stdin: () => Readable.from([]),
    env: {},
    signals,
    openService: async () => {
      opened++;
      return fake.service;
    },
    ensureEngine: async () => ({
      engine: { engine: 'cpu', directory: '', addonPath: '', tensorflowVersion: '2.21.0' },
      failure: null,
    }),
    exit: (exitCode) => void exits.push(exitCode),
    now: Date.now,
    ...surroundings,
  });
  return {
    code,
    signals,
    exits,
    fake,
    stdout: stdout.text,
    stderr: stderr.text,
    opened: () => opened,
  };
}

export async function runMain(args: readonly string[], options: RunOptions = {}) {
  const running = startMain(args, options);
  const code = await running.code;
  const { fake, stdout, stderr, signals, opened } = running;
  return {
    code,
    fake,
    stdout: stdout(),
    stderr: stderr(),
    opened: opened(),
    listeners: signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM'),
    json: () => stdout().trimEnd().split('\n').map(parse),
    input: (name: string) => fake.calls.find((call) => call.name === name)?.input,
  };
}

const parse = (line: string): unknown => JSON.parse(line);

import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultsOfText } from './texts.js';

/** The ways in which the program opens the folder of a run. */
export const allWays = [
  'list',
  'show',
  'losses',
  'picture',
  'gif',
  'plot',
  'describe',
  'export',
  'find',
  'open',
  'draw',
  'drawBest',
  'compose',
  'resume',
  'upload',
  'train',
  'config',
  'runsCommand',
  'describeCommand',
] as const;
export type Way = (typeof allWays)[number];

/** A run's folder as an opener is given it. */
export interface Folder {
  readonly folder: string;
  /** What pages call it by. */
  readonly run: string;
  /** Whole epochs and steps that it was trained for. */
  readonly epochs: number;
  readonly steps: number;
  /** A data set in IDX form, with a configuration `config.json` in its folder. */
  readonly images: string;
  /** Where new trainings may write. */
  readonly scratch: string;
  /** Sizes by name, as an upload tells them. */
  readonly files: readonly (readonly [string, number])[];
}

export interface Wish {
  readonly folder: Folder;
  readonly wanted: readonly Way[];
}

/** What came of an opening: an error as data, or all that a person would read. */
export interface Told {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly stack: string;
  } | null;
  readonly text: string;
}

/** What came of some openings. */
interface Opened {
  /** All that must not be, each with its way. */
  readonly faults: readonly string[];
  /** What was refused, in a sentence. */
  readonly refused: ReadonlySet<Way>;
}

type Message =
  | { readonly ready: true }
  | { readonly begins: Way }
  | ({ readonly way: Way; readonly defects: readonly string[] } & Told);

/**
 * What no opening may take: seconds that the process computes, or waits without computing. A machine that
 * has other things to do is no fault of the opening's, up to a minute.
 */
const limits = { seconds: 5, megabytes: 500 };
const patience = 60_000; // ms
/** How often memory is looked at, ms. */
const interval = 50;

const program = fileURLToPath(new URL('./opener.mjs', import.meta.url));

/**
 * A process that opens run folders, watched: it is killed when an opening takes too long or too much,
 * and another one takes its place.
 */
export class Opener {
  private child: ChildProcess | null = null;
  /** Bytes that the process takes when nothing damaged has been opened yet. */
  private usual = Number.POSITIVE_INFINITY;

  constructor(private readonly dataFolder: string) {}

  /**
   * Opens a folder that is whole in every way, so that all code is loaded.
   *
   * @returns what is wrong with it
   */
  async warmUp(folder: Folder): Promise<readonly string[]> {
    const { faults, refused } = await this.open(
      { folder, wanted: allWays },
      { ...limits, seconds: 60 },
    );
    this.usual = residentBytes(this.child?.pid);
    return [...faults, ...[...refused].map((way) => `${way}: refused`)];
  }

  /** Opens a folder in some ways, one after the other. */
  async open(wish: Wish, { seconds, megabytes } = limits): Promise<Opened> {
    const child = await this.running();
    return new Promise((resolve) => {
      const faults: string[] = [];
      const refused = new Set<Way>();
      let under: { way: Way; since: number; processor: number } | null = null;
      let lastSign = { processor: 0, at: 0 };
      let left = wish.wanted.length;
      const end = () => {
        clearInterval(timer);
        child.off('message', hear).off('exit', died);
        resolve({ faults, refused });
      };
      const kill = (why: string) => {
        faults.push(`${under?.way}: ${why}`);
        this.end();
        end();
      };
      const died = (code: number | null, signal: string | null) =>
        kill(`the process died (${signal ?? code})`);
      const hear = (message: Message) => {
        if ('begins' in message) {
          const [processor, at] = [processorSeconds(child.pid), performance.now()];
          under = { way: message.begins, since: at, processor };
          lastSign = { processor, at };
        }
        if (!('way' in message)) return;
        const { way, error, defects } = message;
        if (error !== null) refused.add(way);
        faults.push(...[...faultsOf(message), ...defects].map((fault) => `${way}: ${fault}`));
        if (--left === 0) end();
      };
      const timer = setInterval(() => {
        const grown = (residentBytes(child.pid) - this.usual) / 2 ** 20;
        const [processor, now] = [processorSeconds(child.pid), performance.now()];
        if (processor !== lastSign.processor) lastSign = { processor, at: now };
        const isStuck =
          under !== null &&
          (processor - under.processor > seconds ||
            now - lastSign.at > seconds * 1000 ||
            now - under.since > Math.max(patience, seconds * 1000));
        if (isStuck) {
          kill(`no answer after ${seconds} s`);
        } else if (grown > megabytes) kill(`takes ${Math.round(grown)} MB more than before`);
      }, interval);
      child.on('message', hear).on('exit', died);
      child.send(wish);
    });
  }

  /** Ends the process. */
  end(): void {
    this.child?.removeAllListeners().kill('SIGKILL');
    this.child = null;
  }

  private async running(): Promise<ChildProcess> {
    if (this.child) return this.child;
    const child = fork(program, [], {
      env: { ...process.env, DIGITS_DATA_DIR: this.dataFolder },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    this.child = child;
    await new Promise((resolve, reject) => {
      child.once('message', resolve).once('exit', () => reject(new Error('the opener ended')));
    });
    return child;
  }
}

/** Resident memory of a process, bytes; 0 of one that is gone. Linux alone tells. */
function residentBytes(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}

/** Processor time that a process has had, in seconds; 0 of one that is gone. */
function processorSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const ticksPerSecond = 100;
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
}

const faultsOf = ({ error, text }: Told): string[] => {
  if (error?.code === 'INTERNAL')
    return [`INTERNAL: ${error.message} ${error.stack.slice(0, 500)}`];
  return faultsOfText(error === null ? text : error.message);
};

import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileCall } from './file-calls.js';

/** What a folder holds: files by their contents' hashes, folders by null. */
type State = ReadonlyMap<string, string | null>;

/** A moment at which a process may have been killed. */
interface Moment {
  /** Of the call that was to come, and how much of it had been done. */
  readonly what: string;
  readonly state: State;
}

/** All states that a folder goes through, each once. */
export class States {
  private readonly contents = new Map<string, Buffer>();
  private readonly known = new Map<string, { readonly mark: string; readonly hash: string }>();
  private readonly seen = new Set<string>();
  readonly moments: Moment[] = [];
  private calls = 0;

  constructor(private readonly folder: string) {}

  /** Remembers what a process that is killed before, or in the midst of, a call leaves behind. */
  before({ name, path, data }: FileCall): void {
    const place = path.slice(this.folder.length + 1);
    const what = `call ${++this.calls}, ${name} ${place}`;
    const now = this.read();
    this.add(`before ${what}`, now);
    const old = now.get(place);
    if (data !== null) {
      const appends = name.endsWith('appendFile') || name.startsWith('handle.');
      const kept = appends && typeof old === 'string' ? this.contents.get(old) : undefined;
      const begun = kept ?? Buffer.alloc(0);
      const half = Buffer.concat([begun, data.subarray(0, data.length >> 1)]);
      this.add(`at the beginning of ${what}`, new Map(now).set(place, this.keep(begun)));
      this.add(`in the midst of ${what}`, new Map(now).set(place, this.keep(half)));
    }
    if (name === 'rm' && old === null) {
      const inside = [...now.keys()].filter((each) => each.startsWith(`${place}/`));
      for (const gone of inside.keys()) {
        const left = new Map(now);
        for (const each of inside.slice(0, gone + 1)) left.delete(each);
        this.add(`with ${gone + 1} files gone by ${what}`, left);
      }
    }
  }

  /** Makes a folder what it was at a moment, two minutes ago, written by a process that has died. */
  restore({ state }: Moment, folder: string): void {
    mkdirSync(folder, { recursive: true });
    const longAgo = Date.now() / 1000 - 120;
    for (const [name, hash] of state) {
      const path = join(folder, name.replace(`.${process.pid}.`, `.${deadProcess}.`));
      if (hash === null) {
        mkdirSync(path, { recursive: true });
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      const content = this.contents.get(hash) ?? Buffer.alloc(0);
      writeFileSync(path, name.startsWith('run.lock') ? ofDeadProcess(content) : content);
      utimesSync(path, longAgo, longAgo);
    }
  }

  private add(what: string, state: State): void {
    const key = [...state]
      .map(([name, hash]) => `${name} ${hash}`)
      .sort()
      .join('\n');
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.moments.push({ what, state });
  }

  private read(): Map<string, string | null> {
    const state = new Map<string, string | null>();
    let entries: ReturnType<typeof entriesIn> = [];
    try {
      entries = entriesIn(this.folder);
    } catch {
      return state; // the folder is still to be made
    }
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(this.folder.length + 1);
      state.set(name, entry.isDirectory() ? null : this.hashOf(path));
    }
    return state;
  }

  /** Files that have not changed are not read again. */
  private hashOf(path: string): string {
    const { ino, size, mtimeNs, ctimeNs } = lstatSync(path, { bigint: true });
    const mark = `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
    const known = this.known.get(path);
    if (known?.mark === mark) return known.hash;
    const hash = this.keep(readFileSync(path));
    this.known.set(path, { mark, hash });
    return hash;
  }

  private keep(content: Buffer): string {
    const hash = createHash('sha256').update(content).digest('hex');
    this.contents.set(hash, content);
    return hash;
  }
}

const entriesIn = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true });

/** Above all that Linux gives. */
const deadProcess = 4_194_305;

/** Under a process id that has been given again since. */
const ofDeadProcess = (lock: Buffer): Buffer =>
  Buffer.from(lock.toString().replace(/"startTicks":"\d*"/, '"startTicks":"1"'));

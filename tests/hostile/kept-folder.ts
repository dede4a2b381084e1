import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Tells a file from what it was before without reading it. */
const markOf = (path: string): string => {
  const { ino, size, mtimeNs, mode } = lstatSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs} ${mode}`;
};

/** A folder whose content is remembered: what has been done to it can be seen, and undone. */
export class KeptFolder {
  private readonly files: ReadonlyMap<string, Buffer>;
  private readonly marks = new Map<string, string>();

  constructor(readonly path: string) {
    this.files = new Map(
      filesIn(path).map((name) => [name, readFileSync(join(path, name))] as const),
    );
    for (const name of this.files.keys()) this.marks.set(name, markOf(join(path, name)));
  }

  /** The files' names below the folder. */
  get names(): string[] {
    return [...this.files.keys()].sort();
  }

  /** Files that have been changed, have come or have gone. */
  changed(): string[] {
    const present = new Set(filesIn(this.path));
    const gone = this.names.filter((name) => !present.has(name));
    const other = [...present].filter(
      (name) => this.marks.get(name) !== markOf(join(this.path, name)),
    );
    return [...gone, ...other];
  }

  /** Makes the folder what it was. */
  restore(): void {
    for (const name of this.changed()) {
      const path = join(this.path, name);
      rmSync(path, { recursive: true, force: true });
      const content = this.files.get(name);
      if (content === undefined) continue;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      this.marks.set(name, markOf(path));
    }
  }
}

/** All but the folders below a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What stands in the place of a file, or of a folder, of the run. */
interface Attack {
  readonly what: string;
  /** Whether all that reads the file must be refused, rather than go on without it. */
  readonly leadsOutside?: boolean;
  /** @param outside a file, or folder, of the same kind that lies elsewhere */
  put(path: string, outside: string): void;
}

/** What makes devices needs the rights of root, and not every container leaves them to it. */
export const canMakeDevices = (folder: string): boolean => {
  const trial = join(folder, 'device');
  try {
    execFileSync('mknod', [trial, 'c', '1', '5'], { stdio: 'ignore' });
    rmSync(trial);
    return true;
  } catch {
    return false;
  }
};

/** @param folder of one's own, for trials */
export function attacksOn(folder: string): Attack[] {
  const attacks: Attack[] = [
    { what: 'a named pipe', put: (path) => void execFileSync('mkfifo', [path]) },
    { what: 'a socket', put: makeSocket },
    { what: 'a folder', put: (path) => mkdirSync(join(path, 'inside'), { recursive: true }) },
    { what: 'a link to itself', put: (path) => symlinkSync(path, path) },
    { what: 'a link to its folder', put: (path) => symlinkSync('.', path) },
    { what: 'a link to nothing', put: (path) => symlinkSync(join(folder, 'nothing'), path) },
    { what: 'a link to /dev/zero', put: (path) => symlinkSync('/dev/zero', path) },
    { what: '100 GB of nothing', put: makeSparse },
    { what: 'a file', put: (path) => writeFileSync(path, 'x') },
    { what: 'gone', put: () => {} },
    {
      what: 'a link to the same elsewhere',
      leadsOutside: true,
      put: (path, outside) => symlinkSync(outside, path),
    },
  ];
  if (canMakeDevices(folder)) {
    const device = (path: string) => void execFileSync('mknod', [path, 'c', '1', '5']);
    attacks.push({ what: 'a device that never ends', put: device });
  }
  return attacks;
}

/** Puts something else in the place of a file or folder. */
export function attack(path: string, { put }: Attack, outside: string): void {
  rmSync(path, { recursive: true, force: true });
  put(path, outside);
}

function makeSparse(path: string): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, 100e9);
  closeSync(file);
}

/** One that nobody listens at any more: it stays in the folder. */
function makeSocket(path: string): void {
  execFileSync(process.execPath, [
    '-e',
    'require("net").createServer().listen(process.argv[1], () => process.exit())',
    path,
  ]);
}

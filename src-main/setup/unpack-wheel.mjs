// Takes what is needed out of a wheel (a zip file), with the Python that is needed for pip anyway.
import path from 'node:path';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';
import { diskFull } from './space.mjs';

/** Arguments: wheel, target, prefixes as JSON. Prints "bytes done, bytes in all" after each piece. */
const SCRIPT = `
import json, os, sys, zipfile
wheel, target, prefixes = sys.argv[1], os.path.realpath(sys.argv[2]), tuple(json.loads(sys.argv[3]))
with zipfile.ZipFile(wheel) as archive:
    members = [m for m in archive.infolist() if m.filename.startswith(prefixes) and not m.is_dir()]
    total = sum(m.file_size for m in members)
    done = 0
    for member in members:
        path = os.path.realpath(os.path.join(target, member.filename))
        if os.path.isabs(member.filename) or os.path.commonpath([path, target]) != target:
            sys.exit('refused: ' + member.filename + ' leads out of the directory')
        if (member.external_attr >> 28) == 0o12:
            sys.exit('refused: ' + member.filename + ' is a link')
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with archive.open(member) as source, open(path, 'wb') as copy:
            while True:
                piece = source.read(1 << 22)
                if not piece:
                    break
                copy.write(piece)
                done += len(piece)
                if len(piece) == 1 << 22:
                    print(done, total, flush=True)
            copy.flush()
            if member.file_size > 1 << 20:
                os.fsync(copy.fileno())
        # What was a program stays one.
        if member.external_attr >> 16 & 0o111:
            os.chmod(path, 0o755)
    print(done, total, flush=True)
    if not members:
        sys.exit('found nothing that begins with ' + ' or '.join(prefixes))
`;

/**
 * @param {object} options
 * @param {import('./machine.mjs').Python} options.python
 * @param {string} options.wheel
 * @param {string} options.target
 * @param {string[]} options.prefixes what members' names begin with
 * @param {((done: number, total: number) => void) | undefined} [options.onBytes]
 * @param {AbortSignal | undefined} [options.signal]
 */
export async function unpackWheel({ python, wheel, target, prefixes, onBytes, signal }) {
  const [program = '', ...first] = python.command;
  const args = [...first, '-I', '-c', SCRIPT, wheel, target, JSON.stringify(prefixes)];
  const onLine = (/** @type {string} */ line) => {
    const [done, total] = line.split(' ').map(Number);
    if (done !== undefined && total) onBytes?.(done, total);
  };
  const result = await runCommand(program, args, { signal, onLine });
  if (result.status === 0) return;
  const details = lastLines(result.stderr);
  if (/No space left on device|Errno 28/.test(details)) {
    throw diskFull(target, { details });
  }
  throw new SetupError(
    'UNPACK_FAILED',
    `${path.basename(wheel)} was downloaded and could not be unpacked.`,
    {
      remedy: 'See what Python said, and try again.',
      details,
    },
  );
}

// Before all tests: types, lint and the native engine's place, at once. What a check says is told when it has ended.
import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * @param {string} line
 * @param {{shown?: boolean}} [options] `shown`: what it says is told at once
 * @returns {Promise<boolean>} whether it is good
 */
function check(line, { shown = false } = {}) {
  const output = shown ? 'inherit' : 'pipe';
  const child = spawn(line, { shell: true, stdio: ['ignore', output, output] });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (/** @type {Buffer} */ piece) => void said.push(piece));
  }
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

const good = await Promise.all([
  check('npm run -s types'),
  check('npm run -s lint'),
  check('node src-main/setup/engine-program.mjs install', { shown: true }),
]);
if (good.includes(false)) process.exitCode = 1;

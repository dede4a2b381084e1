// The program's browser shell on a data directory of its own, for a benchmark.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param {string} data the data directory
 * @returns {Promise<{server: import('node:child_process').ChildProcess, url: string, port: number}>}
 */
export async function servedPage(data) {
  const server = spawn(
    process.execPath,
    ['src-main/setup/digits.mjs', 'serve', '--port', '0', '--json'],
    {
      cwd: root,
      env: { ...process.env, DIGITS_DATA_DIR: data },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    server.stdout.once('data', (text) => resolve({ server, ...JSON.parse(String(text)) }));
    server.once('exit', () => reject(new Error('The server ended.')));
  });
}

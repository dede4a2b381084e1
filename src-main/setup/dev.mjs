// npm run dev: the page with hot reload, of a real service that starts anew when its sources change.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const usualPort = 5173;

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let ending = false;

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {{env?: NodeJS.ProcessEnv, onLine?: (line: string) => void}} [options]
 */
function start(script, args, { env = {}, onLine } = {}) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', onLine ? 'pipe' : 'inherit', onLine ? 'pipe' : 'inherit'],
  });
  children.add(child);
  child.on('exit', () => children.delete(child));
  for (const stream of [child.stdout, child.stderr]) {
    let pending = '';
    stream?.setEncoding('utf8').on('data', (text) => {
      const lines = `${pending}${text}`.split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) onLine?.(line);
    });
  }
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/**
 * @param {number} wanted
 * @returns {Promise<number>} it, or another one that is free
 */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

async function endAll() {
  if (ending) return;
  ending = true;
  await Promise.all([...children].map(end));
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void endAll());
}

const [servicePort, pagePort] = [await freePort(0), await freePort(usualPort)];
const entry = path.join(root, 'dist', 'src-main', 'cli', 'main.js');
// The server looks for a built page, whichever is shown.
if (!existsSync(path.join(root, 'out', 'renderer', 'index.html'))) {
  await build(root, { part: 'page', onStart: (name) => console.log(`Building the ${name} …`) });
}

/** @type {import('node:child_process').ChildProcess | null} */
let service = null;
/** The token that the address was told with: one that can't be kept is another after each start. */
let told = '';
let restarting = Promise.resolve();

function restart() {
  restarting = restarting.then(async () => {
    if (service) await end(service);
    if (ending || !existsSync(entry)) return;
    if (told !== '') console.log('The service starts anew.');
    const args = ['serve', '--json', '--port', String(servicePort)];
    service = start(
      path.join(root, 'src-main', 'setup', 'dev-service.mjs'),
      [...args, '--allow-host', `127.0.0.1:${pagePort}`],
      { onLine: tell },
    );
  });
}

/** @param {string} line of the service's */
function tell(line) {
  if (!line.startsWith('{"url"')) {
    // How it is reached through a proxy is told below, and that it ends.
    if (!/^As |^Ctrl-C/.test(line)) console.log(line);
    return;
  }
  const { search } = new URL(JSON.parse(line).url);
  if (search === told) return;
  told = search;
  console.log(`Open http://127.0.0.1:${pagePort}/${search}`);
  console.log('The page follows what is changed in it. Ctrl-C ends everything.');
}

const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
start(compiler, ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], {
  onLine(line) {
    if (/\berror TS\d+/.test(line)) console.log(line);
    if (/Found 0 errors/.test(line)) restart();
  },
});
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
start(vite, ['build', '--watch', '--config', 'vite.threads.config.ts', '--logLevel', 'warn']);
start(
  vite,
  [
    ...['--config', 'vite.dev.config.ts', '--port', String(pagePort), '--strictPort'],
    ...['--clearScreen', 'false'],
  ],
  { env: { DIGITS_DEV_SERVICE: `http://127.0.0.1:${servicePort}` } },
);

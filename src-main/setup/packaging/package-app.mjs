#!/usr/bin/env node
// `npm run package`: makes a deb and an AppImage in release/. Arguments go to electron-builder (`deb`; `--dir`: only the
// folder they are made of).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { findElectron, installElectron } from '../electron-binary.mjs';
import { installEngine } from '../engine.mjs';
import { createProgressLine } from '../progress-line.mjs';
import { explain, SetupError } from '../setup-error.mjs';
import { bundledPackages } from './bundled-packages.mjs';
import { gatherEngine } from './gather-engine.mjs';
import { noticesText } from './notices.mjs';
import { PackagingError } from './packaging-error.mjs';
import { parts, root, tools } from './places.mjs';
import { shippedPackages } from './shipped-packages.mjs';

/** @param {string} text */
const say = (text) => void process.stderr.write(`${text}\n`);

/** @param {readonly string[]} args for electron-builder */
async function packageApp(args) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new PackagingError(
      `This is ${process.platform} on ${process.arch}: packages are made on Linux on x64 so far, with that machine's engine.`,
    );
  }
  say("Electron's binary …");
  if (findElectron(root) === null) {
    const failure = await installElectron(root);
    if (failure !== null) {
      throw new PackagingError(
        `Electron's binary could not be fetched: ${failure.words || 'it took too long'}. Packaging needs it; check the network and try again.`,
      );
    }
  }
  say('The native engine …');
  const line = createProgressLine(process.stderr);
  const engine = await installEngine({ engine: 'cpu', onProgress: line.show });
  line.clear();
  await gatherEngine({ from: engine.directory, to: parts.engine });

  say('The window and the page …');
  fs.rmSync(parts.out, { recursive: true, force: true });
  const electronVite = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const build = ['build', '--logLevel', 'warn', '--sourcemap', '--outDir', parts.out];
  run(process.execPath, [electronVite, ...build]);

  say('The notices of third parties …');
  const shipped = shippedPackages({ root, main: path.join(parts.out, 'main') });
  fs.writeFileSync(parts.notices, noticesText([...shipped, ...bundledPackages(parts.out)]));

  say('electron-builder …');
  installTools();
  const builder = path.join(tools, 'node_modules', 'electron-builder', 'cli.js');
  const config = ['--config', 'electron-builder.config.mjs', '--publish', 'never'];
  run(process.execPath, [builder, '--linux', ...args, ...config]);
}

/** Exactly what the lockfile says, without install scripts, and only when it is not there already. */
function installTools() {
  const manifests = path.join(import.meta.dirname, 'tools');
  const names = ['package.json', 'package-lock.json'];
  const read = (/** @type {string} */ folder) =>
    names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join();
  const stamp = path.join(tools, '.installed');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === read(manifests)) return;
  fs.rmSync(tools, { recursive: true, force: true });
  fs.mkdirSync(tools, { recursive: true });
  for (const name of names) fs.copyFileSync(path.join(manifests, name), path.join(tools, name));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', ['ci', ...options], tools);
  fs.writeFileSync(stamp, read(tools));
}

/**
 * In this terminal.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} [cwd]
 */
function run(program, args, cwd = root) {
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'inherit' });
  if (status === 0) return;
  throw new PackagingError(
    `${path.basename(args[0] ?? program)} ${error ? `could not be started: ${error.message}` : `failed (exit code ${status})`}.`,
  );
}

try {
  await packageApp(process.argv.slice(2));
} catch (error) {
  if (error instanceof PackagingError) say(error.message);
  else if (error instanceof SetupError) say(explain(error));
  else throw error;
  process.exitCode = 1;
}

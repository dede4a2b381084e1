// Looks at a packed application before it becomes a deb or an AppImage.
import fs from 'node:fs/promises';
import path from 'node:path';
import { readEngine } from '../find-engine.mjs';
import { elfArchitecture } from './elf.mjs';
import { differences, recordFolder } from './folder-record.mjs';
import { RECORD } from './gather-engine.mjs';

/** What lies in `resources/` beside the engine, and must. */
const RESOURCES = [
  'app.asar',
  'LICENSE.txt',
  'THIRD-PARTY-NOTICES.txt',
  'bank/digits.bank',
  'model/run.json',
  'model/generator/model.json',
  'model/generator/weights.bin',
  'recogniser/model.json',
  'recogniser/recogniser.json',
  'recogniser/weights.bin',
];

/** A library or addon: loaded by the system, which can't look into an archive. */
const LIBRARY = /\.(?:node|so(?:\.\d+)*)$/;

/**
 * @param {{folder: string, resources: string, arch: string}} packed `arch` as Node names it
 * @returns {Promise<string[]>} a sentence for each thing that is wrong
 */
export async function problemsOfPacked({ folder, resources, arch }) {
  const missing = [];
  for (const name of RESOURCES) {
    const there = await fs.stat(path.join(resources, name)).catch(() => null);
    if (!there?.isFile()) missing.push(`resources/${name} is missing.`);
  }
  return [
    ...missing,
    ...(await problemsOfEngine(path.join(resources, 'engine'))),
    ...(await problemsOfLinks(folder)),
    ...(await problemsOfLibraries(resources, arch)),
  ];
}

/**
 * @param {string} directory
 * @returns {Promise<string[]>}
 */
async function problemsOfEngine(directory) {
  const engine = readEngine(directory);
  if (engine === null) return ['resources/engine is missing or has no engine.json.'];
  const text = await fs.readFile(path.join(directory, RECORD), 'utf8').catch(() => null);
  if (text === null) return [`resources/engine/${RECORD} is missing.`];
  const found = await recordFolder(directory);
  const expected = JSON.parse(text);
  const wrong = differences(
    expected,
    found.filter((record) => record.path !== RECORD),
  );
  const addon = path.relative(directory, engine.addonPath).split(path.sep).join('/');
  if (!found.some((record) => record.path === addon)) wrong.push(`${addon} is missing.`);
  return wrong.map((sentence) => `resources/engine: ${sentence}`);
}

/**
 * Links that lead out of the application end nowhere, or elsewhere, on another machine.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function problemsOfLinks(folder) {
  const home = `${await fs.realpath(folder)}${path.sep}`;
  const entries = await fs.readdir(folder, { withFileTypes: true, recursive: true });
  const wrong = [];
  for (const entry of entries.filter((candidate) => candidate.isSymbolicLink())) {
    const link = path.join(entry.parentPath, entry.name);
    const target = await fs.realpath(link).catch(() => null);
    if (target === null || !target.startsWith(home)) {
      wrong.push(`${path.relative(folder, link)} is a link that leads out of the application.`);
    }
  }
  return wrong;
}

/**
 * @param {string} resources
 * @param {string} arch
 * @returns {Promise<string[]>}
 */
async function problemsOfLibraries(resources, arch) {
  const entries = await fs.readdir(resources, { withFileTypes: true, recursive: true });
  const libraries = entries
    .filter((entry) => entry.isFile() && LIBRARY.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const wrong = [];
  for (const file of libraries) {
    const found = await elfArchitecture(file);
    if (found === arch) continue;
    const what = found === null ? 'is no library for a known processor' : `is for ${found}`;
    wrong.push(`resources/${path.relative(resources, file)} ${what}; ${arch} is being packaged.`);
  }
  if (!libraries.some((file) => file.includes('app.asar.unpacked'))) {
    wrong.push(
      'resources/app.asar.unpacked holds no addon: the one that draws pictures is missing.',
    );
  }
  return wrong;
}

// THIRD-PARTY-NOTICES.txt: whose work the application carries, and under which terms.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COMPATIBLE, licenceOfWords, licenceText } from './licence-texts.mjs';
import { PackagingError } from './packaging-error.mjs';

/** @typedef {import('./installed-packages.mjs').InstalledPackage} InstalledPackage */

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i;
const RULE = '-'.repeat(80);

/** What does not come from a package. */
const INTRODUCTION = `Random Handwritten Digit Generator carries the work of others.

Electron and Chromium: their licences are in LICENSE.electron.txt and
LICENSES.chromium.html, beside the program.

TensorFlow, Copyright The TensorFlow Authors, is under the Apache License 2.0,
whose words are in LICENSE.txt in the same folder as this file; the licences of
its parts are in engine/tensorflow/THIRD_PARTY_NOTICES.txt. The addon that calls
it is compiled from the sources in @tensorflow/tfjs-node-gpu.

The handwritten digits to learn from are MNIST, Copyright Yann LeCun and Corinna
Cortes, derived from data sets of NIST and made available under the Creative
Commons Attribution-Share Alike 3.0 license
(https://creativecommons.org/licenses/by-sa/3.0/).

The packages from npm, in alphabetical order:
`;

/**
 * @param {readonly InstalledPackage[]} packages in any order, also more than once
 * @returns {string}
 * @throws {PackagingError} when a licence does not allow it, or can't be told
 */
export function noticesText(packages) {
  /** @type {Map<string, Set<string>>} */
  const titles = new Map();
  for (const found of packages) {
    const said = found.license.startsWith('SEE LICENSE IN') ? '' : found.license;
    const known = { ...found, license: said || licenceOfWords(filesOf(found)) };
    checkLicence(known);
    const text = termsOf(known);
    const title = `${known.name} ${known.version} (${known.license})`;
    titles.set(text, (titles.get(text) ?? new Set()).add(title));
  }
  const sections = [...titles]
    .map(([text, names]) => ({ names: [...names].sort(), text }))
    .sort((a, b) => ((a.names[0] ?? '') < (b.names[0] ?? '') ? -1 : 1));
  const written = sections.map(({ names, text }) => `${RULE}\n${names.join('\n')}\n\n${text}\n`);
  return `${INTRODUCTION}\n${written.join('\n')}`;
}

/** @param {InstalledPackage} known */
function checkLicence({ name, license, directory }) {
  const names = licenceNames(license);
  if (names.length > 0 && names.every((known) => COMPATIBLE.has(known))) return;
  throw new PackagingError(
    `The package ${name} in ${directory} is under ${license === '' ? 'no declared licence' : license}, which is not among those known to be compatible. Check it, then leave the package out or add the licence to licence-texts.mjs.`,
  );
}

/**
 * @param {string} license SPDX's expression, such as '(Apache-2.0 AND MIT)'
 * @returns {string[]}
 */
function licenceNames(license) {
  return license.split(/[\s()]+/).filter((word) => !['', 'AND', 'OR'].includes(word));
}

/**
 * The licence and notice files of a package, otherwise the words of what it declares.
 * @param {InstalledPackage} known
 * @returns {string}
 */
function termsOf(known) {
  const { name, license, author, directory } = known;
  const files = filesOf(known);
  if (files !== '') return files;
  const words = licenceNames(license).map((known) => {
    const text = licenceText(known);
    if (text !== null) return text.trim();
    throw new PackagingError(
      `The package ${name} in ${directory} declares ${known} and carries no licence file. Add its words to licence-texts.mjs.`,
    );
  });
  const holder = author.replace(/\s*[<(].*$/, '') || `the authors of ${name}`;
  return `Copyright ${holder}\n\n${words.join('\n\n')}`;
}

/**
 * @param {InstalledPackage} known
 * @returns {string} '' when it carries none
 */
function filesOf({ directory }) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((file) => readFileSync(path.join(directory, file), 'utf8').trim())
    .join('\n\n');
}

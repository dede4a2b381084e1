// The words of the licences that packages declare without carrying them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

/** What may travel with a program under the Apache License 2.0, by SPDX's names. */
export const COMPATIBLE = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  // The HDF Group's own, of three clauses.
  'HDF5',
  'ISC',
  'MIT',
  'NIST-PD-fallback',
  'OFL-1.1',
  'Unlicense',
]);

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

const ISC = `Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.`;

/**
 * @param {string} license SPDX's name
 * @returns {string | null} null for one whose words are not here
 */
export function licenceText(license) {
  if (license === 'MIT') return MIT;
  if (license === 'ISC') return ISC;
  // This program's own.
  return license === 'Apache-2.0' ? readFileSync(path.join(root, 'LICENSE'), 'utf8') : null;
}

/**
 * The licence that a file's words are, for a package that declares none.
 * @param {string} text
 * @returns {string} SPDX's name, '' for words that are not known here
 */
export function licenceOfWords(text) {
  const words = oneLine(text);
  if (words.includes(oneLine(MIT))) return 'MIT';
  const parts = Object.entries(beginnings).filter(([, beginning]) => words.includes(beginning));
  return parts.map(([name]) => name).join(' AND ');
}

/** What tells long licences, that a package may carry several of. */
const beginnings = {
  'NIST-PD-fallback':
    'NIST-developed software is provided by NIST as a public service. You may use, copy, and distribute copies of the software in any medium, provided that you keep intact this entire notice.',
  HDF5: 'HDF5 (Hierarchical Data Format 5) Software Library and Utilities Copyright 2006 by The HDF Group.',
};

/** @param {string} text */
const oneLine = (text) => text.replace(/\s+/g, ' ');

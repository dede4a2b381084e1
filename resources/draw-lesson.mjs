// Makes the pictures of the page "How it works", src-renderer/public/pictures, from what this program has drawn
// and from MNIST. Run by hand, after a build:
//
//   node resources/draw-lesson.mjs RUN_FOLDER
//
// The run is a conditional one with a progress grid of a digit in each row, whose epochs show how a network
// learns: digits train --preset compact --epochs 4.
import fs from 'node:fs/promises';
import path from 'node:path';
import {
  cell,
  encodeGreyPng,
  gridNames,
  readGrid,
  realDigit,
  realLabels,
  tileGrid,
} from './digit-pictures.mjs';

const [run] = process.argv.slice(2);
if (run === undefined) throw new Error('name a run folder');
const root = path.join(import.meta.dirname, '..');
const target = path.join(root, 'src-renderer', 'public', 'pictures');

/** @typedef {import('../src-shared/digits/grey-image.js').GreyImage} GreyImage */

/** @param {string} name @param {GreyImage[][]} rows */
async function write(name, rows) {
  const [first = []] = rows;
  const picture = tileGrid(rows.flat(), { rows: rows.length, columns: first.length });
  await fs.writeFile(path.join(target, name), encodeGreyPng(picture));
  console.log(`${name}: ${picture.width} × ${picture.height}`);
}

const digits = Array.from({ length: 10 }, (_, digit) => digit);
await fs.mkdir(target, { recursive: true });

// One hand's ten digits in each row: before the training, and after each epoch.
const names = await gridNames(run);
const epochs = await Promise.all(names.map((name) => readGrid(run, name)));
await write(
  'learning.png',
  epochs.map((grid) => digits.map((digit) => cell(grid, digit, 0))),
);

// Each row a hand of the model that comes with the program.
const shipped = path.join(root, 'resources', 'model');
const last = (await gridNames(shipped)).at(-1) ?? '';
const made = await readGrid(shipped, last);
const hands = (/** @type {number[]} */ columns) =>
  columns.map((column) => digits.map((digit) => cell(made, digit, column)));
await write('hands.png', hands([1, 4, 5]));

// Real digits in one row, drawn ones in the other.
const real = digits.map((digit) => realDigit(realLabels.indexOf(digit)));
await write('real-and-drawn.png', [real, ...hands([1])]);

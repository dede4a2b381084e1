// Draws what the texts show of the model that comes with the program: pictures in docs/, numbers in examples/.
// Run by hand after ship-model.mjs and a build, with the run that the model was made of:
//
//   node resources/draw-pictures.mjs RUN_FOLDER
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import {
  cell,
  decodeGreyPng,
  encodeGreyPng,
  greyImage,
  gridNames,
  readGrid,
  realDigit,
  size,
  tileGrid,
} from './digit-pictures.mjs';

const [run] = process.argv.slice(2);
if (run === undefined) throw new Error('name a run folder');
const root = path.join(import.meta.dirname, '..');
const docs = path.join(root, 'docs');
const program = path.join(root, 'src-main', 'setup', 'digits.mjs');
const digits = (/** @type {string[]} */ ...options) =>
  execFileSync(process.execPath, [program, ...options], { stdio: 'ignore' });

/** @typedef {import('../src-shared/digits/grey-image.js').GreyImage} GreyImage */

/** Each pixel four times. @param {GreyImage} image @returns {GreyImage} */
function doubled({ width, height, pixels }) {
  const large = greyImage({ width: 2 * width, height: 2 * height });
  for (let i = 0; i < large.pixels.length; i++) {
    const [x, y] = [i % large.width, Math.floor(i / large.width)];
    large.pixels[i] = pixels[(y >> 1) * width + (x >> 1)];
  }
  return large;
}

/** @param {string} name @param {GreyImage} image */
function write(name, image) {
  writeFileSync(path.join(docs, name), encodeGreyPng(image));
  console.log(`${name}: ${image.width} × ${image.height}`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'digits-pictures-'));
const draft = (/** @type {string} */ name) => path.join(folder, name);
try {
  // The ten digits in one hand, after some of the epochs.
  const names = await gridNames(run);
  const epochs = [1, 2, 4, 7, 10, names.length - 1];
  const shown = await Promise.all(epochs.map((epoch) => readGrid(run, names[epoch] ?? '')));
  const cells = shown.flatMap((grid) => Array.from({ length: 10 }, (_, row) => cell(grid, row, 1)));
  write('epochs.png', doubled(tileGrid(cells, { rows: shown.length, columns: 10 })));

  digits('generate', '--rows', '10', '--columns', '10', '--seed', '1', '--out', draft('hands.png'));
  write('ten_hands.png', doubled(decodeGreyPng(readFileSync(draft('hands.png')))));

  // Drawn digits on the left, real ones on the right.
  digits('generate', '--rows', '8', '--columns', '8', '--seed', '1', '--out', draft('drawn.png'));
  const real = Array.from({ length: 64 }, (_, place) => realDigit(place));
  const both = createCanvas(17 * size, 8 * size);
  const drawn = await loadImage(readFileSync(draft('drawn.png')));
  both.getContext('2d').drawImage(drawn, 0, 0);
  const tiled = await loadImage(encodeGreyPng(tileGrid(real, { rows: 8, columns: 8 })));
  both.getContext('2d').drawImage(tiled, 9 * size, 0);
  writeFileSync(path.join(docs, 'drawn_and_real.png'), both.toBuffer('image/png'));

  // One number in five hands; below it stays what the model of before drew, which knew no hands.
  const before = await loadImage(readFileSync(path.join(docs, 'same_number.png')));
  const same = createCanvas(before.width, before.height);
  const context = same.getContext('2d');
  context.imageSmoothingEnabled = false;
  const numbers = await Promise.all(
    [1, 2, 3, 4, 5].map((hand) => {
      const file = draft(`hand-${hand}.png`);
      const text = ['48213', '--hand', `${hand}`, '--seed', `${hand}`];
      digits('compose', ...text, '--thousands-spacing', 'off', '--out', file);
      return loadImage(readFileSync(file));
    }),
  );
  const width = numbers.reduce((sum, number) => sum + 2 * number.width, 0);
  const gap = (same.width - width) / (numbers.length - 1);
  const [top, belowTop] = [12, 104];
  let left = 0;
  for (const number of numbers) {
    context.drawImage(number, Math.round(left), top, 2 * number.width, 2 * number.height);
    left += 2 * number.width + gap;
  }
  const rest = before.height - belowTop;
  context.drawImage(before, 0, belowTop, before.width, rest, 0, belowTop, before.width, rest);
  writeFileSync(path.join(docs, 'same_number.png'), same.toBuffer('image/png'));

  digits('compose', '12/05 17:30', '--seed', '4', '--out', path.join(docs, 'date_and_time.png'));
  const examples = draft('examples');
  digits('compose', '--digits', '1-15', '--seed', '1', '--out-dir', examples);
  for (let count = 1; count <= 15; count++) {
    const name = `generated_number_with_${count}_digits.png`;
    copyFileSync(path.join(examples, name), path.join(root, 'examples', name));
    if ([2, 4, 7].includes(count))
      copyFileSync(path.join(examples, name), path.join(docs, `number_${count}.png`));
  }
  for (const name of ['progress.gif', 'losses_plot.png']) {
    copyFileSync(path.join(run, name), path.join(docs, name));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

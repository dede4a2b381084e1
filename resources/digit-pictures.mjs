// Digits for the scripts that draw with them: those of the pictures that a run keeps of its epochs, and MNIST's.
import fs from 'node:fs/promises';
import path from 'node:path';

/** @param {string} place below dist/ @returns {Promise<any>} */
const built = (place) => import(new URL(`../dist/${place}`, import.meta.url).href);
export const { decodeGreyPng, encodeGreyPng } = await built('src-main/service/images/png.js');
export const { greyImage } = await built('src-shared/digits/grey-image.js');
export const { tileGrid } = await built('src-shared/digits/tile-grid.js');
const { loadMnist } = await built('src-main/files/idx/mnist.js');

/** @typedef {import('../src-shared/digits/grey-image.js').GreyImage} GreyImage */

export const size = 28;

const { images, labels } = await loadMnist('t10k');

/** What MNIST's test images are labelled with. @type {Uint8Array} */
export const realLabels = labels;

/** One of them. @param {number} place @returns {GreyImage} */
export const realDigit = (place) =>
  greyImage({
    ...{ width: size, height: size },
    pixels: images.slice(place * size * size, (place + 1) * size * size),
  });

/** Of a run, or of the model that comes with the program. @param {string} run @returns {Promise<string[]>} in their order */
export const gridNames = async (run) => (await fs.readdir(path.join(run, 'progress'))).sort();

/** @param {string} run @param {string} name @returns {Promise<GreyImage>} */
export const readGrid = async (run, name) =>
  decodeGreyPng(await fs.readFile(path.join(run, 'progress', name)));

/**
 * The digit at a place of a grid.
 * @param {GreyImage} grid @param {number} row @param {number} column @returns {GreyImage}
 */
export function cell(grid, row, column) {
  const digit = greyImage({ width: size, height: size });
  for (let y = 0; y < size; y++) {
    const from = (row * size + y) * grid.width + column * size;
    digit.pixels.set(grid.pixels.subarray(from, from + size), y * size);
  }
  return digit;
}

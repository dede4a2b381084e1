// The pictures that a run keeps of its epochs, for the scripts that draw with them.
import fs from 'node:fs/promises';
import path from 'node:path';

/** @param {string} place below dist/ @returns {Promise<any>} */
const built = (place) => import(new URL(`../dist/${place}`, import.meta.url).href);
const { decodeGreyPng } = await built('src-main/service/images/png.js');
const { greyImage } = await built('src-shared/digits/grey-image.js');

/** @typedef {import('../src-shared/digits/grey-image.js').GreyImage} GreyImage */

export const size = 28;

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

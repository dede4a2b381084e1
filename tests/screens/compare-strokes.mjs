// Draws docs/smooth_strokes.png: a number of 28 pixels enlarged by squares, by bilinear interpolation and as this
// program draws it, four times and of its first digits twelve times. Usage: node tests/screens/compare-strokes.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = ['--number', '4829', '--seed', '11', '--thousands-spacing', 'off'];
const digits = path.join(root, 'src-main', 'setup', 'digits.mjs');

/** @param {readonly string[]} options @param {string} file */
function compose(options, file) {
  execFileSync(process.execPath, [digits, 'compose', ...text, ...options, '--out', file]);
  return loadImage(readFileSync(file));
}

const folder = mkdtempSync(path.join(tmpdir(), 'digits-strokes-'));
try {
  const look = ['--ink', '#22315c', '--paper', '#fbf9f3'];
  const pixels = await compose(
    ['--look', 'network', ...look, '--no-smooth', '--margin', '1'],
    path.join(folder, 'a.png'),
  );
  /** @type {readonly (readonly [string, (scale: number) => Promise<import('@napi-rs/canvas').Image | null>])[]} */
  const ways = [
    ['squares', async () => null],
    ['bilinear', async () => null],
    [
      'strokes',
      (scale) =>
        compose(
          ['--look', 'paper', ...look, '--scale', `${scale}`, '--margin', '1'],
          path.join(folder, `${scale}.png`),
        ),
    ],
  ];
  const [small, large] = [4, 12];
  const gap = 12;
  const label = 34;
  const column = pixels.width * small;
  const high = pixels.height;
  const canvas = createCanvas(
    ways.length * (column + gap) - gap,
    label + high * small + gap + high * large,
  );
  const context = canvas.getContext('2d');
  const font = path.join(root, 'node_modules/@fontsource/inter/files/inter-latin-400-normal.woff2');
  GlobalFonts.register(readFileSync(font), 'Inter');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = '20px Inter';
  context.imageSmoothingQuality = 'low';
  for (const [at, [name, strokes]] of ways.entries()) {
    const left = at * (column + gap);
    context.fillStyle = '#333333';
    context.fillText(name, left, 20);
    context.imageSmoothingEnabled = name === 'bilinear';
    for (const scale of [small, large]) {
      const image = (await strokes(scale)) ?? pixels;
      const times = image === pixels ? scale : 1;
      const top = scale === small ? label : label + high * small + gap;
      const [across, down] = [column / times, (high * scale) / times];
      context.drawImage(image, 0, 0, across, down, left, top, column, high * scale);
    }
  }
  writeFileSync(path.join(root, 'docs', 'smooth_strokes.png'), await canvas.encode('png'));
} finally {
  rmSync(folder, { recursive: true });
}

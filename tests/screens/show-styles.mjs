// Draws docs/dataset_styles.png: some strips of each style of a data set. Usage: node tests/screens/show-styles.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';

const root = fileURLToPath(new URL('../..', import.meta.url));
const digits = path.join(root, 'src-main', 'setup', 'digits.mjs');
const [columns, gap, label, height] = [5, 6, 70, 36];
/** Rows of each style, and whether they are in colour. */
const styles = /** @type {const} */ ([
  ['clean', 1, false],
  ['paper', 2, true],
  ['scan', 2, false],
  ['photo', 2, true],
  ['mixed', 1, true],
]);

const folder = mkdtempSync(path.join(tmpdir(), 'digits-styles-'));
try {
  const shown = [];
  for (const [style, rows, colour] of styles) {
    const out = path.join(folder, style);
    const count = `${rows * columns}`;
    const options = [
      '--style',
      style,
      '--height',
      `${height}`,
      '--split',
      '100/0/0',
      '--seed',
      '8',
    ];
    const more = [...(colour ? ['--colour'] : []), '--format', 'files', '--out', out];
    execFileSync(process.execPath, [
      ...[digits, 'dataset', '--digits', '6', '--count', count, ...options, ...more],
    ]);
    const images = path.join(out, 'images', 'train');
    const files = readdirSync(images).sort();
    const strips = await Promise.all(
      files.map((file) => loadImage(readFileSync(path.join(images, file)))),
    );
    shown.push({ style, rows, strips });
  }
  const widest = Math.max(...shown.flatMap(({ strips }) => strips.map(({ width }) => width)));
  const lines = shown.reduce((sum, { rows }) => sum + rows, 0);
  const canvas = createCanvas(
    label + columns * (widest + gap),
    lines * (height + gap) + shown.length * gap,
  );
  const context = canvas.getContext('2d');
  const font = path.join(root, 'node_modules/@fontsource/inter/files/inter-latin-400-normal.woff2');
  GlobalFonts.register(readFileSync(font), 'Inter');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#333333';
  context.font = '16px Inter';
  let top = gap;
  for (const { style, rows, strips } of shown) {
    context.fillText(style, gap, top + 26);
    for (const [at, strip] of strips.entries()) {
      const left = label + (at % columns) * (widest + gap);
      context.drawImage(strip, left, top + Math.floor(at / columns) * (height + gap));
    }
    top += rows * (height + gap) + gap;
  }
  writeFileSync(path.join(root, 'docs', 'dataset_styles.png'), await canvas.encode('png'));
} finally {
  rmSync(folder, { recursive: true });
}

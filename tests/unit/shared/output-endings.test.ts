import { expect, test } from 'vitest';
import {
  checkEnding,
  checkFolderEnding,
  endingOf,
  formatNamed,
  meansFolder,
  pictureFormatOf,
} from '../../../src-shared/config/output-endings.js';

test.each([
  ['n.png', 'png'],
  ['N.PNG', 'png'],
  ['a/b.c/n.Gif', 'gif'],
  ['C:\\digits\\n.npy', 'npy'],
  ['train-images-idx3-ubyte', 'idx3-ubyte'],
  ['train-images.idx3-ubyte', 'idx3-ubyte'],
  ['train-labels-idx1-ubyte', 'idx1-ubyte'],
  ['n.png.', 'png'],
  ['n.jpg ', 'jpg'],
  ['n.tar.gz', 'gz'],
  ['n', null],
  ['run.1/n', null],
  ['.png', null],
  ['3.14', null],
  ['grid-v1.0-rc', null],
  ['2026.11.28', null],
  ['', null],
])('%j ends in %j', (path, ending) => expect(endingOf(path)).toBe(ending));

test.each([
  ['n.png', 'png'],
  ['n.PNG', 'png'],
  ['n', 'png'],
  ['grid-2.5', 'png'],
  ['n.npy', 'npy'],
  ['digits', 'idx'],
  ['x.idx', 'idx'],
  ['x.idx3-ubyte', 'idx'],
  ['x-idx3-ubyte', 'idx'],
  ['n.gif', 'gif'],
  ['n.svg', 'svg'],
  ['n.Pdf', 'pdf'],
  ['n.jpg', 'jpg'],
  ['n.JPEG', 'jpg'],
  ['n.jfif', 'jpg'],
  ['n.webp', 'webp'],
] as const)('%j may be a %s', (path, format) => expect(checkEnding(path, format)).toBeNull());

test.each([
  [
    'n.jpg',
    'png',
    'ends in .jpg, but what is written is a PNG picture: choose a name that ends in .png',
  ],
  ['n.svg', 'png', 'ends in .svg'],
  ['n.npy', 'png', 'ends in .npy'],
  ['n.bak', 'png', 'ends in .bak'],
  ['n.PNG', 'npy', 'ends in .png, but what is written is a NumPy array'],
  ['x-idx3-ubyte', 'npy', 'ends in idx3-ubyte'],
  ['x-idx1-ubyte', 'idx', "ends in idx1-ubyte, but what is written is MNIST's idx3-ubyte"],
  ['x.gz', 'idx', 'ends in .gz'],
  ['n.png', 'gif', 'ends in .png'],
  ['n.tif', 'png', 'ends in .tif, but what is written is a PNG picture'],
  [
    'n.bmp',
    'jpg',
    'ends in .bmp, but what is written is a JPEG picture: choose a name that ends in .jpg',
  ],
  ['n.jpg', 'webp', 'ends in .jpg, but what is written is a WebP picture'],
  ['n.png', 'svg', 'ends in .png, but what is written is an SVG drawing'],
  ['n.ps', 'pdf', 'ends in .ps, but what is written is a PDF: choose a name that ends in .pdf'],
] as const)('%j may be no %s', (path, format, problem) =>
  expect(checkEnding(path, format)).toContain(problem),
);

test('a name says its format, or none', () => {
  expect(['a.PNG', 'a.npy', 'a-idx3-ubyte', 'a.jpeg', 'a.tif', 'a'].map(formatNamed)).toEqual([
    ...['png', 'npy', 'idx', 'jpg'],
    ...[null, null],
  ]);
});

test.each([
  ['n.png', 'png'],
  ['N.SVG', 'svg'],
  ['a.b/n.pdf', 'pdf'],
  ['n.jpeg', 'jpg'],
  ['n.webp.', 'webp'],
  ['n', 'png'],
  ['3.14', 'png'],
] as const)('a picture %j is a %s', (path, format) => {
  expect(pictureFormatOf(path)).toEqual({ format });
});

test.each(['tif', 'bmp', 'gif', 'npy', 'bak', 'idx3-ubyte'])(
  'a picture is not written as .%s, and what it can be is said',
  (ending) => {
    expect(pictureFormatOf(`n.${ending}`)).toEqual({
      problem: `ends in ${ending.endsWith('ubyte') ? '' : '.'}${ending}, which no picture is written as: choose a name that ends in .png, .svg, .pdf, .jpg or .webp`,
    });
  },
);

test.each(['results/', 'a\\', '.', '..', 'a/.', 'a/..', '/'])('%j means a folder', (path) => {
  expect(meansFolder(path)).toBe(true);
  expect(checkFolderEnding(path, 'a folder')).toBeNull();
});

test.each(['results', '.png', 'a/.b', 'a.', 'digits.v2', 'mnist.2026'])(
  '%j does not say that it is a file, nor that it is a folder',
  (path) => {
    expect(meansFolder(path)).toBe(false);
    expect(checkFolderEnding(path, 'a folder')).toBeNull();
  },
);

test.each(['n.png', 'N.JPG', 'model.keras', 'digits.npy', 'x-idx3-ubyte', 'a.zip'])(
  '%j is no name of a folder, unless a slash says so',
  (path) => {
    expect(checkFolderEnding(path, 'a run folder')).toMatch(/as a file does, but what is written/);
    expect(checkFolderEnding(`${path}/`, 'a run folder')).toBeNull();
  },
);

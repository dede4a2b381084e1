import { expect, test } from 'vitest';
import {
  checkEnding,
  checkFolderEnding,
  endingOf,
  formatNamed,
  meansFolder,
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
] as const)('%j may be no %s', (path, format, problem) =>
  expect(checkEnding(path, format)).toContain(problem),
);

test('a name says its format, or none', () => {
  expect(['a.PNG', 'a.npy', 'a-idx3-ubyte', 'a.jpg', 'a'].map(formatNamed)).toEqual([
    ...['png', 'npy', 'idx'],
    ...[null, null],
  ]);
});

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

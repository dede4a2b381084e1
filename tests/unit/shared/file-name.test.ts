import { describe, expect, it, test } from 'vitest';
import { seriesFileNames } from '../../../src-renderer/screens/numbers/series-configs.js';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { checkFileName, fileName, nthFileName } from '../../../src-shared/config/file-name.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import { desktopCommands } from '../../../src-shared/contract/desktop-commands.js';

const saved = (name: string) =>
  desktopCommands['file.save'].input.safeParse({ name, bytes: new Uint8Array(1) });

describe('a file that a page saves', () => {
  it.each([
    'generated_number_1,234.50.png',
    'generated_number_-5.png',
    'x (copy) progress.gif',
    "it's a+b losses.png",
    'Zoë हिन्दी epoch 3.png',
    'digits-4x8-seed-7-only-38-legibility-0.95.png',
  ])('may be called %j', (name) => {
    expect(checkFileName(name)).toBeNull();
    expect(saved(name).success).toBe(true);
    expect(fileName(name)).toBe(name);
  });

  it.each([
    ['', 'must not be empty'],
    ['../x.png', 'can\'t hold "/", which stands at place 3'],
    ['a\\b.png', "can't hold"],
    ['.bashrc', 'must not begin with a dot or a blank'],
    ['end.', 'must not end with a dot or a blank'],
    ['nul.png', 'which Windows keeps for a device'],
    ['a\tb.png', "can't hold U+0009 tab"],
    ['gpj\u202egnp.png', "can't hold U+202E right-to-left override"],
    ['what?.png', 'can\'t hold "?"'],
    [`${'a'.repeat(252)}.png`, 'takes 256 bytes'],
  ])('may not be called %j', (name, problem) => {
    expect(checkFileName(name)).toContain(problem);
    expect(saved(name).error?.issues[0]?.message).toBe(
      `The name of the file ${checkFileName(name)}`,
    );
    expect(checkFileName(fileName(name))).toBeNull();
  });
});

test('whatever a run is called, its files get a name that every system takes', () => {
  const names = [
    'a/b\nc',
    '\u202e',
    '....',
    'CON',
    'com1',
    '\ud800',
    'ह'.repeat(300),
    '🙂'.repeat(200),
  ];
  for (const name of names) {
    for (const ending of ['.png', ' progress.gif', ' epoch 12.png']) {
      const made = fileName(`${name}${ending}`);
      expect(checkFileName(made), made).toBeNull();
      expect(made.endsWith(ending.slice(ending.lastIndexOf('.')))).toBe(true);
    }
  }
});

test('every number has a file name that every system takes', () => {
  const texts = ['1', '...9', '12/05/26 17:30', '5.', '-', ' 1 ', '9'.repeat(1_000)];
  for (const number of texts) {
    expect(checkFileName(numberFileName({ number, digits: 4 }))).toBeNull();
    const config = { ...composingDefaults, number, seed: 4_294_967_295 };
    for (const name of seriesFileNames([config, config], 'png')) {
      expect(checkFileName(name)).toBeNull();
    }
  }
});

test('the name of a picture ends in its format, a PNG where none is said', () => {
  const number = { number: '1/2', digits: 4 };
  expect(numberFileName(number)).toBe('generated_number_1_2.png');
  expect(numberFileName(number, 'svg')).toBe('generated_number_1_2.svg');
});

test('another file beside one keeps its ending', () => {
  expect(nthFileName('grid.png', 1)).toBe('grid.png');
  expect(nthFileName('grid.png', 2)).toBe('grid (2).png');
  expect(nthFileName('generated_number_1.5.png', 12)).toBe('generated_number_1.5 (12).png');
  expect(nthFileName('digits', 2)).toBe('digits (2)');
  expect(nthFileName('digits-idx3-ubyte', 2)).toBe('digits (2)-idx3-ubyte');
  expect(nthFileName('digits.npy', 3)).toBe('digits (3).npy');
});

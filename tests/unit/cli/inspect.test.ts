import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeCommand, lookFlags } from '../../../src-main/cli/options/compose-command.js';
import { encodePng } from '../../../src-main/service/images/png.js';
import { type ComposingConfig, composingDefaults } from '../../../src-shared/config/composing.js';
import { looks } from '../../../src-shared/config/look.js';
import { sheetDefaults } from '../../../src-shared/config/sheet.js';
import { picture } from '../../../src-shared/strips/picture.js';
import { type PictureNote, programName } from '../../../src-shared/strips/picture-note.js';
import { svgNote } from '../../../src-shared/strips/svg-note.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { runMain } from './run-main.js';

const config: ComposingConfig = { ...composingDefaults, number: '12/05 17', seed: 11 };
const note: PictureNote = {
  program: programName,
  version: '0.1.0',
  number: '12/05 17',
  seed: 11,
  hand: 5,
  model: 'evening',
  settings: { config, look: looks.network },
};

const pngOf = (said: PictureNote | null) =>
  encodePng(picture({ width: 2, height: 2, channels: 1 }), { note: said, dpi: null });

function fileOf(name: string, content: Uint8Array | string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

const inspect = (path: string, ...args: string[]) => runMain(['inspect', path, ...args]);

describe('digits inspect', () => {
  test('says what a picture is and the command that writes it again, without a service', async () => {
    const { code, stdout, stderr, opened } = await inspect(fileOf('n.png', pngOf(note)));
    expect({ code, stderr, opened }).toEqual({ code: 0, stderr: '', opened: 0 });
    expect(stdout.split('\n')).toEqual([
      'Number   12/05 17',
      'Seed     11',
      'Hand     5',
      'Model    evening',
      'Program  Random Handwritten Digit Generator 0.1.0',
      'Look     --look network',
      '',
      "digits compose --number '12/05 17' --model evening --seed 11",
      '',
    ]);
  });

  test('reads an SVG as well; the model that comes with the program is named so', async () => {
    const svg = `<svg><metadata>${svgNote({ ...note, hand: null, model: 'shipped:model' })}</metadata></svg>`;
    const { stdout } = await inspect(fileOf('n.svg', svg));
    expect(stdout).toContain('Model    the one that comes with the program\n');
    expect(stdout).toContain("\ndigits compose --number '12/05 17' --seed 11 --format svg\n");
    expect(stdout).not.toContain('\nHand');
  });

  test('--json prints the note', async () => {
    const { json } = await inspect(fileOf('n.png', pngOf(note)), '--json');
    expect(json()).toEqual([note]);
  });

  test('digits that were drawn anew are told', async () => {
    const replaced = [0, 2, 2].map((position) => ({ position, index: 90 }));
    const said = { ...note, settings: { ...note.settings, replaced } };
    const { stdout } = await inspect(fileOf('n.png', pngOf(said)));
    expect(stdout).toContain('\n2 digits were drawn anew in the window; the command writes');
  });

  test('a sheet says its numbers', async () => {
    const numbers = [config, { ...config, number: null, digits: 7 }].map((one) => ({
      config: one,
    }));
    const settings = { numbers, look: looks.paper, sheet: sheetDefaults };
    const { stdout } = await inspect(fileOf('s.png', pngOf({ ...note, number: null, settings })));
    expect(stdout).toContain(
      'Look     --look paper\nSheet    2 numbers: 12/05 17, any of 7 digits\n',
    );
    expect(stdout).not.toContain('Number ');
    expect(stdout).not.toContain('digits compose');
  });

  test('settings of another version, or made up, are told and not used', async () => {
    const settings = { config: { ...config, minSpacing: -9_999 }, look: looks.network };
    const { code, stdout } = await inspect(fileOf('n.png', pngOf({ ...note, settings })));
    expect(code).toBe(0);
    expect(stdout).toContain('Seed     11');
    expect(stdout).toMatch(/does not take its settings: --min-spacing must be .*, not -9999\.\n$/);
    expect(stdout).not.toContain('digits compose');
  });

  test('what a terminal would obey is written out', async () => {
    const svg = svgNote(note).replace('evening', '\u001b[31mred');
    const { stdout } = await inspect(fileOf('n.svg', `<svg>${svg}</svg>`));
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('\\u001b[31mred');
  });

  test.each<[string, string, Uint8Array | string]>([
    ['n.png', 'is a PNG picture without a note', pngOf(null)],
    ['n.svg', 'is an SVG drawing without a note', '<svg/>'],
    ['n.pdf', 'is a PDF, which has no note that can be read: PNG and SVG have one.', '%PDF-1.3'],
    ['n.jpg', 'is a JPEG picture, which has no note', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['n.webp', 'is a WebP picture, which has no note', 'RIFF1234WEBP'],
    ['n.txt', 'is no picture that digits writes: inspect a PNG or an SVG.', 'words'],
    ['empty.png', 'is no picture that digits writes', ''],
    [
      'half.png',
      "can't be inspected: its note is not whole: it does not say ",
      pngOf(note).subarray(0, 140),
    ],
  ])('%s %s', async (name, problem, content) => {
    const path = fileOf(name, content);
    const { code, stdout, stderr } = await inspect(path);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`digits: ${path} ${problem}`);
  });

  test('a folder and a file that is not there are told', async () => {
    const folder = join(temporaryFolder(), 'pictures.png');
    mkdirSync(folder);
    expect((await inspect(folder)).stderr).toBe(
      `digits: ${folder} can't be inspected: it is a folder, not a file.\n`,
    );
    expect(await inspect(join(folder, 'n.png'))).toMatchObject({
      code: 1,
      stderr: `digits: ${join(folder, 'n.png')} does not exist.\n`,
    });
  });

  test('a file of gigabytes is looked at, not read', async () => {
    const path = fileOf('n.png', Buffer.concat([pngOf(note), Buffer.alloc(40 * 2 ** 20)]));
    expect((await inspect(path)).stdout).toContain('Seed     11');
  });
});

describe('the command that writes a number again', () => {
  const png = { model: 'shipped:model', format: 'png' } as const;
  const look = looks.network;

  test.each<[string, Partial<ComposingConfig>]>([
    ['a text', {}],
    ['any number', { number: null }],
    ['any number of a length', { number: null, digits: 7 }],
    ['a text that begins like a flag', { number: '-5' }],
    ['everything off', { legibility: null, thousandsSpacing: null, hand: 'each' }],
    [
      'everything said',
      {
        ...{ legibility: 0.5, thousandsSpacing: 0, minSpacing: 0, maxSpacing: 9, inkThreshold: 1 },
        ...{ hand: 3, slant: -1.5, strokeWidth: 0.25, seed: 4_294_967_295 },
      },
    ],
  ])('asks the service for the same: %s', async (_, changes) => {
    const wanted = { ...config, ...changes };
    const words = composeCommand({ config: wanted, look }, png).match(/'[^']*'|\S+/g) ?? [];
    const args = words.slice(1).map((word) => word.replaceAll("'", ''));
    const out = join(temporaryFolder(), 'n.png');
    const run = await runMain([...args, '--out', out]);
    expect(run.input('number.compose')).toMatchObject({ config: wanted });
  });

  test('says only what differs from what holds without it', () => {
    expect(composeCommand({ config: { ...config, number: '7' }, look }, png)).toBe(
      'digits compose --number 7 --seed 11',
    );
  });

  test('is quoted where a shell would obey it', () => {
    const model = '$(rm x) `y`; z';
    expect(composeCommand({ config, look }, { ...png, model })).toContain(
      `--model '$(rm x) \`y\`; z'`,
    );
  });

  test.each([
    [looks.network, ''],
    [looks.ink, '--look ink'],
    [{ ...looks.network, invert: true }, '--look network --invert'],
    [{ ...looks.network, scale: 8 }, '--look network --scale 8'],
    [{ ...looks.network, scale: 8, smooth: true }, '--look network --smooth --scale 8'],
    [{ ...looks.ink, scale: 8, height: 300 }, '--look ink --height 300'],
    [{ ...looks.ink, scale: 8, dpi: null }, '--look ink --scale 8 --dpi off'],
    [
      { ...looks.blueprint, paper: null, smooth: false },
      '--look blueprint --paper transparent --no-smooth',
    ],
    [{ ...looks.paper, ink: '#ff0000', shear: -0.2 }, '--look paper --ink #ff0000 --shear -0.2'],
  ])('names the nearest look and what differs, and has the same look again', async (own, flags) => {
    expect(lookFlags(own).join(' ')).toBe(flags);
    const out = join(temporaryFolder(), 'n.png');
    const run = await runMain(['compose', '7', ...lookFlags(own), '--out', out]);
    const { scale, ...asked } = own;
    const same = own.height === null ? { ...asked, scale } : asked;
    expect(run.input('number.compose')).toMatchObject({ look: same });
  });
});

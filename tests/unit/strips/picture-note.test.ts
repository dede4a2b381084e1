import { crc32 } from 'node:zlib';
import { decode, encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import {
  type NoteReading,
  noteParts,
  type PictureNote,
  programName,
} from '../../../src-shared/strips/picture-note.js';
import { pngChunk, pngChunks } from '../../../src-shared/strips/png-chunks.js';
import { pngTextChunk } from '../../../src-shared/strips/png-text.js';
import { pictureFormat, readPictureNote } from '../../../src-shared/strips/read-picture-note.js';
import { svgNote } from '../../../src-shared/strips/svg-note.js';

const note: PictureNote = {
  program: programName,
  version: '0.1.0',
  number: '12/05 17:30',
  seed: 4_294_967_295,
  hand: 0,
  model: 'evening',
  settings: { config: { digits: 4, hand: null }, look: { ink: '#112233', paper: null } },
};

/** A PNG of one pixel with chunks behind its header. */
function pngWith(...chunks: readonly Uint8Array[]): Uint8Array {
  const plain = encode({ width: 1, height: 1, channels: 1, data: Uint8Array.of(7) });
  return joined(plain.subarray(0, 33), ...chunks, plain.subarray(33));
}

const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const bytes = (text: string) => new TextEncoder().encode(text);
const pngOf = (written: PictureNote) =>
  pngWith(...noteParts(written).map(([keyword, text]) => pngTextChunk(keyword, text)));
const svgOf = (written: PictureNote) =>
  bytes(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>${svgNote(written)}</metadata></svg>`);

const kinds = [
  ['PNG', pngOf],
  ['SVG', svgOf],
] as const;

describe.each(kinds)('a note in a %s', (_, fileOf) => {
  test.each([
    ['all of it', note],
    ['a sheet, without a hand', { ...note, number: null, hand: null }],
    ['a model of any script', { ...note, model: 'Käthe <&"\'> 手書き 🖋 ]]>' }],
    [
      'settings of any text',
      { ...note, settings: { '</note>': ['</Settings>', '\u0000\u202e�'] } },
    ],
  ])('comes back as it was: %s', (_, written) => {
    expect(readPictureNote(fileOf(written))).toEqual({ kind: 'note', note: written });
  });

  test('a name that would be obeyed, or can not be written, is written out', () => {
    const read = readPictureNote(fileOf({ ...note, model: 'a\u0000b\nc\ud800\uffff' }));
    expect(read).toMatchObject({ note: { model: 'a\\u0000b\\nc\\ud800?' } });
  });

  test('a file cut off anywhere gives the note, none or damage, never a wrong note', () => {
    const file = fileOf(note);
    const read = Array.from(file, (_, length) => readPictureNote(file.subarray(0, length)));
    expect(new Set(read.map(({ kind }) => kind)).has('damaged')).toBe(true);
    for (const reading of read) {
      if (reading.kind === 'note') expect(reading.note).toEqual(note);
    }
  });
});

describe('a PNG', () => {
  test('has its note where other programs read it: Latin-1 in tEXt, else iTXt', () => {
    const file = pngOf({ ...note, model: 'Käthe' });
    expect(decode(file, { checkCrc: true }).text).toEqual({
      Title: '12/05 17:30',
      Software: 'Random Handwritten Digit Generator 0.1.0',
      Seed: '4294967295',
      Hand: '0',
      Model: 'Käthe',
      Settings: JSON.stringify(note.settings),
    });
    const types = [...pngChunks(pngOf({ ...note, model: '手' }))].map(({ type }) => type);
    expect(types).toEqual(['IHDR', ...Array(4).fill('tEXt'), 'iTXt', 'tEXt', 'IDAT']);
  });

  test("a chunk's checksum is zlib's", () => {
    const data = Uint8Array.from({ length: 1_000 }, (_, at) => at * 7);
    const chunk = Buffer.from(pngChunk('tEXt', data));
    expect(chunk.readUInt32BE(chunk.length - 4)).toBe(crc32(chunk.subarray(4, -4)));
  });

  test('a changed bit in a part is damage, wherever it is', () => {
    const file = pngOf(note);
    const at = Buffer.from(file).indexOf('4294967295');
    file[at] = (file[at] ?? 0) ^ 1;
    expect(readPictureNote(file)).toEqual({ kind: 'damaged', problem: 'its Seed is damaged' });
  });

  test('of another program, or without a note, says none', () => {
    expect(readPictureNote(pngWith())).toEqual({ kind: 'none' });
    const other = pngWith(pngTextChunk('Software', 'Paint'), pngTextChunk('Seed', 'ours'));
    expect(readPictureNote(other)).toEqual({ kind: 'none' });
  });

  const own = pngTextChunk('Software', `${programName} 0.1.0`);
  test.each<[string, Uint8Array[], string]>([
    ['nothing else', [], 'it does not say Seed'],
    ['no number', [pngTextChunk('Seed', '-1')], 'its Seed must be a whole number'],
    ['a seed that is too large', [pngTextChunk('Seed', '4294967296')], 'its Seed must be'],
    ['two seeds', Array(2).fill(pngTextChunk('Seed', '1')), 'it says Seed twice'],
    ['a compressed part', [pngChunk('iTXt', bytes('Seed\0\x01\0\0\0x'))], 'its Seed is damaged'],
    [
      'bytes that are no text',
      [pngChunk('iTXt', joined(bytes('Model\0\0\0\0\0'), Uint8Array.of(0xff)))],
      'its Model is damaged',
    ],
    ['iTXt without its ends', [pngChunk('iTXt', bytes('Model\0'))], 'its Model is damaged'],
    ['too long a part', [pngTextChunk('Settings', ' '.repeat(2 ** 20))], 'it is too long'],
  ])('with %s is damaged', (_, chunks, problem) => {
    expect(problemOf(readPictureNote(pngWith(own, ...chunks)))).toContain(problem);
  });

  test.each([
    ['no JSON', '{"a":'],
    ['a list', '[]'],
    ['no object', 'null'],
    ['100,000 levels', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('settings that are %s are damage', (_, settings) => {
    const parts = [
      ['Seed', '1'],
      ['Model', 'm'],
      ['Settings', settings],
    ] as const;
    const file = pngWith(own, ...parts.map(([keyword, text]) => pngTextChunk(keyword, text)));
    expect(problemOf(readPictureNote(file))).toBe('its Settings are not written as they must be');
  });

  test('a number that can not be written is damage', () => {
    expect(problemOf(readPictureNote(pngOf({ ...note, number: '12x' })))).toContain('its Title');
  });

  test('a name that would fill the screen is damage', () => {
    const long = readPictureNote(pngOf({ ...note, model: 'a'.repeat(1_001) }));
    expect(problemOf(long)).toBe('its Model is too long');
  });

  test('a length that lies ends the reading', () => {
    const liar = pngTextChunk('Seed', '1');
    liar.set([0xff, 0xff, 0xff, 0xff]);
    expect(problemOf(readPictureNote(pngWith(own, liar)))).toBe('it does not say Seed');
  });

  test('200,000 chunks and megabytes of parts are read in a moment', () => {
    const empty = Buffer.concat(Array(200_000).fill(pngChunk('tEXt', bytes('a\0'))));
    const start = performance.now();
    expect(readPictureNote(pngWith(empty, own))).toMatchObject({ kind: 'damaged' });
    const seeds = Buffer.concat(Array(100_000).fill(pngTextChunk('Seed', '1')));
    expect(readPictureNote(pngWith(own, seeds))).toMatchObject({ kind: 'damaged' });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('an SVG', () => {
  const read = (svg: string) => readPictureNote(bytes(`<svg>${svg}</svg>`));
  const text = svgNote(note);

  test('may have been given blanks, a byte order mark, a document type and comments', () => {
    const written = text.replaceAll('><', '>\n  <');
    const prologue = '\ufeff<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><!-- <note> -->';
    expect(readPictureNote(bytes(`${prologue}<svg>${written}</svg>`))).toEqual({
      kind: 'note',
      note,
    });
  });

  test.each([
    ['an entity of its own', text.replace('evening', '&a;'), 'its Model is damaged'],
    ['an open entity', text.replace('evening', '& '), 'its Model is damaged'],
    ['a part that is not known', text.replaceAll('Model', 'model'), 'its parts are not as'],
    ['an element in a part', text.replace('evening', '<b/>'), 'its parts are not as'],
    ['an attribute', text.replace('<Model>', '<Model a="b">'), 'its parts are not as'],
    ['text between its parts', text.replace('<Model>', 'a<Model>'), 'there is text between'],
    ['two notes', text + text, 'there are two of them'],
    ['no end', text.replace('</note>', ''), 'it has no end'],
    ['a megabyte', text.replace('evening', 'a'.repeat(2 ** 20)), 'it has no end'],
  ])('with %s is damaged', (_, svg, problem) => {
    expect(problemOf(read(svg))).toContain(problem);
  });

  test('of another program says none, also when its note is of the same name', () => {
    expect(read('<metadata>words</metadata>')).toEqual({ kind: 'none' });
    expect(read(text.replace(programName, 'Paint'))).toEqual({ kind: 'none' });
  });

  test.each(['&', '<', '<a', '</', '<Seed>', '</Seed><Seed>'])(
    'a megabyte of %j is read in a moment',
    (piece) => {
      const start = performance.now();
      const filled = text.replace('evening', piece.repeat(1_000_000 / piece.length));
      expect(read(filled).kind).toBe('damaged');
      expect(read(text.replace('</note>', piece.repeat(2 ** 22 / piece.length))).kind).toBe(
        'damaged',
      );
      expect(performance.now() - start).toBeLessThan(3_000);
    },
  );
});

test.each([
  ['png', pngOf(note)],
  ['svg', svgOf(note)],
  ['pdf', bytes('%PDF-1.7\n')],
  ['jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ['webp', bytes('RIFF\n\n\0\0WEBPVP8 ')],
  [null, bytes('<html>')],
  [null, new Uint8Array()],
])('a picture is known by its bytes: %s', (format, file) => {
  expect(pictureFormat(file)).toBe(format);
});

test('changed and random bytes give a clear result, whatever they are', () => {
  let state = 12;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const seen = new Set<string>();
  for (let round = 0; round < 3_000; round++) {
    const file = [pngOf(note), svgOf(note), new Uint8Array(100)][round % 3] ?? new Uint8Array();
    for (let change = 0; change <= random(4); change++) file[random(file.length)] = random(256);
    const reading = readPictureNote(file.subarray(0, file.length - random(2) * random(50)));
    seen.add(reading.kind);
    if (round % 3 === 0 && reading.kind === 'note') expect(reading.note).toEqual(note);
  }
  expect([...seen].sort()).toEqual(['damaged', 'none', 'note']);
});

const problemOf = (reading: NoteReading) => (reading.kind === 'damaged' ? reading.problem : null);

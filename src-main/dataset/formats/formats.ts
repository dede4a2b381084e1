import type { FormatName } from '../../../src-shared/config/data-sets.js';
import { charactersOf, digitCharacters } from '../../../src-shared/grammar/element.js';
import { cocoFiles, cocoPart } from './coco.js';
import { doctrFiles } from './doctr.js';
import { easyocrFiles, easyocrProblem } from './easyocr.js';
import { gtTextPart } from './gt-txt.js';
import { idxFiles } from './idx.js';
import { lmdbFiles, mostLmdbStrips } from './lmdb.js';
import { mostNpzDigits, npzFiles } from './npz.js';
import { packPart } from './pack.js';
import { paddleocrFiles } from './paddleocr.js';
import { parquetPart } from './parquet.js';
import type { Part } from './part.js';
import type { PartTexts } from './part-texts.js';
import { picturesPart } from './pictures.js';
import { digitsRemarks, easyocrRemarks, lmdbRemarks, paddleocrRemarks } from './reader-habits.js';
import { recordFiles, recordsPart } from './records.js';
import { digitsPart } from './single-digits.js';
import { tfrecordPart } from './tfrecord.js';
import { webdatasetPart } from './webdataset.js';
import type { WholeFile, WholeSet } from './whole-set.js';
import { yoloFiles, yoloPart } from './yolo.js';

/** One of the ways to write a data set. */
interface Format {
  /** Whether it needs the tree of pictures. */
  readonly pictures: boolean;
  /** What it writes of each shard beside them. */
  readonly parts: readonly Part[];
  /** What it writes once all shards are there. */
  readonly whole?: (set: WholeSet) => readonly WholeFile[];
  /** How often it reads all strips for that. */
  readonly readings?: number;
  /** What its readers would lose of a part, in words that follow their names; or null. */
  readonly problem?: (part: PartTexts) => string | null;
  /** What its readers have to be told so that they lose nothing, in sentences. */
  readonly remarks?: (part: PartTexts) => readonly string[];
}

export const formats: Readonly<Record<FormatName, Format>> = {
  webdataset: {
    pictures: false,
    parts: [webdatasetPart],
  },
  parquet: { pictures: false, parts: [parquetPart] },
  lmdb: {
    pictures: false,
    parts: [packPart],
    whole: lmdbFiles,
    readings: 4,
    problem: ({ count }) =>
      count > mostLmdbStrips
        ? `find at most ${mostLmdbStrips.toLocaleString('en-US')} strips of a part in the format lmdb: choose another format, or fewer`
        : null,
    remarks: lmdbRemarks,
  },
  tfrecord: { pictures: false, parts: [tfrecordPart] },
  files: { pictures: true, parts: [], whole: recordFiles, readings: 1 },
  paddleocr: {
    pictures: true,
    parts: [],
    whole: paddleocrFiles,
    readings: 1,
    remarks: paddleocrRemarks,
  },
  'gt-txt': {
    pictures: true,
    parts: [gtTextPart],
  },
  doctr: {
    pictures: true,
    parts: [],
    whole: doctrFiles,
    readings: 1,
    problem: ({ alphabet }) =>
      (alphabet & charactersOf(' ')) !== 0
        ? 'has no blank among its characters, and these numbers may have some: choose a grammar without blanks, or another format'
        : null,
  },
  easyocr: {
    pictures: true,
    parts: [],
    whole: easyocrFiles,
    readings: 1,
    problem: easyocrProblem,
    remarks: easyocrRemarks,
  },
  yolo: { pictures: true, parts: [yoloPart], whole: yoloFiles },
  coco: {
    pictures: true,
    parts: [cocoPart],
    whole: cocoFiles,
    readings: 2,
  },
  idx: {
    pictures: false,
    parts: [digitsPart],
    whole: idxFiles,
    readings: 2,
    problem: digitsProblem,
    remarks: digitsRemarks,
  },
  npz: {
    pictures: false,
    parts: [digitsPart],
    whole: npzFiles,
    readings: 2,
    problem: (part) =>
      digitsProblem(part) ??
      (part.all > mostNpzDigits
        ? `hold at most ${mostNpzDigits.toLocaleString('en-US')} digits of a data set in the format npz: choose idx, or fewer`
        : null),
    remarks: digitsRemarks,
  },
};

/** Of formats for pictures of a digit each. */
function digitsProblem({ length, alphabet }: PartTexts): string | null {
  return length.max > 1 || (alphabet & ~digitCharacters) !== 0
    ? 'take pictures of single digits, and these numbers may have more characters: choose the grammar \\d, or another format'
    : null;
}

/** All that is written of each shard. */
export function partsOf(names: readonly FormatName[]): Part[] {
  const tree = names.some((name) => formats[name].pictures) ? [picturesPart, recordsPart] : [];
  return [...tree, ...new Set(names.flatMap((name) => formats[name].parts))];
}

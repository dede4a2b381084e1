import { type Characters, charactersOf } from '../../../src-shared/grammar/element.js';
import { cocoFiles } from './coco.js';
import { doctrFiles } from './doctr.js';
import { easyocrFiles, isNumeric } from './easyocr.js';
import type { FormatName } from './format-names.js';
import { gtTextPart } from './gt-txt.js';
import { paddleocrFiles } from './paddleocr.js';
import type { Part } from './part.js';
import { picturesPart } from './pictures.js';
import { recordFiles, recordsPart } from './records.js';
import { webdatasetPart } from './webdataset.js';
import type { WholeFile, WholeSet } from './whole-set.js';
import { yoloFiles, yoloPart } from './yolo.js';

/** One of the ways to write a data set. */
interface Format {
  /** Who reads it. */
  readonly readers: string;
  /** Whether it needs the tree of pictures. */
  readonly pictures: boolean;
  /** What it writes of each shard beside them. */
  readonly parts: readonly Part[];
  /** What it writes once all shards are there. */
  readonly whole?: (set: WholeSet) => readonly WholeFile[];
  /** What its readers would lose of a part, in words that follow its name; or null. */
  readonly problem?: (part: PartTexts) => string | null;
}

/** What is known of a part before it is made. */
interface PartTexts {
  /** The first ones. */
  readonly texts: readonly string[];
  /** What may stand in any. */
  readonly alphabet: Characters;
}

export const formats: Readonly<Record<FormatName, Format>> = {
  webdataset: {
    readers: 'webdataset, PyTorch, Hugging Face datasets',
    pictures: false,
    parts: [webdatasetPart],
  },
  files: { readers: 'anything', pictures: true, parts: [], whole: recordFiles },
  paddleocr: { readers: 'PaddleOCR, OpenOCR', pictures: true, parts: [], whole: paddleocrFiles },
  'gt-txt': {
    readers: 'Kraken, tesstrain, Calamari, OCR-D',
    pictures: true,
    parts: [gtTextPart],
  },
  doctr: {
    readers: 'docTR',
    pictures: true,
    parts: [],
    whole: doctrFiles,
    problem: ({ alphabet }) =>
      (alphabet & charactersOf(' ')) !== 0
        ? 'has no blank among its characters, and these numbers may have some: choose a grammar without blanks, or another format'
        : null,
  },
  easyocr: {
    readers: 'EasyOCR',
    pictures: true,
    parts: [],
    whole: easyocrFiles,
    problem: ({ texts }) =>
      texts.every(isNumeric)
        ? 'reads a column of plain numbers as numbers, so that 00123 becomes 123 and its training stops: choose a grammar with marks too, or another format'
        : null,
  },
  yolo: { readers: 'Ultralytics', pictures: true, parts: [yoloPart], whole: yoloFiles },
  coco: {
    readers: 'pycocotools, Detectron2, MMDetection',
    pictures: true,
    parts: [],
    whole: cocoFiles,
  },
};

/** All that is written of each shard. */
export function partsOf(names: readonly FormatName[]): Part[] {
  const tree = names.some((name) => formats[name].pictures)
    ? [picturesPart, recordsPart(names.includes('coco'))]
    : [];
  return [...tree, ...names.flatMap((name) => formats[name].parts)];
}

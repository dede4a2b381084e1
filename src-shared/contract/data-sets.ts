import { z } from 'zod';
import {
  isBankName,
  isWholeSplit,
  mostListBytes,
  mostPreviewed,
} from '../config/data-set-request.js';
import { type FormatName, formatNames, planBounds, type SplitName } from '../config/data-sets.js';
import { checkField, type NumberField, seedField } from '../config/fields.js';
import { checkRunName, isRunName, plainRunName } from '../config/run-name.js';
import { type StyleChoice, type StyleName, stripHeightField } from '../config/style.js';
import { styleWishSchema } from '../config/style-schema.js';
import { type Grammar, partName, partNameWords } from '../grammar/grammar.js';
import { readGrammar } from '../grammar/grammar-json.js';
import type { Box } from '../strips/strip.js';
import { valueWords } from '../text/plain-text.js';
import { command } from './command.js';
import type { ErrorData } from './errors.js';

const nothing = z.strictObject({});

const numberOf = (field: NumberField) =>
  z.custom<number>((value) => checkField(field, value) === null, {
    error: ({ input }) => `${field.label} ${checkField(field, input)}, not ${valueWords(input)}`,
  });

const listsSchema = z
  .record(z.string().regex(partName, { error: partNameWords }), z.string())
  .refine((lists) => listBytes(lists) <= mostListBytes, {
    error:
      'The lists have more than 3 MB in all: larger ones are for the command line, digits dataset',
  });

const listBytes = (lists: Readonly<Record<string, string>>): number =>
  Object.values(lists).reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);

/** A grammar as JSON has it; its sentence says what is wrong. */
const grammarSchema: z.ZodType<Grammar> = z.unknown().transform(readGrammar);

/**
 * A data set as a page asks for it: the same as the command line's flags. All fields have to be there;
 * what is usual stands in `usualDataset` and `usualStripHeight`.
 */
const datasetRequestSchema = z.strictObject({
  /**
   * What is written. A line is `{number: line}`, a ready grammar `{number: '{amount-us}'}`, numbers of some
   * lengths a choice or a repeat: see `anyDigits`. BAD_INPUT says what is wrong with it; where that is
   * known its `details` have the line and the characters before the place (`grammar`, `at`).
   */
  grammar: grammarSchema,
  /**
   * The texts of `{list:NAME}` by name, as they were pasted or read from a file: one number a line, or
   * several with tabs between. At most `mostListBytes` in all.
   */
  lists: listsSchema,
  /** Strips. */
  count: z.int().min(1).max(planBounds.count),
  /** Per cent: see `isWholeSplit`. */
  split: z
    .strictObject({ train: z.number(), val: z.number(), test: z.number() })
    .refine(isWholeSplit, { error: 'must be three whole numbers that add up to 100' }),
  /** What parts may have in common. */
  shared: z.strictObject({ strings: z.boolean(), hands: z.boolean() }),
  seed: numberOf(seedField),
  /** `changed` has fields in the place of the style's own (of each of the ways of a mixed one). */
  style: styleWishSchema,
  /** Else grey. */
  colour: z.boolean(),
  height: numberOf(stripHeightField),
  /** At least one; in any order. */
  formats: z
    .array(z.enum(formatNames))
    .min(1)
    .max(formatNames.length)
    .transform((names) => formatNames.filter((name) => names.includes(name))),
  /** As 'banks.list' names them. Never a path. */
  bank: z.string().refine(isBankName, { error: 'must be the name of a bank' }),
  /** Strips that are written together. */
  shardSize: z.int().min(1).max(planBounds.shardSize),
});
export type DatasetRequest = z.infer<typeof datasetRequestSchema>;

/** A strip as the data set will have it under its number, whatever else is made. */
export interface PreviewedStrip {
  /** From 0, in the whole data set. */
  readonly number: number;
  readonly part: SplitName;
  readonly text: string;
  /** Number of the hand in the bank. */
  readonly hand: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** 1 is grey, 3 is red, green and blue. */
  readonly channels: 1 | 3;
  /** [height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
  /** Of each character's ink in the picture's pixels; null for a blank. */
  readonly boxes: readonly (Box | null)[];
}

export interface DatasetPreview {
  /** Numbers that the grammar has, in decimal: too many for a number of JavaScript. */
  readonly strings: string;
  /** From the number asked for on; fewer than asked for at the end of the data set. */
  readonly strips: readonly PreviewedStrip[];
}

/** What a data set would be, without anything being written. */
export interface DatasetCosts {
  /** As in a preview. */
  readonly strings: string;
  /** Strips of each part. */
  readonly split: Readonly<Record<SplitName, number>>;
  /** On the disk, about. */
  readonly bytes: number;
  /** That are free where it would lie; null where that is not known. */
  readonly freeBytes: number | null;
  /** To make it on this machine, about, with all of its processors. */
  readonly seconds: number;
  /** What a person should know before: sentences. */
  readonly remarks: readonly string[];
}

/**
 * `waiting` for another one to be done; `making`: strips are being made; `finishing`: what tells of
 * all of them is being written; `checking`: every byte is being read; `paused` and `cancelled` by a
 * person; `failed`: it stopped with an error; `interrupted`: not finished, and this program's start
 * has not worked at it; `broken`: it can't be read. All but `broken` ones that are not finished go on
 * with 'dataset.resume'.
 */
export type DatasetStateName =
  | 'waiting'
  | 'making'
  | 'finishing'
  | 'checking'
  | 'paused'
  | 'cancelled'
  | 'failed'
  | 'interrupted'
  | 'finished'
  | 'broken';

/** How far a data set is. */
export interface DatasetProgress {
  readonly state: DatasetStateName;
  /** Strips that are there; while it is `checking` or `finishing` those that have been read. */
  readonly done: number;
  readonly total: number;
  /** Strips a second of this session; null where nothing is being done, or not yet for long enough. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  /** Why it `failed` or is `broken`; null otherwise. */
  readonly error: ErrorData | null;
}

/**
 * Every page hears of every change of state, and of progress at most five times a second. The last of what
 * a data set has been told stands in 'datasets.list'.
 */
export interface DatasetEvent extends DatasetProgress {
  readonly kind: 'dataset';
  readonly dataset: string;
}

export interface DatasetSummary extends DatasetProgress {
  /** What commands call it by; its name in the data directory, else an id. Never a path. */
  readonly id: string;
  readonly name: string;
  /** To show and to type on the machine where the program runs; a page can't ask for it. */
  readonly folder: string;
  /** In the data directory, or where a person chose to have it. */
  readonly place: 'data' | 'opened';
  /** ISO 8601: when it was planned. */
  readonly createdAt: string;
  readonly formats: readonly FormatName[];
  /** On the disk; null until it is finished. */
  readonly bytes: number | null;
  /** What numbers: the line of the grammar; null where it is a tree of JSON or the data set is broken. */
  readonly numbers: string | null;
  /** That its style was chosen by; null where it is broken. */
  readonly style: StyleName | null;
  /** The bank's name. */
  readonly bank: string;
  readonly seed: number;
}

/** What was found where every byte was read. */
export interface DatasetVerdict {
  /** ISO 8601. */
  readonly at: string;
  /** Whether all of it is there, and every byte as it was written. */
  readonly whole: boolean;
  /** Shards. */
  readonly missing: number;
  readonly damaged: number;
  /** Sentences for a person, the first ten of what is wrong, with names of files within the folder. */
  readonly problems: readonly string[];
  /** Whether 'dataset.mend' makes it whole. */
  readonly mendable: boolean;
}

export interface DatasetDetails {
  readonly summary: DatasetSummary;
  /** Strips of each part. */
  readonly split: Readonly<Record<SplitName, number>>;
  readonly shared: { readonly strings: boolean; readonly hands: boolean };
  /** To make another one like it: its grammar, and the names of its lists. */
  readonly grammar: Grammar;
  readonly lists: readonly string[];
  readonly style: StyleChoice;
  readonly colour: boolean;
  readonly height: number;
  readonly shardSize: number;
  /** Version of the program that planned it. */
  readonly program: string;
  /** How often each character is written; null until it is finished. */
  readonly characters: Readonly<Record<string, number>> | null;
  /** How it was seen that the labels are right; null until it is finished. */
  readonly labels: string | null;
  /** A PNG of 24 of its strips; null until it is finished. */
  readonly samples: Uint8Array | null;
  /** The last one since the program started. */
  readonly verdict: DatasetVerdict | null;
}

export interface BankSummary {
  /** `shipped`, `mnist`, `mnist-test`, or that of one in the data directory. */
  readonly name: string;
  /** What wrote the digits, for a person. Null with a problem. */
  readonly model: string | null;
  /** Zero with a problem, as hands. */
  readonly digits: number;
  readonly hands: number;
  /** How it was seen that its labels are right. */
  readonly labels: string;
  /** Why it can't be used, in a sentence; null for the others. */
  readonly problem: string | null;
}

/** A folder that a person chose for data sets to be made in. */
export interface DatasetPlace {
  /** What 'dataset.start' calls it by, until the program ends. */
  readonly place: string;
  /** To show. */
  readonly folder: string;
}

const hashedId = /^(?:opened|folder):[0-9a-f]{16}$/;

/** The name of a data set, or the id of a folder that can't be called by its own. Never a path. */
export const isDatasetId = (text: string): boolean => hashedId.test(text) || isRunName(text);

export const datasetIdSchema = z
  .string()
  .refine(isDatasetId, { error: 'must be the name of a data set' });

/** What data sets are called follows the rule of runs: `checkRunName`, `plainRunName`. */
const datasetNameSchema = z
  .custom<string>((value) => checkRunName(value) === null, {
    error: ({ input }) => `The name of the data set ${checkRunName(input)}`,
  })
  .transform(plainRunName);

/** A folder that a person chose in the desktop's dialog: see 'dataset.choosePlace'. */
const place = z.string().regex(/^place:[0-9a-f]{16}$/, { error: 'must be the id of a place' });

/** What is drawn anew as a person changes things: a newer one of the same page and name ends it. */
const view = z.string().min(1).max(64).optional();

/** What a page asks of data sets. A data set that is not there is NOT_FOUND. */
export const datasetCommands = {
  /**
   * Strips of a request as they would be made, in under 200 ms once the bank is open (the first takes a
   * second or two). BAD_INPUT for what can't be drawn, whatever the formats say: that is for
   * 'dataset.costs'. CANCELLED, of which a page need tell nobody, once the page has asked a newer one of
   * the same `view` (left out, 'strips').
   */
  'dataset.preview': command<DatasetPreview>()(
    z.strictObject({
      request: datasetRequestSchema,
      first: z
        .int()
        .min(0)
        .max(planBounds.count - 1),
      count: z.int().min(1).max(mostPreviewed),
      view,
    }),
  ),

  /**
   * What the data set would be; some 0.3 s. BAD_INPUT for all that 'dataset.start' would refuse, a format
   * whose readers would lose labels among it (`details.format`). CANCELLED as a preview.
   */
  'dataset.costs': command<DatasetCosts>()(
    z.strictObject({ request: datasetRequestSchema, place: place.optional() }),
  ),

  /**
   * Plans a data set and begins to make it; answers as soon as its plan is written. One is made at a time:
   * others wait in their turn. BAD_INPUT, NO_SPACE, NOT_WRITABLE.
   */
  'dataset.start': command<{ readonly dataset: string; readonly name: string }>()(
    z.strictObject({
      request: datasetRequestSchema,
      /** Counted up where it is taken (`dates-2`); drawn from the date when left out. */
      name: datasetNameSchema.optional(),
      /** Where its folder is to lie; left out, in the data directory. */
      place: place.optional(),
    }),
  ),

  /**
   * Ends the work at it after the shards under way, and keeps what is finished; answers when it has ended.
   * Does nothing where no work is done. One that is being checked is checked no longer.
   */
  'dataset.pause': command<void>()(z.strictObject({ dataset: datasetIdSchema })),

  /** Makes what is missing, also after the program's end; answers at once. LOCKED while it is worked at. */
  'dataset.resume': command<void>()(z.strictObject({ dataset: datasetIdSchema })),

  /**
   * As a pause, of one that is worked at and that a person gives up: its state is then `cancelled`.
   */
  'dataset.cancel': command<void>()(z.strictObject({ dataset: datasetIdSchema })),

  /**
   * Reads every byte; its state is `checking` meanwhile. Answers when it has, or rejects with CANCELLED
   * after 'dataset.cancel' or 'dataset.pause'. LOCKED while it is worked at. 'datasets.show' has the last
   * verdict, for a page that has lost its connection.
   */
  'dataset.verify': command<DatasetVerdict>()(z.strictObject({ dataset: datasetIdSchema })),

  /** Reads every byte and makes anew what is missing or damaged; answers at once. LOCKED as above. */
  'dataset.mend': command<void>()(z.strictObject({ dataset: datasetIdSchema })),

  /** Moves it to the system's bin. LOCKED while it is worked at, NOT_WRITABLE where there is no bin. */
  'dataset.delete': command<void>()(z.strictObject({ dataset: datasetIdSchema })),

  /** Those of the data directory and those that lie elsewhere, the latest first. */
  'datasets.list': command<DatasetSummary[]>()(nothing),

  /** INVALID_DATA for one that is broken. */
  'datasets.show': command<DatasetDetails>()(z.strictObject({ dataset: datasetIdSchema })),

  /** Those that are there for everybody, the shipped one first, then those of the data directory. */
  'banks.list': command<BankSummary[]>()(nothing),
} as const;

import type { Command } from 'commander';
import { meansFolder } from '../../../src-shared/config/output-endings.js';
import { type PictureFormat, pictureFormats } from '../../../src-shared/config/picture-formats.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  checkedFolder,
  type DestinationOf,
  fileDestination,
  pictureFormatAt,
} from '../files/destination.js';
import { fieldOption } from './field-option.js';
import type { OptionReader } from './option-reader.js';

/** Where pictures go, and as what. */
export interface PictureOutput {
  readonly format: PictureFormat;
  readonly destinationOf: DestinationOf;
  /** The folder that was named; null where a file was, or nothing. */
  readonly folder: string | null;
  /** Whether a file was named. */
  readonly isFile: boolean;
}

const formatField = {
  kind: 'choice',
  flag: '--format',
  label: 'Format',
  help: 'of the picture',
  choices: pictureFormats,
} as const;

export function addOutputOptions(command: Command): Command {
  return command
    .option(
      '--out <file>',
      'the file, whose ending says the format; with a / behind it the folder for one; - is standard output (default generated_number_{number}.png, generated_number_with_{n}_digits.png, numbers.pdf)',
    )
    .option(
      '--out-dir <dir>',
      'the folder for files of those names, and for several a table of them, numbers.csv',
    )
    .addOption(
      fieldOption(formatField, {
        default: 'default what the name of --out says, else png, and pdf for pages',
      }),
    );
}

/**
 * @param usual the format where none is said
 * @throws AppError BAD_INPUT when the options contradict each other
 */
export function readOutput(options: OptionReader, usual: PictureFormat): PictureOutput {
  const [out, outDir] = [options.text('out'), options.text('outDir')];
  if (out !== undefined && outDir !== undefined) {
    throw new AppError('BAD_INPUT', '--out names a file and --out-dir a folder: choose one.');
  }
  const target = outDir === undefined ? out : asFolder(outDir);
  const isFolder = target !== undefined && meansFolder(target);
  const isFile = target !== undefined && !isFolder;
  const said = pictureFormats.find((format) => format === options.text('format'));
  const format = said ?? (isFile ? pictureFormatAt(target, usual) : usual);
  return {
    format,
    destinationOf: fileDestination(target, format),
    folder: isFolder ? target : null,
    isFile,
  };
}

const asFolder = (path: string): string =>
  `${checkedFolder('--out-dir', path, 'a folder of pictures')}/`;

import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { FoundModel } from '../../../src-shared/contract/run-views.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import type { Bank } from '../../bank/bank.js';
import { mostBankDigits, openBankFile } from '../../bank/bank-file.js';
import { bankPath, banksDirectory, nameOfBank } from '../../bank/banks.js';
import { type BankProgress, type BankRequest, makeBank, piecesName } from '../../bank/make-bank.js';
import { writeFileDurably } from '../../files/durable-files.js';
import { remove } from '../../files/folders.js';
import { foreignSha256 } from '../../files/foreign-file.js';
import { isFileOutput } from '../../files/output-target.js';
import { writeOutput } from '../../files/write-output.js';
import { modelName } from '../../service/run-ids.js';
import { chooseModel } from '../choose-model.js';
import { type Cli, Interrupted } from '../cli.js';
import { prepareEngine } from '../prepare-engine.js';
import { formatDuration } from '../terminal/duration.js';
import { openProgress } from '../terminal/progress.js';
import { whole } from '../terminal/whole.js';
import { withService } from '../with-service.js';

export interface MakeBankOptions extends Pick<BankRequest, 'seed' | 'hands' | 'each' | 'spread'> {
  readonly model: string | undefined;
  /** Undefined for the data directory, under the bank's own name. */
  readonly out: string | undefined;
}

/** Makes a bank; what is drawn of it is kept beside it until it is whole. */
export async function makeBankFile(
  cli: Cli,
  { model, out, ...wanted }: MakeBankOptions,
): Promise<{ bank: Bank; path: string }> {
  requireRoom(wanted);
  if (out !== undefined && !(await isFileOutput(out))) {
    throw new AppError(
      'BAD_INPUT',
      `A bank is drawn piece by piece beside its file, and ${out} is none: choose the name of a file.`,
      { details: { option: '--out', value: out } },
    );
  }
  return withService(cli, async ({ service, interrupts }) => {
    const found = await chooseModel(cli, { service, model });
    requireDigits(found);
    const { generatorFolder } = found;
    const request: BankRequest = {
      ...wanted,
      model: modelName(found),
      modelSha256: await weightsSha256(generatorFolder),
    };
    const drawing = { seed: request.seed, spread: request.spread };
    const folder = out === undefined ? banksDirectory() : dirname(resolve(out));
    const pieces = join(folder, piecesName(request));
    await prepareEngine(cli, interrupts.signal);
    const progress = await openProgress({ stream: cli.stderr, now: cli.now });
    const words = progressWords(cli.now);
    try {
      const bytes = await makeBank(request, {
        pieces,
        read: (digits) =>
          interrupts.race(
            service.call['digits.read']({ model: generatorFolder, ...drawing, digits }),
          ),
        report: (state) =>
          progress.show({ done: state.hands, total: state.wanted, text: words(state) }),
      });
      const path = out ?? bankPath(nameOfBank(bytes));
      if (out === undefined) await writeFileDurably(path, bytes);
      else await writeOutput(out, bytes);
      const bank = await openBankFile(path);
      await remove(pieces);
      return { bank, path };
    } catch (error) {
      throw error instanceof Interrupted
        ? new Interrupted(
            interrupts.signal,
            `Interrupted; what is drawn so far is kept in ${pieces}: the same command goes on from there.`,
          )
        : error;
    } finally {
      progress.clear();
    }
  });
}

/** @throws AppError BAD_INPUT for a bank whose file would be too long to be read again */
function requireRoom({ hands, each }: Pick<MakeBankOptions, 'hands' | 'each'>): void {
  const digits = classCount * hands * each;
  if (digits <= mostBankDigits) return;
  throw new AppError(
    'BAD_INPUT',
    `A bank has at most ${whole(mostBankDigits)} digits, and ten labels by --hands ${hands} and --each ${each} are ${whole(digits)}: ask for fewer hands, or for fewer digits of each.`,
    { details: { option: '--hands', value: hands } },
  );
}

/** @throws AppError INVALID_MODEL for a model that can't be asked for each of the ten digits */
function requireDigits({ labels }: FoundModel): void {
  const advice =
    'Choose a conditional model of MNIST, such as the one that comes with the program.';
  if (labels === null) {
    throw new AppError(
      'INVALID_MODEL',
      `This model draws what comes, in no hand that could be asked for again, and no bank is made of it. ${advice}`,
    );
  }
  const missing = Array.from({ length: classCount }, (_, label) => label).filter(
    (label) => !labels.includes(label),
  );
  if (missing.length === 0) return;
  throw new AppError(
    'INVALID_MODEL',
    `This model knows no ${missing.join(', ')}, and a bank has all ten digits. ${advice}`,
  );
}

function weightsSha256(folder: string): Promise<string> {
  const path = join(folder, 'weights.bin');
  const invalid = (what: string) =>
    new AppError('INVALID_MODEL', `${path} can't be read: ${what}.`, { details: { path } });
  return foreignSha256(path, { maxBytes: Number.MAX_SAFE_INTEGER, invalid });
}

/** How far it is and how long it still takes, by what was drawn in this run. */
function progressWords(now: () => number): (state: BankProgress) => string {
  let begin: { time: number; hands: number } | null = null;
  return ({ hands, wanted, drawn }) => {
    if (drawn > 0) begin ??= { time: now(), hands };
    const share = begin === null ? 0 : (now() - begin.time) / (hands - begin.hands);
    const left = formatDuration((share * (wanted - hands)) / 1000);
    const words = `${whole(hands)} of ${whole(wanted)} hands`;
    return left === '' || share === 0 ? words : `${words} · ${left} left`;
  };
}

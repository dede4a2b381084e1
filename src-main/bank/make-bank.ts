import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { laterHand } from '../../src-shared/random/hands.js';
import { percent } from '../../src-shared/text/percent.js';
import { programName } from '../files/app-version.js';
import { writeFileDurably } from '../files/durable-files.js';
import { makePath } from '../files/folders.js';
import type { BankFacts } from './bank.js';
import { bankBytes, readBankFile } from './bank-file.js';
import type { NewDigit } from './bank-records.js';
import { bankConfidence, type ReadDigits, type WrittenHands, writeHands } from './write-hands.js';

/** What a bank is made of. The same gives the same bank. */
export interface BankRequest {
  /** The model's name, and SHA-256 of its weights. */
  readonly model: string;
  readonly modelSha256: string;
  readonly seed: number;
  /** Hands: those of the seed and the ones after it that can write all ten digits. */
  readonly hands: number;
  /** Digits of each label by each hand. */
  readonly each: number;
  /** Times the latent vectors: see `HandSettings`. */
  readonly spread: number;
}

export interface BankProgress {
  /** Hands that are done, of those that are wanted. */
  readonly hands: number;
  readonly wanted: number;
  /** Digits that this run has drawn: what was kept of an earlier one took no time. */
  readonly drawn: number;
}

/** Hands of a piece. */
const perPiece = 10;
/** A model is given up when it leaves out more than this many hands for each that it can write. */
const mostLeftOut = 3;
/** Hands that can be left out before that is told. */
const fewestTried = 20;

/** What a piece and a bank tell of their digits, beside what wrote them. */
type Counts = Pick<WrittenHands, 'drawn' | 'accepted' | 'contradicted' | 'leftOut'>;

/**
 * The file of a bank, as pieces of bytes. Its digits are drawn some hands after the other; what each ten
 * hands came to is kept in a folder, and what is there already is not drawn again.
 *
 * @param pieces the folder; see {@link piecesName}
 * @throws AppError INVALID_MODEL where hardly a hand can write all digits; NO_SPACE, NOT_WRITABLE; what
 *   `read` and `report` throw
 */
export async function makeBank(
  request: BankRequest,
  parts: {
    readonly pieces: string;
    readonly read: ReadDigits;
    readonly report: (progress: BankProgress) => void;
  },
): Promise<Uint8Array[]> {
  const { hands, each } = request;
  await makePath(parts.pieces);
  const digits: NewDigit[] = [];
  const counts = { drawn: 0, accepted: 0, contradicted: 0, leftOut: 0 };
  let drawn = 0;
  const perHand = 10 * each;
  for (let piece = 0; digits.length < hands * perHand; piece++) {
    const done = digits.length / perHand;
    parts.report({ hands: done, wanted: hands, drawn });
    requireHope(done, counts.leftOut);
    const path = join(parts.pieces, `piece-${String(piece).padStart(6, '0')}.bank`);
    const kept = await keptPiece(path, request);
    const written = kept ?? (await writePiece(request, piece, parts.read));
    if (kept === null) {
      drawn += written.drawn;
      await writeFileDurably(path, bankBytes(factsOf(request, written), written.digits));
    }
    digits.push(...written.digits);
    counts.drawn += written.drawn;
    counts.accepted += written.accepted;
    counts.contradicted += written.contradicted;
    counts.leftOut += written.leftOut;
  }
  parts.report({ hands, wanted: hands, drawn });
  return [...bankBytes(factsOf(request, counts), digits.slice(0, hands * perHand))];
}

/** A folder of pieces is one request's, and one version's of the program. */
export const piecesName = (request: BankRequest): string =>
  `making-${createHash('sha256')
    .update(JSON.stringify([request, programName()]))
    .digest('hex')
    .slice(0, 12)}`;

const writePiece = ({ seed, each }: BankRequest, piece: number, read: ReadDigits) => {
  const hands = Array.from({ length: perPiece }, (_, i) => {
    const place = piece * perPiece + i;
    return { place, hand: laterHand(seed, place) };
  });
  return writeHands({ hands, each }, read);
};

/** Null for one that is not there, or damaged: it is drawn anew. */
async function keptPiece(path: string, request: BankRequest): Promise<WrittenHands | null> {
  const content = await readBankFile(path).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (content === null) return null;
  const { drawn, accepted, contradicted, handsLeftOut } = content.facts;
  const digits = Array.from({ length: content.size }, (_, index) => content.newDigit(index));
  const written = {
    digits,
    drawn: drawn ?? 0,
    accepted: accepted ?? 0,
    contradicted: contradicted ?? 0,
    leftOut: handsLeftOut,
  };
  const expected = factsOf(request, written);
  return JSON.stringify(content.facts) === JSON.stringify(expected) ? written : null;
}

const factsOf = ({ model, modelSha256, seed, spread }: BankRequest, counts: Counts): BankFacts => ({
  model,
  modelSha256,
  seed,
  spread,
  program: programName(),
  labels: `as asked for; the recogniser read each so with ${percent(bankConfidence, 0)} or more, and so did a second reader`,
  drawn: counts.drawn,
  accepted: counts.accepted,
  contradicted: counts.contradicted,
  handsLeftOut: counts.leftOut,
});

function requireHope(done: number, leftOut: number): void {
  if (leftOut < fewestTried || leftOut <= mostLeftOut * done) return;
  throw new AppError(
    'INVALID_MODEL',
    `This model's digits are hard to read: of ${done + leftOut} hands only ${done} could write all ten. Choose a model that was trained for longer.`,
  );
}

import type { RecognisedImages } from '../../../src-shared/contract/runs.js';
import { isReadable } from '../../../src-shared/quality/legibility.js';
import { percent } from '../../../src-shared/text/percent.js';
import { type Turning, turnImages } from '../data/turn-images.js';
import { evenly } from '../quality/evenly.js';
import { legibleShare } from '../quality/legible-share.js';
import { referenceMoments } from '../quality/reference-moments.js';
import { topClasses } from '../quality/top-classes.js';
import type { Recogniser } from '../recogniser/recogniser.js';
import { recogniserVersion, shippedRecogniser } from '../recogniser/shipped-recogniser.js';
import { brightBorders } from './bright-borders.js';

/** Images that are turned to see whether they read better so: some tenths of a second. */
const mostTurned = 512;
/** Turned images are told to lie right when so many more of them are legible, and most of them are. */
const farBetter = 0.25;

export interface Examination {
  /** Null where the images could not be read. */
  readonly recognised: RecognisedImages | null;
  /** What a person should know before the training goes on for hours; null where nothing is odd. */
  readonly hint: string | null;
}

interface ExaminationOptions {
  /** How the images have been turned already. */
  readonly turning: Turning;
  /** Whether there is an engine that reads images within seconds. */
  readonly canRead: boolean;
  readonly between: () => Promise<void>;
}

/**
 * Looks at the images of a data set that nobody has looked at: what the recogniser says of them, and
 * whether they are black on white or lie on their side. Whatever keeps it from reading costs no training.
 *
 * @param images [n, 28, 28] grey levels, as they are trained on
 */
export async function examineImages(
  images: Uint8Array,
  { turning, canRead, between }: ExaminationOptions,
): Promise<Examination> {
  const sample = evenly(images, mostTurned);
  const isBright = brightBorders(sample) > 0.5;
  const recogniser = canRead ? await shippedRecogniser().catch(() => null) : null;
  if (recogniser === null) {
    return { recognised: null, hint: hintOf({ isBright, lying: null, turning, legible: null }) };
  }
  const parts = { images, recogniser, recogniserVersion: await recogniserVersion() };
  const { legible, classShare } = await referenceMoments(parts, between);
  const lying = liesOnItsSide(sample, { recogniser, invert: isBright });
  return {
    recognised: { legible, classShare: [...classShare] },
    hint: hintOf({ isBright, lying, turning, legible }),
  };
}

/** Legible shares of images as they are and transposed, in that order, where the others are far better. */
type Lying = { readonly upright: number; readonly transposed: number } | null;

function liesOnItsSide(
  sample: Uint8Array,
  { recogniser, invert }: { recogniser: Pick<Recogniser, 'recognise'>; invert: boolean },
): Lying {
  const legible = (turning: Turning) => {
    // evenly() may give the images themselves.
    const turned = Uint8Array.from(sample);
    turnImages(turned, turning);
    return legibleShare(topClasses(recogniser.recognise(turned).probabilities).confidences);
  };
  const upright = legible({ transpose: false, invert });
  const transposed = legible({ transpose: true, invert });
  return isReadable(transposed) && transposed > upright + farBetter
    ? { upright, transposed }
    : null;
}

interface Found {
  readonly isBright: boolean;
  readonly lying: Lying;
  readonly turning: Turning;
  /** Share of the images as they are; null where it is not known. */
  readonly legible: number | null;
}

function hintOf({ isBright, lying, turning, legible }: Found): string | null {
  const sentences: string[] = [];
  if (isBright) {
    sentences.push(
      'The images are bright at their border, as black ink on white paper is; this program draws white digits on black, and puts black between them.',
    );
  }
  if (lying !== null) {
    sentences.push(
      `The images lie on their side: the recogniser finds ${percent(lying.transposed, 0)} of them legible with rows and columns swapped, ${percent(lying.upright, 0)} without.`,
    );
  }
  const advice = [
    ...(lying === null ? [] : [turn('--transpose', turning.transpose)]),
    ...(isBright ? [turn('--invert', turning.invert)] : []),
  ];
  if (advice.length > 0) sentences.push(`To turn them, begin anew ${advice.join(' and ')}.`);
  if (legible !== null && !isReadable(legible)) {
    sentences.push(
      `As they are, the recogniser, which knows the digits 0 to 9, finds ${percent(legible, 0)} of these images legible. So its figures will say little of this training, and no collapse is looked for: judge it by its pictures.`,
    );
  }
  return sentences.length === 0 ? null : sentences.join(' ');
}

const turn = (flag: string, isTurned: boolean): string =>
  `${isTurned ? 'without' : 'with'} ${flag}`;

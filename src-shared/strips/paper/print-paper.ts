import type { PaperKind } from '../../config/style-fields.js';
import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import { printBoxes } from './boxes.js';
import { printComb } from './comb.js';
import { printGuilloche } from './guilloche.js';
import { PrintPlane } from './print-plane.js';
import { printRuled } from './ruled.js';
import { printSquared } from './squared.js';

type Print = (plane: PrintPlane, layout: SampleLayout, random: FineRandom) => void;

const prints: Readonly<Record<Exclude<PaperKind, 'plain'>, Print>> = {
  ruled: printRuled,
  squared: printSquared,
  boxes: printBoxes,
  comb: printComb,
  guilloche: printGuilloche,
};

/** What is printed on a kind of paper. */
export function printPaper(
  kind: Exclude<PaperKind, 'plain'>,
  layout: SampleLayout,
  random: FineRandom,
): PrintPlane {
  const plane = new PrintPlane(layout.width, layout.height);
  prints[kind](plane, layout, random);
  return plane;
}

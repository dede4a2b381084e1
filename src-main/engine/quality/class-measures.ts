import type { Evaluation } from '../../../src-shared/contract/evaluation.js';
import { classShares, entropyShare } from './class-balance.js';
import { legibleShare } from './legible-share.js';
import { topClasses } from './top-classes.js';

/** What a recogniser's answers tell of digits. @param probabilities [n, 10] */
export function classMeasures(
  probabilities: Float32Array,
): Pick<Evaluation, 'legible' | 'classShare' | 'classEntropy'> {
  const { classes, confidences } = topClasses(probabilities);
  const classShare = classShares(classes);
  return {
    legible: legibleShare(confidences),
    classShare,
    classEntropy: entropyShare(classShare),
  };
}

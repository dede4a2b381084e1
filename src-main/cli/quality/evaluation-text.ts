import type {
  AskedEvaluation,
  Evaluation,
  EvaluationProgress,
  EvaluationStage,
} from '../../../src-shared/contract/evaluation.js';
import type { RecognisedImages } from '../../../src-shared/contract/runs.js';
import { collapsedClass, evenShares } from '../../../src-shared/quality/collapse.js';
import { isReadable, legibleConfidence } from '../../../src-shared/quality/legibility.js';
import { percent } from '../../../src-shared/text/percent.js';
import { formatDuration } from '../terminal/duration.js';
import { whole } from '../terminal/whole.js';

type Row = readonly [measure: string, value: string, remark: string];

/** What the recogniser says of the images that a model learnt from; null for MNIST. */
type Learnt = RecognisedImages | null;

/** A table for a person: each measure, and what it is beside. */
export function evaluationLines(
  evaluation: Evaluation,
  { seed, recognised }: { seed: number; recognised: Learnt },
): string[] {
  const { count, legible, classShare, classEntropy, frechet, memorisation } = evaluation;
  const { sample, generated, test } = memorisation;
  const [smallest, largest] = [Math.min(...classShare), Math.max(...classShare)];
  const digitsWith = (share: number) => {
    const digits = classShare.flatMap((other, digit) => (other === share ? [digit] : []));
    return `digit${digits.length === 1 ? '' : 's'} ${digits.join(', ')}`;
  };
  const ofLearnt =
    recognised === null ? '' : `; of the images learnt from ${percent(recognised.legible)}`;
  const sure = `the recogniser is at least ${legibleConfidence * 100}% sure`;
  const rows: readonly Row[] = [
    ['Legible', percent(legible), `${sure}${ofLearnt}`],
    ...askedRows(evaluation.asked),
    ['Smallest class', percent(smallest), digitsWith(smallest)],
    ['Largest class', percent(largest), digitsWith(largest)],
    ['Entropy of the classes', percent(classEntropy), '100% when all are alike'],
    ['Fréchet distance', frechet.value.toFixed(2), `real test images ${frechet.floor.toFixed(2)}`],
    ['Nearest training image, median', ...distances(generated.median, test.median)],
    ['  1st percentile', ...distances(generated.firstPercentile, test.firstPercentile)],
    ...trainOnGeneratedRows(evaluation),
  ];
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  return [
    `${whole(count)} digits, seed ${seed}; ${whole(sample)} of them compared with every training image.`,
    ...rows.map(
      ([measure, value, remark]) =>
        `${measure.padEnd(width(0))}  ${value.padStart(width(1))}  ${remark}`,
    ),
  ];
}

/** MNIST's writers, in the training images: see `AskedEvaluation.hands`. */
const writers = { slant: 0.58, strokeWidth: 0.62 };

/** Of digits that were asked for. */
function askedRows(asked: AskedEvaluation | null): Row[] {
  if (asked === null) return [];
  const { agreement, agreementByLabel, variety, hands } = asked;
  const [worst] = agreementByLabel.toSorted((a, b) => a.agreement - b.agreement);
  const ofWorst = worst ? `worst label ${worst.label}: ${percent(worst.agreement)}` : '';
  return [
    ['Read as asked for', percent(agreement), ofWorst],
    ['Variety within a label', percent(variety), "of real digits' own; below 100% more alike"],
    ...(hands === null ? [] : handRows(hands)),
  ];
}

const handRows = ({ slant, strokeWidth }: NonNullable<AskedEvaluation['hands']>): Row[] => [
  [
    'One hand: slant',
    slant.toFixed(2),
    `share of its variance between hands; MNIST's writers ${writers.slant}`,
  ],
  ['  stroke width', strokeWidth.toFixed(2), `MNIST's writers ${writers.strokeWidth}`],
];

function trainOnGeneratedRows({ asked, trainOnGenerated }: Evaluation): Row[] {
  if (trainOnGenerated === undefined) return [];
  const { accuracy, real } = trainOnGenerated;
  const name = 'Trained on generated digits';
  if (accuracy === null || real === null) {
    return [[name, 'none', 'fewer than one digit in three is legible: too few to train on']];
  }
  const labels = asked === null ? '' : '; labels as asked for, none left out';
  const remark = `of real test images read; trained on real ones ${percent(real, 2)}${labels}`;
  return [[name, percent(accuracy, 2), remark]];
}

const distances = (generated: number, test: number): [string, string] => [
  generated.toFixed(2),
  `real test images ${test.toFixed(2)}`,
];

/**
 * Null while no class has more than half of the digits, unless hardly another was asked for or learnt, and
 * where the recogniser can't read what was learnt.
 */
export function collapseWarning(
  { classShare, asked }: Evaluation,
  recognised: Learnt,
): string | null {
  if (recognised !== null && !isReadable(recognised.legible)) return null;
  const labels = asked?.agreementByLabel.map(({ label }) => label);
  const digit = collapsedClass(classShare, labels ? evenShares(labels) : recognised?.classShare);
  if (digit === null) return null;
  return `Warning: ${percent(classShare[digit] ?? 0)} of the digits are taken for a ${digit}: the generator has collapsed to one class, or was hardly trained. Train it on, or anew with another seed.`;
}

const doing: Readonly<Record<EvaluationStage, string>> = {
  drawing: 'drawing digits',
  recognising: 'recognising real images',
  comparing: 'comparing with training images',
  labelling: 'drawing and labelling digits to train on',
  training: 'training on generated and on real digits',
};

/** What stands behind the bar. */
export function progressText({ stage, done, total, secondsLeft }: EvaluationProgress): string {
  const left = secondsLeft === null ? '' : formatDuration(secondsLeft);
  const unit = stage === 'training' ? ' steps' : '';
  const parts = [`${doing[stage]}, ${whole(done)} of ${whole(total)}${unit}`];
  return [...parts, ...(left === '' ? [] : [`${left} left`])].join(' · ');
}

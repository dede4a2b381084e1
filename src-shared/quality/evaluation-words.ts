import type { AskedEvaluation, Evaluation, EvaluationStage } from '../contract/evaluation.js';
import type { RecognisedImages } from '../contract/runs.js';
import { collapsedClass, evenShares } from './collapse.js';
import { isReadable, legibleConfidence } from './legibility.js';

/** How a shell writes numbers. */
export interface NumberWriter {
  /** @param share in [0, 1] */
  percent(share: number, decimals: number): string;
  decimal(value: number, decimals: number): string;
}

/** A measure of an evaluation, as every shell shows it. */
export interface EvaluationRow {
  readonly measure: string;
  /** Whether it belongs to the measure before it. */
  readonly continues?: boolean;
  readonly value: string;
  /** What the value means; '' where it is plain. */
  readonly remark: string;
  /** What real digits come to, and which; null where nothing compares. */
  readonly beside: { readonly name: string; readonly value: string } | null;
}

/** What the recogniser says of the images that a model learnt from; null for MNIST. */
export type Learnt = RecognisedImages | null;

/** MNIST's writers, in the training images: see `AskedEvaluation.hands`. */
const writers = { slant: 0.58, strokeWidth: 0.62 };

/** Every measure of an evaluation, and what it is beside. */
export function evaluationRows(
  { legible, classShare, classEntropy, frechet, asked, test, memorisation, ...rest }: Evaluation,
  { learnt, write }: { readonly learnt: Learnt; readonly write: NumberWriter },
): EvaluationRow[] {
  const percent = (share: number) => write.percent(share, 1);
  const distance = (value: number) => write.decimal(value, 2);
  const real = (value: string) => ({ name: 'real test images', value });
  const ofLearnt = learnt === null ? '' : `; of the images learnt from ${percent(learnt.legible)}`;
  const sure = `the recogniser is at least ${write.percent(legibleConfidence, 0)} sure`;
  const [smallest, largest] = [Math.min(...classShare), Math.max(...classShare)];
  const { generated, test: nearest } = memorisation;
  return [
    {
      measure: 'Legible',
      value: percent(legible),
      remark: `${sure}${ofLearnt}`,
      beside: real(percent(test.legible)),
    },
    ...askedRows(asked, { write, beside: real(percent(test.agreement)) }),
    {
      measure: 'Smallest class',
      value: percent(smallest),
      remark: digitsWith(classShare, smallest),
      beside: real(percent(Math.min(...test.classShare))),
    },
    {
      measure: 'Largest class',
      value: percent(largest),
      remark: digitsWith(classShare, largest),
      beside: real(percent(Math.max(...test.classShare))),
    },
    {
      measure: 'Entropy of the classes',
      value: percent(classEntropy),
      remark: `${write.percent(1, 0)} when all are alike`,
      beside: real(percent(test.classEntropy)),
    },
    {
      measure: 'Fréchet distance',
      value: distance(frechet.value),
      remark: '',
      beside: real(distance(frechet.floor)),
    },
    {
      measure: 'Nearest training image, median',
      value: distance(generated.median),
      remark: '',
      beside: real(distance(nearest.median)),
    },
    {
      measure: '1st percentile',
      continues: true,
      value: distance(generated.firstPercentile),
      remark: '',
      beside: real(distance(nearest.firstPercentile)),
    },
    ...trainedRows({ asked, ...rest }, write),
  ];
}

function digitsWith(classShare: readonly number[], share: number): string {
  const digits = classShare.flatMap((other, digit) => (other === share ? [digit] : []));
  return `digit${digits.length === 1 ? '' : 's'} ${digits.join(', ')}`;
}

/** Of digits that were asked for. */
function askedRows(
  asked: AskedEvaluation | null,
  { write, beside }: { readonly write: NumberWriter } & Pick<EvaluationRow, 'beside'>,
): EvaluationRow[] {
  if (asked === null) return [];
  const { agreement, agreementByLabel, variety, hands } = asked;
  const [worst] = agreementByLabel.toSorted((a, b) => a.agreement - b.agreement);
  return [
    {
      measure: 'Read as asked for',
      value: write.percent(agreement, 1),
      remark: worst ? `worst label ${worst.label}: ${write.percent(worst.agreement, 1)}` : '',
      beside,
    },
    {
      measure: 'Variety within a label',
      value: write.percent(variety, 1),
      remark: `of real digits' own; below ${write.percent(1, 0)} more alike`,
      beside: null,
    },
    ...(hands === null ? [] : handRows(hands, write)),
  ];
}

const handRows = (
  hands: NonNullable<AskedEvaluation['hands']>,
  { decimal }: NumberWriter,
): EvaluationRow[] => {
  const beside = (value: number) => ({ name: "MNIST's writers", value: decimal(value, 2) });
  return [
    {
      measure: 'One hand: slant',
      value: decimal(hands.slant, 2),
      remark: 'share of its variance between hands',
      beside: beside(writers.slant),
    },
    {
      measure: 'stroke width',
      continues: true,
      value: decimal(hands.strokeWidth, 2),
      remark: '',
      beside: beside(writers.strokeWidth),
    },
  ];
};

function trainedRows(
  { asked, trainOnGenerated }: Pick<Evaluation, 'asked' | 'trainOnGenerated'>,
  write: NumberWriter,
): EvaluationRow[] {
  if (trainOnGenerated === undefined) return [];
  const { accuracy, real } = trainOnGenerated;
  const measure = 'Trained on generated digits';
  if (accuracy === null || real === null) {
    const remark = 'fewer than one digit in three is legible: too few to train on';
    return [{ measure, value: 'none', remark, beside: null }];
  }
  const labels = asked === null ? '' : '; labels as asked for, none left out';
  return [
    {
      measure,
      value: write.percent(accuracy, 2),
      remark: `of real test images read${labels}`,
      beside: { name: 'trained on real ones', value: write.percent(real, 2) },
    },
  ];
}

/**
 * A sentence when more than half of the digits are of one class; null unless, where hardly another was asked
 * for or learnt, and where the recogniser can't read what was learnt.
 */
export function collapseWords(
  { classShare, asked }: Evaluation,
  { learnt, write }: { readonly learnt: Learnt; readonly write: NumberWriter },
): string | null {
  if (learnt !== null && !isReadable(learnt.legible)) return null;
  const labels = asked?.agreementByLabel.map(({ label }) => label);
  const digit = collapsedClass(classShare, labels ? evenShares(labels) : learnt?.classShare);
  if (digit === null) return null;
  return `${write.percent(classShare[digit] ?? 0, 1)} of the digits are taken for a ${digit}: the generator has collapsed to one class, or was hardly trained. Train it on, or anew with another seed.`;
}

/** What an evaluation does at the moment. */
export const stageWords: Readonly<Record<EvaluationStage, string>> = {
  drawing: 'drawing digits',
  recognising: 'recognising real images',
  comparing: 'comparing with training images',
  labelling: 'drawing and labelling digits to train on',
  training: 'training on generated and on real digits',
};

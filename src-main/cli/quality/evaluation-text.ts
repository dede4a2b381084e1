import type { Evaluation, EvaluationProgress } from '../../../src-shared/contract/evaluation.js';
import {
  collapseWords,
  type EvaluationRow,
  evaluationRows,
  type Learnt,
  type NumberWriter,
  stageWords,
} from '../../../src-shared/quality/evaluation-words.js';
import { percent } from '../../../src-shared/text/percent.js';
import { formatDuration } from '../terminal/duration.js';
import { whole } from '../terminal/whole.js';

const write: NumberWriter = { percent, decimal: (value, decimals) => value.toFixed(decimals) };

/** A table for a person: each measure, and what it is beside. */
export function evaluationLines(
  evaluation: Evaluation,
  { seed, learnt }: { seed: number; learnt: Learnt },
): string[] {
  const { count, memorisation } = evaluation;
  const rows = evaluationRows(evaluation, { learnt, write }).map(columnsOf);
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  return [
    `${whole(count)} digits, seed ${seed}; ${whole(memorisation.sample)} of them compared with every training image.`,
    ...rows.map(
      ([measure, value, remark]) =>
        `${measure.padEnd(width(0))}  ${value.padStart(width(1))}  ${remark}`,
    ),
  ];
}

function columnsOf({ measure, continues, value, remark, beside }: EvaluationRow) {
  const words = [remark, beside ? `${beside.name} ${beside.value}` : ''].filter(Boolean);
  return [continues ? `  ${measure}` : measure, value, words.join('; ')] as const;
}

export function collapseWarning(evaluation: Evaluation, learnt: Learnt): string | null {
  const words = collapseWords(evaluation, { learnt, write });
  return words === null ? null : `Warning: ${words}`;
}

/** What stands behind the bar. */
export function progressText({ stage, done, total, secondsLeft }: EvaluationProgress): string {
  const left = secondsLeft === null ? '' : formatDuration(secondsLeft);
  const unit = stage === 'training' ? ' steps' : '';
  const parts = [`${stageWords[stage]}, ${whole(done)} of ${whole(total)}${unit}`];
  return [...parts, ...(left === '' ? [] : [`${left} left`])].join(' · ');
}

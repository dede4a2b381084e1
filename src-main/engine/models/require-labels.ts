import { AppError } from '../../../src-shared/contract/errors.js';
import type { Condition } from '../../../src-shared/networks/condition.js';

/** @throws AppError INVALID_MODEL when a generator can't be asked for all of these digits */
export function requireLabels(
  condition: Condition | null,
  digits: readonly { readonly label: number }[],
): asserts condition is Condition {
  if (condition === null) {
    throw new AppError(
      'INVALID_MODEL',
      'This model draws what comes and knows neither labels nor hands: it was trained on images alone. Choose a conditional model, or train one with --kind conditional.',
    );
  }
  const unknown = digits.find(({ label }) => !condition.labels.includes(label));
  if (unknown === undefined) return;
  throw new AppError(
    'INVALID_MODEL',
    `This model knows no ${unknown.label}: the images it was trained on are labelled ${condition.labels.join(', ')}.`,
    { details: { label: unknown.label } },
  );
}

import { shippedBank } from '../../../src-shared/config/data-set-request.js';
import type { BankSummary } from '../../../src-shared/contract/data-sets.js';
import { formatCount } from '../../format.js';

/** "MNIST, 60,000 digits by people", "compact, 2,000 hands" */
export function bankLabel({ name, model, hands }: BankSummary): string {
  if (name === shippedBank) return `Comes with the program, ${formatCount(hands, 'hand')}`;
  if (name === 'mnist') return 'MNIST, 60,000 digits by people';
  if (name === 'mnist-test') return 'MNIST’s test, 10,000 digits by people';
  return `${model ?? name}, ${formatCount(hands, 'hand')}`;
}

/** What it is, as sentences. */
export const bankHelp = ({ digits, hands, labels }: BankSummary): string =>
  `${formatCount(digits, 'digit')} of ${formatCount(hands, 'hand')}. Labels: ${labels}.`;

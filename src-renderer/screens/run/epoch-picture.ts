import { formatInteger } from '../../format.js';

/** "epoch 7"; epoch 0 is before the training. */
export const epochName = (epoch: number): string =>
  epoch === 0 ? 'before the training' : `epoch ${formatInteger(epoch)}`;

/** What an epoch's picture shows, for who does not see it. */
export const epochAlt = (run: string, epoch: number): string =>
  epoch === 0
    ? `What ${run} drew before its training`
    : `Digits that ${run} drew after epoch ${formatInteger(epoch)}`;

import type { Precision } from '../../../src-shared/config/training.js';

/** A precision to compute in: `auto` has been decided. */
export type ComputePrecision = Exclude<Precision, 'auto'>;

import { randomInt } from 'node:crypto';
import { maxSeed } from '../../../src-shared/config/fields.js';

/** A seed for a result that no seed was given for: told, so that it can be had again. */
export const drawSeed = (): number => randomInt(maxSeed + 1);

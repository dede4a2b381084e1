import { randomInt } from 'node:crypto';
import { maxSeed } from '../../src-shared/config/fields.js';
import { defaultPreset, type PresetName } from '../../src-shared/config/presets.js';
import { findEngine } from '../setup/find-engine.mjs';

/** A seed for a result that no seed was given for: told, so that it can be had again. */
export const drawSeed = (): number => randomInt(maxSeed + 1);

/** The preset that this machine trains in reasonable time. */
export const ownPreset = (): PresetName =>
  defaultPreset(findEngine()?.engine === 'cuda' ? 'gpu' : 'cpu');

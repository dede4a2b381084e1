import { z } from 'zod';
import { composingFieldTypes } from '../config/validation.js';

/**
 * Digits of some class or legibility are searched for, which may last. Who asks may give the search a
 * name of its own making (a UUID): it then hears of the progress and can end it with `search.stop`,
 * upon which the command that searches rejects with CANCELLED. An evaluation is named and ended alike.
 */
export const searchName = z.string().min(1).max(64);

export interface SearchProgress {
  /** The name that who asks gave it. */
  readonly search: string;
  /** Digits looked at. */
  readonly lookedAt: number;
  /** Digits found, of how many. */
  readonly found: number;
  readonly wanted: number;
}

/** Whose hand draws, of a model that knows hands: see `ComposingConfig`. Left out is null. */
export const handRequest = {
  hand: composingFieldTypes.hand.optional(),
  slant: composingFieldTypes.slant.optional(),
  strokeWidth: composingFieldTypes.strokeWidth.optional(),
};

/** Which digits of a seed's series a grid shows. Left out: the first ones, whatever they are. */
export const gridSelection = {
  /** Only digits taken for one of these. */
  classes: z.array(z.int().min(0).max(9)).min(1).max(10).optional(),
  /** Left out or null: of any confidence, nothing is rejected. */
  legibility: z.number().min(0).max(1).nullable().optional(),
  /** Shows the digits below the legibility in the place of those that reach it. */
  rejected: z.boolean().optional(),
  /** Of the digits found: as they come in the series (the usual way), or the surest first. */
  order: z.enum(['series', 'confidence']).optional(),
};

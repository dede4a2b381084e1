// From measured values to a line of the table.
import { workerTitle } from './worker-commands.mjs';

/**
 * @typedef {{median: number, min: number, max: number, count: number}} Spread in the row's unit
 * @typedef {{name: string} & Spread} Side
 *
 * @typedef {object} Line
 * @property {string} group
 * @property {string} label
 * @property {string} unit
 * @property {Side | null} ours
 * @property {Side | null} peer
 * @property {number | null} ratio
 * @property {'at least' | 'at most'} direction
 * @property {number} required
 * @property {number} aim
 * @property {boolean | null} reached
 * @property {boolean | null} aimReached
 * @property {string} note why there is no ratio, or what to know about it
 */

/** @typedef {import('./rows.mjs').Row} Row */
/** @typedef {Map<string, import('./measure-group.mjs').Measured>} Results */

/**
 * @param {number[]} values
 * @returns {Spread}
 */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (/** @type {number} */ place) => sorted[place] ?? Number.NaN;
  return {
    median: (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
    count: sorted.length,
  };
}

/**
 * @param {Row} row
 * @param {string} note
 * @returns {Line}
 */
export function lineWithout(row, note) {
  const { group, label, unit, kind, required, aim } = row;
  const direction = kind === 'cost' ? 'at most' : 'at least';
  const nothing = { ours: null, peer: null, ratio: null, reached: null, aimReached: null };
  return { group, label, unit, direction, required, aim, note, ...nothing };
}

/**
 * @param {Row} row
 * @param {Results} results of its group
 * @param {{batch: number, flops: number}} work of a step and of an image
 * @returns {Line}
 */
export function evaluateRow(row, results, { batch, flops }) {
  /** @type {(source: import('./rows.mjs').Source) => Side | null} */
  const side = ({ worker, measure }) => {
    const values = results.get(worker)?.values.get(measure);
    if (!values?.length) return null;
    return { name: workerTitle(worker), ...spread(values.map((value) => inUnit(value, measure))) };
  };
  const inUnit = (/** @type {number} */ value, /** @type {string} */ measure) => {
    if (measure === 'train') return (batch / value) * (row.kind === 'share' ? flops / 1e9 : 1);
    if (row.unit === 'ms') return value * 1e3;
    return row.unit === 'GB' ? value / 1e9 : value;
  };

  const ours = side(row.ours);
  const peers = row.peers.flatMap((source) => side(source) ?? []);
  const higherIsBetter = row.unit === 'images/s' || row.unit === 'GFLOP/s';
  const best = (/** @type {Side} */ a, /** @type {Side} */ b) =>
    a.median > b.median === higherIsBetter ? a : b;
  const peer = peers.length === 0 ? null : peers.reduce(best);
  const failures = [row.ours, ...row.peers].flatMap(({ worker }) => {
    const failure = results.get(worker)?.failure;
    return failure ? `${workerTitle(worker)}: ${failure}` : [];
  });
  const line = { ...lineWithout(row, [...new Set(failures)].join('; ')), ours, peer };
  if (ours === null || peer === null) return line;
  const ratio = row.unit === 'ms' ? peer.median / ours.median : ours.median / peer.median;
  const reaches = (/** @type {number} */ target) =>
    row.kind === 'cost' ? ratio <= target : ratio >= target;
  return { ...line, ratio, reached: reaches(row.required), aimReached: reaches(row.aim) };
}

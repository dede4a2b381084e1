// The rows of the table: what is held against what, and what it must reach.

/**
 * A worker and what is measured of it: `train`, `generate 16`, `memory`, `peak`, or a part of the long run.
 * @typedef {{worker: string, measure: string}} Source
 *
 * @typedef {object} Row
 * @property {string} group the workers of a group are measured side by side
 * @property {string} label
 * @property {'images/s' | 'ms' | 'GB' | 's' | 'GFLOP/s'} unit
 * @property {'speed' | 'share' | 'cost'} kind of the ratio: how many times as fast; the share of a peak; how many times
 *   as much
 * @property {Source} ours
 * @property {Source[]} peers the best of them counts
 * @property {number} required at least, for a cost at most
 * @property {number} aim
 * @property {boolean} quick whether it has its place within three minutes
 *
 * @typedef {object} Group
 * @property {string} name
 * @property {'classic' | 'compact'} preset
 * @property {number} batch
 * @property {number} quickSeconds kept free for it with --quick
 */

/** @type {Group[]} */
export const groups = [
  { name: 'classic, batch 64', preset: 'classic', batch: 64, quickSeconds: 95 },
  { name: 'generating', preset: 'classic', batch: 64, quickSeconds: 25 },
  { name: 'compact, batch 64', preset: 'compact', batch: 64, quickSeconds: 32 },
  { name: 'classic, batch 32', preset: 'classic', batch: 32, quickSeconds: 0 },
  { name: 'long run', preset: 'compact', batch: 64, quickSeconds: 0 },
];

/** @type {(measure: string, ...workers: string[]) => Source[]} */
const sources = (measure, ...workers) => workers.map((worker) => ({ worker, measure }));

/**
 * @param {'float32' | 'bfloat16'} best the precision that `auto` takes on this machine
 * @returns {Row[]}
 */
export function allRows(best) {
  const precisions = [...new Set([best, 'float32'])];
  const kerasJit = precisions.map((precision) => `keras ${precision} jit`);
  const ours = `ours ${best}`;
  return [
    ...classicRows('classic, batch 64', { best, precisions, kerasJit, quick: true }),
    ...[1, 16, 1024].map((count) => generatingRow(count)),
    {
      group: 'compact, batch 64',
      label: "training, Keras's best mode",
      unit: 'images/s',
      kind: 'speed',
      ours: { worker: ours, measure: 'train' },
      peers: sources('train', ...precisions.map((precision) => `keras ${precision}`), ...kerasJit),
      required: 1.3,
      aim: 2,
      quick: true,
    },
    ...classicRows('classic, batch 32', { best, precisions, kerasJit, quick: false }),
    ...longRows(ours),
  ];
}

/**
 * @param {string} group
 * @param {{best: string, precisions: string[], kerasJit: string[], quick: boolean}} options
 * @returns {Row[]}
 */
function classicRows(group, { best, precisions, kerasJit, quick }) {
  /** @type {(label: string, peers: string[], required: number, aim: number, precision?: string) => Row} */
  const training = (label, peers, required, aim, precision = best) => ({
    group,
    label: label.startsWith('in ') ? `training ${label}` : `training, ${label}`,
    unit: 'images/s',
    kind: 'speed',
    ours: { worker: `ours ${precision}`, measure: 'train' },
    peers: sources('train', ...peers),
    required,
    aim,
    quick: quick && !label.includes('jit'),
  });
  return [
    training('Keras float32', ['keras float32'], 1.8, 2.2),
    ...(best === 'bfloat16'
      ? [training('Keras mixed_bfloat16', ['keras bfloat16'], 1.2, 1.5)]
      : []),
    training('Keras jit, its better precision', kerasJit, 1.1, 1.4),
    training(`PyTorch ${best}`, [`torch ${best}`], 1.1, 1.35),
    training('naive tfjs-node', ['naive float32'], 2.4, 3),
    ...(best === 'float32'
      ? []
      : [training('in float32, Keras float32', ['keras float32'], 1.1, 1.25, 'float32')]),
    ...precisions.map((precision) => shareRow(group, precision, quick && precision === best)),
    ...precisions.map((precision) => memoryRow(group, precision, quick)),
  ];
}

/** @type {(group: string, precision: string, quick: boolean) => Row} */
const shareRow = (group, precision, quick) => ({
  group,
  label: `share of the convolution peak in ${precision}`,
  unit: 'GFLOP/s',
  kind: 'share',
  ours: { worker: `ours ${precision}`, measure: 'train' },
  peers: sources('peak', `ours ${precision} peak`),
  required: 0.6,
  aim: 0.8,
  quick,
});

/** @type {(group: string, precision: string, quick: boolean) => Row} */
const memoryRow = (group, precision, quick) => ({
  group,
  label: `peak memory in ${precision}, Keras`,
  unit: 'GB',
  kind: 'cost',
  ours: { worker: `ours ${precision}`, measure: 'memory' },
  peers: sources('memory', `keras ${precision}`),
  required: 1.1,
  aim: 0.9,
  quick,
});

/** @type {(count: number) => Row} */
const generatingRow = (count) => ({
  group: 'generating',
  label: `${count.toLocaleString('en')} digit${count === 1 ? '' : 's'} in float32, the faster peer`,
  unit: 'ms',
  kind: 'speed',
  ours: { worker: 'ours float32', measure: `generate ${count}` },
  peers: sources(`generate ${count}`, 'keras float32', 'torch float32'),
  required: 1.1,
  aim: 1.5,
  quick: count < 1024,
});

/** @type {(ours: string) => Row[]} */
const longRows = (ours) =>
  /** @type {const} */ (['time', 'memory']).map((what) => ({
    group: 'long run',
    label: `${what === 'time' ? 'time of 100 steps' : 'memory'}, 9,000-10,000 against 100-1,100`,
    unit: what === 'time' ? 's' : 'GB',
    kind: 'cost',
    ours: { worker: ours, measure: `${what}, late` },
    peers: sources(`${what}, early`, ours),
    required: 1.05,
    aim: 1,
    quick: false,
  }));

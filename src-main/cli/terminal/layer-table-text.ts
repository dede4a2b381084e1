import type { LayerInfo, LayerTable } from '../../../src-shared/networks/layer-table.js';
import { whole } from './whole.js';

const head: Row = ['Layer (type)', 'Output Shape', 'Param #'];
const bytesPerWeight = Float32Array.BYTES_PER_ELEMENT;

type Row = readonly [layer: string, shape: string, parameters: string];

/** A network the way Keras's model.summary() prints it. */
export function layerTableLines(name: string, table: LayerTable): string[] {
  const rows = table.layers.map(rowOf);
  const all = [head, ...rows];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  const rule = (line: string, [left, middle, right]: [string, string, string]) =>
    `${left}${widths.map((width) => line.repeat(width + 2)).join(middle)}${right}`;
  const cells = (row: Row, edge: string) => {
    const [layer = 0, shape = 0, parameters = 0] = widths;
    const texts = [row[0].padEnd(layer), row[1].padEnd(shape), row[2].padStart(parameters)];
    return `${edge} ${texts.join(` ${edge} `)} ${edge}`;
  };
  return [
    `Model: "${name}"`,
    rule('━', ['┏', '┳', '┓']),
    cells(head, '┃'),
    rule('━', ['┡', '╇', '┩']),
    ...rows.flatMap((row, i) => [...(i > 0 ? [rule('─', ['├', '┼', '┤'])] : []), cells(row, '│')]),
    rule('─', ['└', '┴', '┘']),
    total('Total params', table.parameters),
    total('Trainable params', table.trainable),
    total('Non-trainable params', table.nonTrainable),
  ];
}

const rowOf = ({ name, type, outputShape, parameters }: LayerInfo): Row => [
  `${name} (${type})`,
  `(${['None', ...outputShape].join(', ')})`,
  whole(parameters),
];

const total = (label: string, parameters: number): string =>
  ` ${label}: ${whole(parameters)} (${memory(parameters * bytesPerWeight)})`;

/** Keras's units: 1 KB is 1,024 bytes. */
function memory(bytes: number): string {
  if (bytes < 1024) return `${bytes.toFixed(2)} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(2)} KB`;
  return `${(bytes / 1024 ** 2).toFixed(2)} MB`;
}

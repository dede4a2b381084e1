// The table as text.

/** @typedef {import('./evaluate-row.mjs').Line} Line */
/** @typedef {import('./evaluate-row.mjs').Side} Side */

/** Three significant digits, whole from a hundred on. */
const number = (/** @type {number} */ value) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

/** @param {Side | null} side */
const spreadText = (side) =>
  side === null
    ? '-'
    : `${number(side.median)} (${number(side.min)} to ${number(side.max)}, n ${side.count})`;

/** @type {(target: number, reached: boolean | null) => string} */
const targetText = (target, reached) =>
  `${target.toFixed(2)}${reached === null ? '' : reached ? ' yes' : ' no'}`;

/** @param {string[][]} rows */
function aligned(rows) {
  const widths = rows.reduce(
    (/** @type {number[]} */ sizes, row) =>
      row.map((cell, column) => Math.max(cell.length, sizes[column] ?? 0)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** @param {Line} line */
const cells = ({ label, unit, ours, peer, ratio, required, aim, reached, aimReached }) => [
  `  ${label}`,
  unit,
  spreadText(ours),
  spreadText(peer),
  peer?.name ?? '',
  ratio === null ? '-' : ratio.toFixed(2),
  targetText(required, reached),
  targetText(aim, aimReached),
];

/**
 * Groups with their lines; below a line what to know about it, at the end what was left out.
 * @param {Line[]} lines
 */
export function tableText(lines) {
  const measured = lines.filter(({ ours, peer }) => ours !== null || peer !== null);
  const head = ['', 'unit', 'ours: median (min to max)', 'peer: median (min to max)', 'peer'];
  const texts = aligned([[...head, 'ratio', 'required', 'aim'], ...measured.map(cells)]);
  const [header = '', ...body] = texts;
  /** @type {string[]} */
  const output = measured.length === 0 ? [] : [header];
  let group = '';
  for (const [place, line] of measured.entries()) {
    if (line.group !== group) output.push(line.group);
    group = line.group;
    output.push(body[place] ?? '');
    if (line.note !== '') output.push(`      ${line.note}`);
  }
  if (measured.length > 0) {
    output.push(
      '',
      'A ratio is how many times as fast this program is; of the peak, its share; of memory and of the long run, how many',
      'times as much, where at most that is required. Speeds are of whole steps, losses read; memory is the largest resident size.',
    );
  }
  const absent = lines.filter((line) => !measured.includes(line));
  for (const note of new Set(absent.map((line) => line.note))) {
    output.push('', `Not measured (${note}):`);
    for (const line of absent.filter((other) => other.note === note)) {
      output.push(`  ${line.group}: ${line.label}`);
    }
  }
  return output.join('\n');
}

/** @param {Record<string, string>} facts */
export function factsText(facts) {
  return aligned(Object.entries(facts)).join('\n');
}

// What the readers of the reading benchmark learn from, and the table of what came of it.

/**
 * @typedef {{ name: string, what: string } & (
 *   | { kind: 'bench' }
 *   | { kind: 'trdg' }
 *   | { kind: 'ours', bank: string, mixed: boolean, style: string[] }
 * )} Row
 * @typedef {{ accuracy: number, characterErrors: number }} Score
 * @typedef {{ seed: number, steps: number, strips: number, tests: Record<string, Score> }} Result
 */

/**
 * For each test what the same network reads after real strips of the same kind.
 * @type {Record<string, string>}
 */
const bounds = { apart: 'real', touching: 'real-touching', scanned: 'real-scanned' };

/**
 * @param {string} bank the file of a model's digits
 * @returns {Row[]}
 */
export function readingRows(bank) {
  const shipped = { what: 'ours, digits of a model', bank };
  const mnist = { what: 'ours, digits of MNIST', bank: 'mnist' };
  return [
    bench('real', 'real strips, one writer each'),
    bench('real-touching', 'the same, digits that touch'),
    bench('real-scanned', 'the same, as scanned'),
    bench('real-mixed-hands', 'the first, each digit of any writer'),
    bench('any-order', "MNIST's tiles in any order"),
    { name: 'trdg', what: 'TRDG 1.8.0, printed fonts', kind: 'trdg' },
    ours('shipped-clean', shipped),
    ours('shipped-varied', shipped, varied),
    // Only a file can be mixed, which the digits of MNIST are not.
    {
      ...ours('shipped-mixed-hands', shipped),
      what: `${shipped.what}, each of any hand`,
      mixed: true,
    },
    ours('shipped-touching', shipped, ['--set', 'gap=-3..0.5']),
    ours('shipped-scan', shipped, ['--style', 'scan']),
    ours('shipped-mixed', shipped, ['--style', 'mixed']),
    ours('mnist-clean', mnist),
    ours('mnist-varied', mnist, varied),
    ours('mnist-mixed', mnist, ['--style', 'mixed']),
  ];
}

/** Clean strips as soft as pixels of a scan are, whose characters differ as far as those of the style `paper`. */
const varied = [
  'gap=0..8',
  'margin=1..5',
  'blur=0..0.8',
  'width=0.85..1.15',
  'lean=-0.12..0.12',
].flatMap((field) => ['--set', field]);

/** @param {string} name @param {string} what @returns {Row} */
const bench = (name, what) => ({ name, what, kind: 'bench' });

/**
 * @param {string} name
 * @param {{ what: string, bank: string }} digits
 * @param {string[]} [style] what is said beside the usual style
 * @returns {Extract<Row, { kind: 'ours' }>}
 */
function ours(name, { what, bank }, style = []) {
  const said =
    style.length === 0 ? 'clean' : style.filter((word) => !word.startsWith('--')).join(' ');
  return { name, what: `${what}, ${said}`, kind: 'ours', bank, mixed: false, style };
}

/**
 * @param {Row[]} rows
 * @param {(row: string) => Result[]} resultsOf
 */
export function readingTable(rows, resultsOf) {
  const scores = new Map(rows.map(({ name }) => [name, resultsOf(name)]));
  const tests = Object.keys(bounds);
  /** @param {string} name @param {string} test @param {keyof Score} of */
  const mean = (name, test, of) => {
    const all = (scores.get(name) ?? []).map((result) => result.tests[test]?.[of] ?? Number.NaN);
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  const cells = (/** @type {string} */ name) =>
    tests.map((test) => {
      const accuracy = mean(name, test, 'accuracy');
      const share = accuracy / mean(bounds[test] ?? '', test, 'accuracy');
      const errors = percent(mean(name, test, 'characterErrors'), 2);
      return `${percent(accuracy, 1)} (${errors}), ${percent(share, 1)}`;
    });
  const lines = rows
    .filter(({ name }) => (scores.get(name) ?? []).length > 0)
    .map(({ name, what }) => [what, `${scores.get(name)?.length}`, ...cells(name)]);
  const head = ['Trained on', 'Seeds', ...tests];
  return [head, head.map(() => '---'), ...lines]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

/** @param {number} share @param {number} decimals */
const percent = (share, decimals) =>
  Number.isNaN(share) ? '–' : `${(100 * share).toFixed(decimals)}%`;

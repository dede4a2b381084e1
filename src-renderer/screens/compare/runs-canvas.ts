import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from 'chart.js';
import type { LossPoint } from '../../../src-shared/charts/loss-series.js';
import { readToken } from '../../styles/read-token.js';
import { dashes, type RunLine } from './run-lines.js';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

export interface RunsDrawing {
  readonly lines: readonly RunLine[];
  readonly across: { readonly title: string; readonly from: number; readonly to: number };
  readonly up: {
    readonly logarithmic: boolean;
    /** Its ends; null leaves them to the values. */
    readonly ends: { readonly from: number; readonly to: number } | null;
    /** A number on the axis, with the decimals that it needs. */
    readonly format: (value: number, decimals: number) => string;
  };
}

/** What numbers on a logarithmic axis begin with: others would have no room. */
const marked = { wide: ['1', '2', '5'], narrow: ['1', '2', '3', '5', '7'] } as const;

/** Lines of several runs, each in its colour and its dash. To be loaded when it is needed: it brings Chart.js. */
export class RunsCanvas {
  readonly #chart: Chart<'line', LossPoint[]>;
  readonly #family = getComputedStyle(document.body).fontFamily;

  constructor(canvas: HTMLCanvasElement) {
    this.#chart = new Chart<'line', LossPoint[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        parsing: false,
        normalized: true,
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        // Another chart may have brought one along.
        plugins: { legend: { display: false } },
        locale: String(new Intl.Locale(navigator.language, { numberingSystem: 'latn' })),
      },
    });
  }

  draw({ lines, across, up }: RunsDrawing): void {
    this.#chart.data.datasets = lines.map(({ place, points }) => {
      const colour = readToken(`--run-${place + 1}`);
      return {
        // A logarithm has no place for 0.
        data: up.logarithmic ? points.filter(({ y }) => y > 0) : points,
        borderColor: colour,
        backgroundColor: colour,
        borderDash: [...(dashes[place] ?? [])],
        borderWidth: 2.25,
        // A single point has no line to be seen by.
        pointRadius: points.length === 1 ? 4 : 0,
        // Gaps of a dash show a line below it: where runs are alike, each is still seen.
        order: -place,
      };
    });
    const logarithmic = up.logarithmic && isWide(lines);
    const look = this.#axisLook();
    this.#chart.options.scales = {
      x: {
        ...look,
        type: 'linear',
        min: across.from,
        max: across.to,
        title: { display: true, text: across.title, ...this.#text(13) },
        ticks: { ...look.ticks, precision: 0, includeBounds: false, maxRotation: 0 },
      },
      y: {
        ...look,
        type: logarithmic ? 'logarithmic' : 'linear',
        grace: '5%',
        ...(up.ends && { min: up.ends.from, max: up.ends.to }),
        ticks: {
          ...look.ticks,
          autoSkip: !logarithmic,
          callback: (value, _, ticks) => {
            const number = Number(value);
            const [first = 0, second = 1] = ticks.map((tick) => tick.value);
            if (!logarithmic) return up.format(number, decimalsOf(second - first));
            const span = (ticks.at(-1)?.value ?? 1) > 10 * first ? 'wide' : 'narrow';
            const [begins] = Number(number.toPrecision(6)).toExponential().split('e');
            const hasRoom = marked[span].some((digit) => digit === begins);
            return hasRoom ? up.format(number, decimalsOf(number)) : '';
          },
        },
      },
    };
    this.#chart.update('none');
  }

  /** What the axis has at a place across the canvas, in CSS pixels; null beside the plot. */
  valueAt(across: number): number | null {
    const { left, right } = this.#chart.chartArea;
    if (across < left || across > right) return null;
    return this.#chart.scales.x?.getValueForPixel(across) ?? null;
  }

  /** Where a value of the axis lies, in CSS pixels from the canvas' left and top. */
  placeOf(value: number): { left: number; top: number; height: number } {
    const { top, bottom } = this.#chart.chartArea;
    return { left: this.#chart.scales.x?.getPixelForValue(value) ?? 0, top, height: bottom - top };
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #axisLook() {
    const line = readToken('--line');
    return { grid: { color: line }, border: { color: line }, ticks: this.#text(12) };
  }

  #text(size: number) {
    return { color: readToken('--ink-quiet'), font: { family: this.#family, size } };
  }
}

/** Whether a logarithm shows values otherwise than they are, on an axis that has a mark of ours. */
function isWide(lines: readonly RunLine[]): boolean {
  const values = lines.flatMap(({ points }) => points.flatMap(({ y }) => (y > 0 ? y : [])));
  return values.reduce(lesser, Infinity) * 2 < values.reduce(greater, 0);
}
const lesser = (a: number, b: number) => Math.min(a, b);
const greater = (a: number, b: number) => Math.max(a, b);

/** Decimals without which a distance between marks would be rounded. */
function decimalsOf(distance: number): number {
  for (let decimals = 0; decimals < 6; decimals++) {
    const scaled = distance * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return decimals;
  }
  return 6;
}

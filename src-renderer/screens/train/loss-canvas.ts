import { Chart, Legend, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import zoomPlugin from 'chartjs-plugin-zoom';
import { type LossChart, lossChart, lossLimit } from '../../../src-shared/charts/loss-chart.js';
import { readToken } from '../../styles/read-token.js';
import { closestView, type View } from './chart-view.js';
import type { LossLines } from './loss-lines.js';

Chart.register(LineController, LineElement, PointElement, LinearScale, Legend, zoomPlugin);

export interface Drawing {
  readonly lines: LossLines;
  readonly view: View;
  /** Whether the view is a part of all. */
  readonly zoomed: boolean;
  readonly steps: number;
  readonly stepsPerEpoch: number;
}

/** A step in the plot: how far from the canvas' left and top, and how high the plot is, in CSS pixels. */
export interface StepPlace {
  readonly step: number;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** The loss axis ends at a multiple of this, so that it does not tremble. */
const limitGrain = 0.25;

/**
 * The chart of `losses_plot.png`, live, in the colours of the theme and with zoom. To be loaded
 * when it is needed: it brings Chart.js.
 */
export class LossCanvas {
  readonly #chart: Chart<'line', LossChart['data']['datasets'][number]['data']>;
  readonly #options: NonNullable<LossChart['options']>;
  readonly #family = getComputedStyle(document.body).fontFamily;

  /** @param onView told what a wheel, a pinch or a drag makes the chart show */
  constructor(canvas: HTMLCanvasElement, onView: (view: View) => void) {
    const base = lossChart({ steps: [], stepsPerEpoch: 1, title: '', fontFamily: this.#family });
    const tell = ({ chart }: { chart: Chart }) => {
      const { min = 0, max = 1 } = chart.scales.x ?? {};
      onView({ from: min, to: max });
    };
    this.#options = {
      ...base.options,
      locale: String(new Intl.Locale(navigator.language, { numberingSystem: 'latn' })),
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: 0 },
      plugins: {
        legend: {
          ...base.options?.plugins?.legend,
          align: 'start',
          // Taking a line away would leave its faint one alone.
          onClick: () => {},
        },
        zoom: {
          zoom: {
            mode: 'x',
            // With Ctrl, so that the page scrolls under a wheel as everywhere.
            wheel: { enabled: true, modifierKey: 'ctrl', speed: 0.2 },
            pinch: { enabled: false },
            onZoom: tell,
          },
          pan: { mode: 'x', enabled: false, onPan: tell },
          limits: {},
        },
      },
    };
    // Hundreds of sharp turns, drawn ten times a second: round corners would cost most of it.
    for (const dataset of base.data.datasets) dataset.borderJoinStyle = 'bevel';
    this.#chart = new Chart(canvas, { ...base, options: this.#options });
  }

  draw(drawing: Drawing): void {
    const { lines, steps, stepsPerEpoch } = drawing;
    this.#colour();
    const { datasets } = this.#chart.data;
    [...lines.strong, ...lines.faint].forEach((points, index) => {
      const dataset = datasets[index];
      if (dataset === undefined) return;
      dataset.data = points;
      // A single point has no line to be seen by.
      dataset.pointRadius = points.length === 1 ? 4 : 0;
      if (index < 2) dataset.borderWidth = lines.faint[0].length > 0 ? 2.5 : 1.5;
    });
    this.#setScales(drawing, Math.ceil(lossLimit(lines.faint, lines.strong) / limitGrain));
    const zoom = this.#options.plugins?.zoom;
    if (zoom?.pan && zoom.zoom?.pinch) {
      // A finger on the whole chart scrolls the page.
      zoom.pan.enabled = drawing.zoomed;
      zoom.zoom.pinch.enabled = drawing.zoomed;
      const minRange = Math.min(closestView, steps);
      zoom.limits = {
        x: { min: 0, max: Math.max(1, steps), minRange },
        epochs: { min: 0, max: Math.max(1, steps) / stepsPerEpoch, minRange: 0 },
      };
    }
    this.#chart.update('none');
  }

  /**
   * The step that is nearest to a place across the canvas, and where it lies: CSS pixels from the
   * canvas' left and top. Null beside the plot, and without a step.
   */
  stepAt(across: number, steps: number): StepPlace | null {
    const { left, right, top, bottom } = this.#chart.chartArea;
    const x = this.#chart.scales.x;
    if (x === undefined || steps === 0 || across < left || across > right) return null;
    const step = Math.min(steps, Math.max(1, Math.round(x.getValueForPixel(across) ?? 1)));
    const place = x.getPixelForValue(step);
    if (place < left - 1 || place > right + 1) return null;
    return { step, left: place, top, height: bottom - top };
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #setScales({ view, steps, stepsPerEpoch }: Drawing, limitGrains: number): void {
    const { x, y, epochs } = this.#options.scales ?? {};
    if (!x || !y || !epochs) return;
    x.min = view.from;
    x.max = view.to;
    y.max = limitGrains * limitGrain;
    epochs.min = view.from / stepsPerEpoch;
    epochs.max = view.to / stepsPerEpoch;
    epochs.display = steps >= stepsPerEpoch;
  }

  #colour(): void {
    const [ink, quiet, line] = [readToken('--ink'), readToken('--ink-quiet'), readToken('--line')];
    const colours = [readToken('--generator'), readToken('--discriminator')] as const;
    this.#chart.data.datasets.forEach((dataset, index) => {
      const colour = colours[index % 2 === 0 ? 0 : 1];
      dataset.borderColor = index < 2 ? colour : `${colour}40`;
      dataset.backgroundColor = colour;
    });
    for (const scale of Object.values(this.#options.scales ?? {})) {
      if (!scale) continue;
      scale.grid = { ...scale.grid, color: line };
      scale.border = { color: line };
      scale.ticks = { ...scale.ticks, color: quiet, font: { family: this.#family, size: 12 } };
      if (!('title' in scale && scale.title)) continue;
      scale.title = { ...scale.title, color: quiet, font: { family: this.#family, size: 13 } };
    }
    const labels = this.#options.plugins?.legend?.labels;
    if (labels) Object.assign(labels, { color: ink, font: { family: this.#family, size: 14 } });
  }
}

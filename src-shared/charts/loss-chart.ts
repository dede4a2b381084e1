import type { ChartConfiguration, ChartDataset } from 'chart.js';
import {
  bounded,
  type LossHistory,
  type LossPoint,
  lossSeries,
  maxPoints,
  smoothed,
  smoothingWindow,
} from './loss-series.js';

/** Told apart also by those who see no red or no green (Okabe and Ito's blue and vermilion). */
const colours = { generator: '0, 114, 178', discriminator: '213, 94, 0' };
const ink = '#1f2933';
const quietInk = '#52606d';
const gridLine = '#e4e7eb';

/** Part of the drawn raw values that the loss axis takes in; rarer spikes run out of the picture. */
const shownPart = 0.99;

export interface LossChartOptions {
  /** Both losses of every step, in the order of the steps. */
  steps: LossHistory;
  /** Steps in one epoch, from 1. */
  stepsPerEpoch: number;
  title: string;
  /** A CSS font-family list. */
  fontFamily: string;
}

export type LossChart = ChartConfiguration<'line', LossPoint[]>;

/**
 * What Chart.js draws of a training's losses, in the window as in `losses_plot.png`: each loss as
 * a faint line of every step (bounded as `loss-series.ts` says) under a strong moving mean, over
 * the steps and, from one epoch on, the epochs along the top.
 *
 * Needs LineController, LineElement, PointElement, LinearScale, Legend, Title and SubTitle
 * registered; size, animation and resolution are the caller's.
 */
export function lossChart(options: LossChartOptions): LossChart {
  const { steps, stepsPerEpoch, title, fontFamily: family } = options;
  const generator = lossSeries(steps, ({ generatorLoss }) => generatorLoss);
  const discriminator = lossSeries(steps, ({ discriminatorLoss }) => discriminatorLoss);
  const window = smoothingWindow(steps.length);
  const means = [smoothed(generator, window), smoothed(discriminator, window)] as const;
  const raws = [bounded(generator), bounded(discriminator)] as const;
  const lastStep = Math.max(1, generator.steps.at(-1) ?? 1, discriminator.steps.at(-1) ?? 1);

  return {
    type: 'line',
    data: {
      datasets: [
        strongLine('generator', means[0]),
        strongLine('discriminator', means[1]),
        faintLine('generator', raws[0]),
        faintLine('discriminator', raws[1]),
      ],
    },
    options: {
      // The points are as Chart.js wants them: {x, y}, in order.
      parsing: false,
      normalized: true,
      locale: 'en-US',
      layout: { padding: { top: 16, right: 32, bottom: 16, left: 20 } },
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: { ...countAxis('step', family), min: 0, max: lastStep },
        y: { ...axis('loss', family), suggestedMin: 0, max: lossLimit(raws, means) },
        epochs: {
          ...countAxis('epoch', family),
          position: 'top',
          display: lastStep >= stepsPerEpoch,
          grid: { drawOnChartArea: false, color: gridLine },
          min: 0,
          max: lastStep / stepsPerEpoch,
        },
      },
      plugins: {
        title: {
          display: true,
          text: title,
          align: 'start',
          color: ink,
          font: { family, size: 24, weight: 600 },
          padding: { bottom: 2 },
        },
        subtitle: {
          display: true,
          text: explanation(steps.length, window),
          align: 'start',
          color: quietInk,
          font: { family, size: 15 },
          padding: 0,
        },
        legend: {
          align: 'end',
          labels: {
            color: ink,
            usePointStyle: true,
            pointStyle: 'line',
            pointStyleWidth: 36,
            padding: 12,
            font: { family, size: 16 },
            filter: ({ datasetIndex = 0 }) => datasetIndex < means.length,
          },
        },
      },
    },
  };
}

type Line = ChartDataset<'line', LossPoint[]>;

function strongLine(network: keyof typeof colours, data: LossPoint[]): Line {
  const colour = `rgb(${colours[network]})`;
  const look = { borderColor: colour, backgroundColor: colour, borderWidth: 3, order: 0 };
  return { ...line(data), ...look, label: network };
}

function faintLine(network: keyof typeof colours, data: LossPoint[]): Line {
  const look = { borderColor: `rgba(${colours[network]}, 0.25)`, borderWidth: 1, order: 1 };
  return { ...line(data), ...look, label: `${network}, each step` };
}

function line(data: LossPoint[]): Line {
  // A single point has no line to be seen by.
  return { data, pointRadius: data.length === 1 ? 5 : 0, borderJoinStyle: 'round' };
}

function axis(text: string, family: string) {
  return {
    type: 'linear' as const,
    title: { display: true, text, color: ink, font: { family, size: 17 } },
    ticks: { color: quietInk, includeBounds: false, maxRotation: 0, font: { family, size: 14 } },
    grid: { color: gridLine },
    border: { color: gridLine },
  };
}

/** An axis of whole numbers. */
function countAxis(text: string, family: string) {
  const plain = axis(text, family);
  return { ...plain, ticks: { ...plain.ticks, precision: 0 } };
}

function explanation(steps: number, window: number): string {
  if (window === 1) return 'every step';
  const faint = steps > maxPoints ? 'lowest and highest steps' : 'every step';
  return `strong: mean of ${window} steps · faint: ${faint}`;
}

/** The top of the loss axis: over all means and `shownPart` of the raw values; 1 without any. */
export function lossLimit(
  raws: readonly (readonly LossPoint[])[],
  means: readonly (readonly LossPoint[])[],
): number {
  const drawn = raws.flatMap((points) => points.map(({ y }) => y)).sort((a, b) => a - b);
  const usual = drawn[Math.ceil(drawn.length * shownPart) - 1] ?? 0;
  const highestMean = means.flat().reduce((highest, { y }) => Math.max(highest, y), 0);
  return Math.max(usual, highestMean) * 1.05 || 1;
}

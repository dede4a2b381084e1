import { type LossChartOptions, lossChart } from '../../../src-shared/charts/loss-chart.js';
import { plotFontFamily, registerPlotFont } from './plot-font.js';

const width = 1200;
const height = 700;

/**
 * A training's losses as a PNG of 1200×700 pixels on white. Without any step the axes are drawn
 * alone. Chart.js and the canvas are loaded by the first call, not by the import.
 * @throws Error when the shipped font cannot be read.
 */
export async function drawLossPlot(
  options: Omit<LossChartOptions, 'fontFamily'>,
): Promise<Uint8Array> {
  const [chartJs, { createCanvas }] = await Promise.all([
    import('chart.js'),
    import('@napi-rs/canvas'),
    registerPlotFont(),
  ]);
  const { Chart, LineController, LineElement, PointElement, LinearScale } = chartJs;
  const { Legend, Title, SubTitle } = chartJs;
  Chart.register(LineController, LineElement, PointElement, LinearScale, Legend, Title, SubTitle);

  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  // Text is shaped alike whatever the language of the machine.
  context.lang = 'en';
  const { data, options: look, ...rest } = lossChart({ ...options, fontFamily: plotFontFamily });
  const chart = new Chart(canvas, {
    ...rest,
    data,
    options: { ...look, responsive: false, animation: false, devicePixelRatio: 1 },
  });
  // Chart.js starts by clearing the canvas, so the ground goes under what it drew.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  const file = await canvas.encode('png');
  chart.destroy();
  return file;
}

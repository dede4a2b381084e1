import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { drawLossPlot } from '../../../src-main/service/images/loss-plot.js';

const steps = Array.from({ length: 500 }, (_, index) => ({
  step: index + 1,
  generatorLoss: 2 + Math.sin(index / 3),
  discriminatorLoss: 0.5 + 0.2 * Math.cos(index / 3),
}));

function canvasIsLoaded(): boolean {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  return loaded.some((path) => path.includes('@napi-rs'));
}

/** Pixels of a PNG as Skia reads them: how many there are of each colour in a part of it. */
async function coloursIn(
  file: Uint8Array,
  part: { left: number; top: number; width: number; height: number },
): Promise<Map<string, number>> {
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(Buffer.from(file));
  expect([image.width, image.height]).toEqual([1200, 700]);
  const context = createCanvas(1200, 700).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(part.left, part.top, part.width, part.height);
  const counts = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.subarray(at, at + 4).join();
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

const whole = { left: 0, top: 0, width: 1200, height: 700 };
const titleCorner = { left: 0, top: 0, width: 600, height: 48 };

describe('drawLossPlot', () => {
  test('loads the canvas with the first plot, not with the import', async () => {
    expect(canvasIsLoaded()).toBe(false);
    await drawLossPlot({ steps, stepsPerEpoch: 100, title: 'first' });
    expect(canvasIsLoaded()).toBe(true);
  });

  test('shows both lines and the title on opaque white', async () => {
    const file = await drawLossPlot({ steps, stepsPerEpoch: 100, title: 'Losses' });
    const colours = await coloursIn(file, whole);
    expect(colours.get('255,255,255,255')).toBeGreaterThan(500_000);
    expect(colours.get('0,114,178,255')).toBeGreaterThan(1000);
    expect(colours.get('213,94,0,255')).toBeGreaterThan(1000);
    expect([...colours.keys()].every((colour) => colour.endsWith(',255'))).toBe(true);
    const title = await coloursIn(file, titleCorner);
    expect(title.get('31,41,51,255')).toBeGreaterThan(200);
  });

  test('the same losses give the same bytes', async () => {
    const plot = () => drawLossPlot({ steps, stepsPerEpoch: 100, title: 'again' });
    expect(Buffer.compare(await plot(), await plot())).toBe(0);
  });

  test.each([
    { name: 'no step', losses: [] },
    { name: 'one step', losses: steps.slice(0, 1) },
    { name: 'only NaN', losses: [{ step: 1, generatorLoss: NaN, discriminatorLoss: NaN }] },
  ])('$name still gives axes', async ({ losses }) => {
    const file = await drawLossPlot({ steps: losses, stepsPerEpoch: 938, title: 'short' });
    const colours = await coloursIn(file, whole);
    expect(colours.get('228,231,235,255')).toBeGreaterThan(5000);
  });
});

import type { SampleLayout } from '../lay-out-sample.js';
import type { StripStyle } from '../strip-style.js';
import { throughJpeg } from './jpeg.js';

type Size = Pick<SampleLayout, 'width' | 'height'>;

/**
 * What a JPEG keeps of a picture that is a piece of a larger one.
 *
 * @param planes grey, or red, green and blue, each [height, width], 0 to 255; changed in place
 */
export function compress(planes: readonly Uint8Array[], size: Size, strip: StripStyle): void {
  const random = strip.random('jpeg');
  const place = {
    quality: Math.round(strip.value('jpegQuality')),
    // Colours are kept of every second pixel, so that their blocks are twice as broad.
    left: random.next() & 15,
    top: random.next() & 15,
  };
  const [red, green, blue] = planes;
  if (red === undefined) return;
  if (green === undefined || blue === undefined) {
    throughJpeg(red, size, { ...place, left: place.left & 7, top: place.top & 7, kind: 'light' });
    return;
  }
  const { light, colours } = parted(red, green, blue, size);
  throughJpeg(light, size, { ...place, left: place.left & 7, top: place.top & 7, kind: 'light' });
  const half = halved(size);
  for (const plane of colours) {
    throughJpeg(plane, half, {
      ...place,
      left: place.left >> 1,
      top: place.top >> 1,
      kind: 'colour',
    });
  }
  join({ light, colours }, [red, green, blue], size);
}

const halved = ({ width, height }: Size): Size => ({
  width: (width + 1) >> 1,
  height: (height + 1) >> 1,
});

interface Parted {
  /** [height, width]. */
  readonly light: Uint8Array;
  /** Blue's and red's difference from it, of 2 × 2 pixels each. */
  readonly colours: readonly [Uint8Array, Uint8Array];
}

/** As JFIF 1.02 (1992) has it. */
function parted(red: Uint8Array, green: Uint8Array, blue: Uint8Array, size: Size): Parted {
  const { width, height } = size;
  const half = halved(size);
  const light = Uint8Array.from(red, (own, at) =>
    Math.round(0.299 * own + 0.587 * (green[at] ?? 0) + 0.114 * (blue[at] ?? 0)),
  );
  const colours = [
    new Uint8Array(half.width * half.height),
    new Uint8Array(half.width * half.height),
  ] as const;
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const rows = [2 * y, Math.min(2 * y + 1, height - 1)];
      const columns = [2 * x, Math.min(2 * x + 1, width - 1)];
      let [bluer, redder] = [0, 0];
      for (const row of rows) {
        for (const column of columns) {
          const at = row * width + column;
          bluer += (blue[at] ?? 0) - (light[at] ?? 0);
          redder += (red[at] ?? 0) - (light[at] ?? 0);
        }
      }
      const at = y * half.width + x;
      colours[0][at] = within(128 + bluer / 4 / 1.772);
      colours[1][at] = within(128 + redder / 4 / 1.402);
    }
  }
  return { light, colours };
}

function join(
  { light, colours }: Parted,
  planes: readonly [Uint8Array, Uint8Array, Uint8Array],
  size: Size,
): void {
  const { width, height } = size;
  const half = halved(size);
  const [red, green, blue] = planes;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const from = (y >> 1) * half.width + (x >> 1);
      const level = light[at] ?? 0;
      const [bluer, redder] = [(colours[0][from] ?? 0) - 128, (colours[1][from] ?? 0) - 128];
      red[at] = within(level + 1.402 * redder);
      green[at] = within(level - 0.344136 * bluer - 0.714136 * redder);
      blue[at] = within(level + 1.772 * bluer);
    }
  }
}

const within = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

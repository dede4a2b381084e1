import type { ReadSeries } from '../../../src-main/service/drawing/digit-series.js';
import type { DrawnDigit } from '../../../src-main/service/drawing/recent-digits.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';

interface Description {
  readonly class?: number;
  readonly confidence?: number;
  readonly empty?: boolean;
}

/** A digit with a pixel of ink in column 14, unless it is empty: as bright as its index is high. */
export function digitDouble(
  index: number,
  { class: taken = 0, confidence = 1, empty = false }: Description,
): DrawnDigit {
  const pixels = new Uint8Array(784);
  if (!empty) pixels[14] = 100 + (index % 156);
  return { index, class: taken, confidence, image: greyImage({ width: 28, height: 28, pixels }) };
}

/** A series whose digit `index` is as `describe` says. */
export function seriesDouble(describe: (index: number) => Description) {
  const asked: { first: number; count: number }[] = [];
  const reports: { lookedAt: number; found: number; wanted: number }[] = [];
  const read: ReadSeries = async (range) => {
    asked.push(range);
    return Array.from({ length: range.count }, (_, offset) => {
      const index = range.first + offset;
      return digitDouble(index, { class: index % 10, ...describe(index) });
    });
  };
  return {
    asked,
    reports,
    series: { read, report: (state: (typeof reports)[number]) => void reports.push(state) },
  };
}

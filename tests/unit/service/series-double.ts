import type { ReadSeries, SeriesDigit } from '../../../src-main/service/drawing/digit-series.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';

/** A series whose digit `index` is as `describe` says, a bar of ink in column 14 unless it is empty. */
export function seriesDouble(
  describe: (index: number) => { class?: number; confidence?: number; empty?: boolean },
) {
  const asked: { first: number; count: number }[] = [];
  const reports: { lookedAt: number; found: number; wanted: number }[] = [];
  const digit = (index: number): SeriesDigit => {
    const { class: taken = index % 10, confidence = 1, empty = false } = describe(index);
    const pixels = new Uint8Array(784);
    if (!empty) pixels[14] = 100 + (index % 156);
    return { index, class: taken, confidence, image: greyImage({ width: 28, height: 28, pixels }) };
  };
  const read: ReadSeries = async (range) => {
    asked.push(range);
    return Array.from({ length: range.count }, (_, offset) => digit(range.first + offset));
  };
  return {
    asked,
    reports,
    series: { read, report: (state: (typeof reports)[number]) => void reports.push(state) },
  };
}

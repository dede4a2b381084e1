/** Images per second over the last few seconds. */
export class Speedometer {
  private readonly marks: { at: number; images: number }[];

  /** @param now milliseconds */
  constructor(now: number) {
    this.marks = [{ at: now, images: 0 }];
  }

  /** Counts images and tells the speed over the last five seconds, or as long as it runs. */
  add(images: number, now: number): number {
    const total = (this.marks.at(-1)?.images ?? 0) + images;
    this.marks.push({ at: now, images: total });
    while (this.marks.length > 2 && now - (this.marks[1]?.at ?? now) > 5_000) this.marks.shift();
    const [first] = this.marks;
    const seconds = (now - (first?.at ?? now)) / 1000;
    return seconds > 0 ? (total - (first?.images ?? 0)) / seconds : 0;
  }
}

/** How much of each pixel is covered by what is printed or drawn beside the number. */
export class PrintPlane {
  /** [height, width], 0 to 255. */
  readonly covered: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.covered = new Uint8Array(width * height);
  }

  /** All of it, as a tint. @param strength 0 to 1 */
  tint(strength: number): void {
    this.covered.fill(Math.round(255 * strength));
  }

  /** A piece of a column, from one height to another in pixels; of pixels a part is covered. */
  column(x: number, from: number, to: number, strength: number): void {
    if (x < 0 || x >= this.width) return;
    const last = Math.min(this.height - 1, Math.ceil(to) - 1);
    for (let y = Math.max(0, Math.floor(from)); y <= last; y++) {
      this.cover(y * this.width + x, (Math.min(y + 1, to) - Math.max(y, from)) * strength);
    }
  }

  /** A piece of a row, from one place to another in pixels. */
  row(y: number, from: number, to: number, strength: number): void {
    if (y < 0 || y >= this.height) return;
    const last = Math.min(this.width - 1, Math.ceil(to) - 1);
    for (let x = Math.max(0, Math.floor(from)); x <= last; x++) {
      this.cover(y * this.width + x, (Math.min(x + 1, to) - Math.max(x, from)) * strength);
    }
  }

  /** A line across, as thick everywhere; `middle` says its height at the middle of a column. */
  across(
    middle: (x: number) => number,
    { from = 0, to = this.width, thick, strength = 1 }: Line & { readonly thick: number },
  ): void {
    const last = Math.min(this.width, Math.ceil(to));
    for (let x = Math.max(0, Math.floor(from)); x < last; x++) {
      const y = middle(x + 0.5) - thick / 2;
      this.column(x, y, y + thick, strength);
    }
  }

  /** A line down; `middle` says its place at the middle of a row. */
  down(
    middle: (y: number) => number,
    { from = 0, to = this.height, thick, strength = 1 }: Line & { readonly thick: number },
  ): void {
    const last = Math.min(this.height, Math.ceil(to));
    for (let y = Math.max(0, Math.floor(from)); y < last; y++) {
      const x = middle(y + 0.5) - thick / 2;
      const part = Math.min(y + 1, to) - Math.max(y, from);
      this.row(y, x, x + thick, strength * Math.min(1, part));
    }
  }

  /** What is printed twice is as dark as the darker of both. */
  private cover(at: number, part: number): void {
    const level = Math.round(255 * part);
    if (level > (this.covered[at] ?? 0)) this.covered[at] = level;
  }
}

interface Line {
  readonly from?: number;
  readonly to?: number;
  /** 0 to 1. */
  readonly strength?: number;
}

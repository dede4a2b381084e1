/** What draws a path: PDF's own four steps. */
interface PathPen {
  moveTo(x: number, y: number): unknown;
  lineTo(x: number, y: number): unknown;
  bezierCurveTo(
    ...points: [ax: number, ay: number, bx: number, by: number, x: number, y: number]
  ): unknown;
  closePath(): unknown;
}

/** Coordinates of each command. */
const coordinates = { M: 2, L: 2, Q: 4, C: 6, Z: 0 } as const;
type Command = keyof typeof coordinates;

/**
 * Draws SVG path data of absolute commands: M, L, Q, C and Z, each with its letter. A quadratic curve
 * is the cubic one of the same points; PDF has none, and pdfkit's draws another.
 *
 * @throws RangeError for data of any other form
 */
export function drawPath(pen: PathPen, d: string): void {
  let [x, y] = [0, 0];
  for (const piece of d.matchAll(command)) {
    const [, letter = '', rest = ''] = piece;
    const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0] = numbersOf(letter, rest);
    switch (letter as Command) {
      case 'M':
        pen.moveTo(a, b);
        [x, y] = [a, b];
        break;
      case 'L':
        pen.lineTo(a, b);
        [x, y] = [a, b];
        break;
      case 'Q':
        pen.bezierCurveTo(
          ...[toThird(x, a), toThird(y, b)],
          ...[toThird(c, a), toThird(e, b)],
          ...[c, e],
        );
        [x, y] = [c, e];
        break;
      case 'C':
        pen.bezierCurveTo(a, b, c, e, f, g);
        [x, y] = [f, g];
        break;
      case 'Z':
        pen.closePath();
    }
  }
}

/** A letter and what stands behind it. An e is part of a number. */
const command = /([A-DF-Za-df-z])([^A-DF-Za-df-z]*)/g;
const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/** Two thirds of the way from an end of a quadratic curve to its control point. */
const toThird = (end: number, control: number): number => end + (2 / 3) * (control - end);

function numbersOf(letter: string, text: string): number[] {
  const numbers = (text.match(number) ?? []).map(Number);
  const wanted = Object.entries(coordinates).find(([known]) => known === letter)?.[1];
  if (numbers.length === wanted && /^[\s,]*$/.test(text.replace(number, ''))) return numbers;
  throw new RangeError(`A path holds ${JSON.stringify(`${letter}${text.slice(0, 100)}`)}.`);
}

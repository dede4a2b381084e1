import { escapeXml } from './svg-note.js';
import { pathData } from './svg-path.js';
import type { VectorPage } from './vector-page.js';

type Number = VectorPage['numbers'][number];

/**
 * A page as an SVG file: one path a character, with the character as `data-character` and in its id:
 * `character-1-4` is the 4 in the first place, `number-2-character-1-4` that of the page's second number.
 *
 * @param said the title, and what goes into `<metadata>`: well-formed XML, or nothing
 */
export function pageSvg(page: VectorPage, said: { title: string; metadata: string }): string {
  const { kind, width, height, paper, ink, numbers, fontSize } = page;
  const lines = numbers.flatMap((number, at) =>
    numberLines(number, { prefix: kind === 'sheet' ? `number-${at + 1}-` : '', fontSize }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${sizeOf(page)} viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(said.title)}</title>`,
    ...(said.metadata === '' ? [] : [`<metadata>${said.metadata}</metadata>`]),
    ...(paper === null ? [] : [`<rect width="${width}" height="${height}" fill="${paper}"/>`]),
    `<g fill="${ink}">`,
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** With a resolution in inches, so that it is as large as a PNG of it; else in pixels. */
function sizeOf({ width, height, dpi }: VectorPage): string {
  const [across, down] = [width, height].map((side) =>
    dpi === null ? `${side}` : `${Math.round((side / dpi) * 1e4) / 1e4}in`,
  );
  return `width="${across}" height="${down}"`;
}

function numberLines(
  { text, left, top, strokes, labelAt }: Number,
  { prefix, fontSize }: { prefix: string; fontSize: number },
): string[] {
  const paths = strokes.flatMap(({ text: character, outline }, at) => {
    if (outline.length === 0) return [];
    const id = `${prefix}character-${at + 1}-${nameOf(character)}`;
    return [`<path id="${id}" data-character="${escapeXml(character)}" d="${pathData(outline)}"/>`];
  });
  if (prefix === '') return paths;
  const label =
    labelAt === null
      ? []
      : [
          `<text x="${labelAt.x}" y="${labelAt.line}" text-anchor="${labelAt.anchor}" font-family="Helvetica, Arial, sans-serif" font-size="${Math.round(fontSize)}">${escapeXml(text)}</text>`,
        ];
  return [
    `<g transform="translate(${left} ${top})">`,
    `<title>${escapeXml(text)}</title>`,
    ...paths,
    '</g>',
    ...label,
  ];
}

/** What an element may be called: a digit as it is, a sign by its code point. */
const nameOf = (text: string): string =>
  /^[0-9]$/.test(text) ? text : `u${(text.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

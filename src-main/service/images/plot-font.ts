import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readResource } from '../../files/resources.js';

/** Family name of the shipped font. The canvas falls back to no other where none is installed. */
export const plotFontFamily = 'Inter';

/** Latin with accents, Cyrillic and Greek: a run's name stands in its plot's title. */
const files = [
  'inter-latin-400-normal.woff2',
  'inter-latin-600-normal.woff2',
  'inter-latin-ext-400-normal.woff2',
  'inter-latin-ext-600-normal.woff2',
  'inter-cyrillic-400-normal.woff2',
  'inter-cyrillic-600-normal.woff2',
  'inter-greek-400-normal.woff2',
  'inter-greek-600-normal.woff2',
];

const require = createRequire(import.meta.url);

let registered: Promise<void> | undefined;

/**
 * Gives @napi-rs/canvas the font of the npm package @fontsource/inter (SIL Open Font License):
 * without any font, as on a fresh server, it draws no text and reports no error.
 * @throws Error when a font file is missing or unreadable.
 */
export function registerPlotFont(): Promise<void> {
  registered ??= register();
  return registered;
}

async function register(): Promise<void> {
  const { GlobalFonts } = await import('@napi-rs/canvas');
  const folder = join(dirname(require.resolve('@fontsource/inter/package.json')), 'files');
  for (const file of files) {
    // Read here and not by the canvas, so that it also works from inside an Electron archive.
    const font = await readResource(join(folder, file));
    if (!GlobalFonts.register(font, plotFontFamily)) {
      throw new Error(`The font file ${file} of @fontsource/inter could not be read.`);
    }
  }
}

import { type GreyImage, greyImage } from '../../../src-shared/digits/grey-image.js';
import { plotFontFamily, registerPlotFont } from './plot-font.js';

/** Pixels under a picture. */
const captionHeight = 22;
const fontSize = 14;
const margin = 6;

/**
 * A picture with a line of white text on black under it; only the text's last word where it has no
 * room for more.
 */
export async function captioned(picture: GreyImage, caption: string): Promise<GreyImage> {
  const { width, height, pixels } = picture;
  const whole = greyImage({ width, height: height + captionHeight });
  whole.pixels.set(pixels);
  whole.pixels.set(await drawText(caption, width), pixels.length);
  return whole;
}

/** [captionHeight, width] grey levels. The canvas is loaded by the first call, not by the import. */
async function drawText(text: string, width: number): Promise<Uint8Array> {
  const [{ createCanvas }] = await Promise.all([import('@napi-rs/canvas'), registerPlotFont()]);
  const canvas = createCanvas(width, captionHeight);
  const context = canvas.getContext('2d');
  // Text is shaped alike whatever the language of the machine.
  context.lang = 'en';
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, captionHeight);
  context.fillStyle = 'white';
  context.font = `600 ${fontSize}px ${plotFontFamily}`;
  context.textBaseline = 'middle';
  const fits = context.measureText(text).width <= width - 2 * margin;
  context.fillText(fits ? text : (text.split(' ').at(-1) ?? ''), margin, captionHeight / 2 + 1);
  const { data } = context.getImageData(0, 0, width, captionHeight);
  return Uint8Array.from({ length: width * captionHeight }, (_, pixel) => data[4 * pixel] ?? 0);
}

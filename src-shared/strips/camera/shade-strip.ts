import type { SampleLayout } from '../lay-out-sample.js';
import type { StripStyle } from '../strip-style.js';
import {
  type Shade,
  shadeCorners,
  shadeFold,
  shadeLight,
  shadeOne,
  shadeShadow,
  shadeTexture,
} from './shade.js';

/** How much of the light comes back from each place of a strip; null where it is all of it. */
export function shadeStrip(
  strip: StripStyle,
  layout: SampleLayout,
  { inkLevel, paperLevel }: { inkLevel: number; paperLevel: number },
): Shade | null {
  const texture = strip.value('texture');
  const [light, corners] = [strip.value('light'), strip.value('corners')];
  const [fold, shadow] = [strip.has('fold'), strip.has('shadow')];
  if (texture === 0 && light === 0 && corners === 0 && !fold && !shadow) return null;
  const shade: Shade = new Int32Array(layout.width * layout.height).fill(shadeOne);
  if (texture > 0) {
    // In levels of the lighter one: on dark paper light ink stays what it is.
    const deviation = texture / Math.max(1, paperLevel, inkLevel);
    shadeTexture(shade, layout, { deviation, random: strip.random('texture') });
  }
  if (fold) shadeFold(shade, layout, strip.random('fold'));
  if (light > 0) shadeLight(shade, layout, { missing: light, random: strip.random('light') });
  if (corners > 0) {
    shadeCorners(shade, layout, { missing: corners, random: strip.random('corners') });
  }
  if (shadow) {
    const depth = strip.value('shadowDepth');
    shadeShadow(shade, layout, { depth, random: strip.random('shadow') });
  }
  expose(shade);
  return shade;
}

/** What of the light a camera has come back on the whole, at least. */
const wellExposed = 0.8;

/** A camera takes a longer look where it is dark. */
function expose(shade: Shade): void {
  let sum = 0;
  for (let at = 0; at < shade.length; at++) sum += shade[at] ?? 0;
  const wanted = wellExposed * shadeOne * shade.length;
  if (sum >= wanted) return;
  const times = wanted / sum;
  for (let at = 0; at < shade.length; at++) shade[at] = (shade[at] ?? 0) * times;
}

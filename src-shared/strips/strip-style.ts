import {
  type PaperKind,
  paperKinds,
  type RangeName,
  type ShareName,
  type Style,
} from '../config/style-fields.js';
import { FineRandom } from '../random/fine-random.js';
import type { RandomPlaces } from '../random/streams.js';

/**
 * What a strip draws of its style. Each value depends on the strip and on its own field alone: whoever
 * changes one field sees the same strip with nothing else changed.
 */
export class StripStyle {
  constructor(
    readonly style: Style,
    private readonly places: RandomPlaces,
  ) {}

  value(name: RangeName): number {
    const { min, max } = this.style[name];
    return min === max ? min : min + (max - min) * this.places.uniform(placeOf(name));
  }

  has(name: ShareName): boolean {
    const share = this.style[name];
    return share > 0 && (share >= 1 || this.places.uniform(placeOf(name)) < share);
  }

  paperKind(): PaperKind {
    const used = paperKinds.filter((kind) => this.style[kind] > 0);
    const [first = 'plain'] = used;
    if (used.length < 2) return first;
    const all = used.reduce((sum, kind) => sum + this.style[kind], 0);
    let left = all * this.places.uniform(placeOf('kind'));
    for (const kind of used) {
      left -= this.style[kind];
      if (left < 0) return kind;
    }
    return first;
  }

  /** Numbers for all that a thing has beside its field. */
  random(thing: string): FineRandom {
    return new FineRandom(this.places.block(placeOf(`all of ${thing}`)));
  }
}

const known = new Map<string, number>();

/** The place of a name's random numbers: FNV-1a, Fowler, Noll and Vo, 1991. */
function placeOf(name: string): number {
  let place = known.get(name);
  if (place === undefined) {
    place = 0x811c9dc5;
    for (let at = 0; at < name.length; at++) {
      place = Math.imul(place ^ name.charCodeAt(at), 0x01000193) >>> 0;
    }
    known.set(name, place);
  }
  return place;
}

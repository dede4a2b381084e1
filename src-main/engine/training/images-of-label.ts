/** Each image's place among the labels there are. @param labels [n] @param known ascending */
export function placesOf(labels: Uint8Array, known: readonly number[]): Uint8Array {
  const places = new Map(known.map((label, place) => [label, place]));
  return labels.map((label) => places.get(label) ?? 0);
}

/** The images of one label, ascending. @param classes [n], as `placesOf` gives them @param place of the label */
export const imagesOfLabel = (classes: Uint8Array, place: number): Uint32Array =>
  Uint32Array.from([...classes.keys()].filter((i) => classes[i] === place));

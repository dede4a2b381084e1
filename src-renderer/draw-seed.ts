/** A seed for a result that none was given for: shown, so that the result can be had again. */
export const drawSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

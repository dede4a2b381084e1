export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A help text as declared ("passes over all images") as a sentence on the screen. */
export function sentence(text: string): string {
  const full = capitalised(text);
  return /[.!?]$/.test(full) ? full : `${full}.`;
}

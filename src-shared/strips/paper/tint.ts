/** What each colour adds to how light something looks: ITU-R BT.601. */
const lightParts = [0.299, 0.587, 0.114] as const;

/**
 * Red, green and blue, 0 to 255, of what looks as light as a grey level.
 *
 * @param hue degrees: 0 is red, 120 green, 240 blue
 * @param saturation 0 is grey, 1 as much colour as is possible at that level
 */
export function tinted(level: number, hue: number, saturation: number): number[] {
  const pure = [0, 240, 120].map((turn) => part(hue + turn));
  const light = lightParts.reduce<number>((sum, own, at) => sum + own * (pure[at] ?? 0), 0);
  const away = pure.map((own) => own - light);
  const room = away.map((own) => (own > 0 ? (255 - level) / own : own < 0 ? -level / own : 255));
  const reach = saturation * Math.min(255, ...room);
  return away.map((own) => Math.round(level + reach * own));
}

/** Of red in a pure hue, 0 to 1. */
function part(hue: number): number {
  const turn = hue % 360;
  const fromRed = Math.min(turn, 360 - turn);
  return Math.min(1, Math.max(0, 2 - fromRed / 60));
}

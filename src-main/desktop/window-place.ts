import { z } from 'zod';

/** Where the window was, in device-independent pixels of the whole desktop. */
export const windowPlaceSchema = z.strictObject({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});
export type WindowPlace = z.infer<typeof windowPlaceSchema>;

/** Wayland tells no window where it is: Electron says 0, 0 there. */
export const tellsPlaces = (env: NodeJS.ProcessEnv = process.env): boolean =>
  env.XDG_SESSION_TYPE !== 'wayland' && !env.WAYLAND_DISPLAY;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The page is made to be read from 360 px on. */
export const smallestSize = { width: 360, height: 480 };
const usualSize = { width: 1180, height: 820 };
/** So much of the title bar must be on a screen to be taken hold of. */
const grip = { width: 120, height: 32 };

/**
 * Where the window opens: where it was, if a screen still shows enough of it, otherwise in the
 * middle of the first screen (no x and y).
 *
 * @param screens the areas without bars and docks, the first screen first
 */
export function placeWindow(
  remembered: WindowPlace | undefined,
  screens: readonly Area[],
): { width: number; height: number; x?: number; y?: number } {
  const home = screens[0];
  const within = (size: { width: number; height: number }, area: Area | undefined) => ({
    width: Math.max(smallestSize.width, Math.min(size.width, area?.width ?? size.width)),
    height: Math.max(smallestSize.height, Math.min(size.height, area?.height ?? size.height)),
  });
  if (remembered === undefined) return within(usualSize, home);
  const { x, y } = remembered;
  if (x === undefined || y === undefined) return within(remembered, home);
  const screen = screens.find((area) => showsGrip({ ...remembered, x, y }, area));
  if (screen === undefined) return within(remembered, home);
  return { ...within(remembered, screen), x, y };
}

/** Whether a screen shows enough of a window's upper edge. */
function showsGrip(window: Area, screen: Area): boolean {
  const left = Math.max(window.x, screen.x);
  const right = Math.min(window.x + window.width, screen.x + screen.width);
  const below = screen.y + screen.height - window.y;
  return right - left >= grip.width && window.y >= screen.y && below >= grip.height;
}

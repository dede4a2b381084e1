import { expect, test } from 'vitest';
import { placeWindow, tellsPlaces } from '../../../src-main/desktop/window-place.js';

const screen = { x: 0, y: 24, width: 1920, height: 1056 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const place = { x: 300, y: 100, width: 1000, height: 800, maximized: false };

test('the first time it opens in the middle of the screen, never larger than it', () => {
  expect(placeWindow(undefined, [screen])).toEqual({ width: 1180, height: 820 });
  const small = { x: 0, y: 0, width: 1024, height: 600 };
  expect(placeWindow(undefined, [small])).toEqual({ width: 1024, height: 600 });
});

test('it opens where it was, on whichever screen', () => {
  const { maximized: _, ...bounds } = place;
  expect(placeWindow(place, [screen, second])).toEqual(bounds);
  const onSecond = { ...place, x: 2000, y: 0 };
  expect(placeWindow(onSecond, [screen, second])).toMatchObject({ x: 2000, y: 0 });
  // Half of it may hang over the edge.
  expect(placeWindow({ ...place, x: -700 }, [screen])).toMatchObject({ x: -700 });
});

test('Wayland tells no place: none is remembered, and the window opens where the system likes', () => {
  expect(tellsPlaces({ XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' })).toBe(true);
  expect(tellsPlaces({ XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' })).toBe(false);
  expect(tellsPlaces({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(false);
  const { x: _, y: __, ...placeless } = place;
  expect(placeWindow(placeless, [screen])).toEqual({ width: 1000, height: 800 });
});

test.each([
  ['its screen is gone', { x: 2000, y: 100 }],
  ['its title bar is above the screen', { x: 300, y: -50 }],
  ['its title bar is below the screen', { x: 300, y: 1070 }],
  ['a sliver of it is left', { x: 1850, y: 100 }],
])('it is brought back when %s', (_, position) => {
  expect(placeWindow({ ...place, ...position }, [screen])).toEqual({ width: 1000, height: 800 });
});

test('it fits the screen that it was on, which may be another one now', () => {
  const small = { x: 0, y: 0, width: 800, height: 600 };
  expect(placeWindow({ ...place, x: 0, y: 0 }, [small])).toEqual({ ...small });
  const tiny = { x: 0, y: 0, width: 200, height: 200 };
  expect(placeWindow({ ...place, x: 0, y: 0 }, [tiny])).toMatchObject({ width: 360, height: 480 });
});

import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import {
  exitCodeOf,
  stopOf,
  watchStops,
  wishesToStop,
} from '../../../src-main/setup/stop-signals.mjs';

/** The wishes behind the signals of a process that is an emitter, at a time that is set. */
function fakeWishes({ hangUpIgnored = false } = {}) {
  const source = new EventEmitter();
  const clock = { now: 0 };
  const unheard: string[] = [];
  const wishes = wishesToStop({
    source,
    now: () => clock.now,
    hangUpIgnored,
    onUnheard: (signal) => unheard.push(signal),
  });
  const heard: string[] = [];
  const listen = () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      wishes.on(signal, (name) => heard.push(name));
    }
  };
  const send = (signal: string, at: number) => {
    clock.now = at;
    source.emit(signal);
  };
  return { wishes, unheard, heard, listen, send };
}

describe('a wish to stop', () => {
  test('is one, however often its signal comes within a second', () => {
    const { heard, listen, send } = fakeWishes();
    listen();
    for (const at of [0, 0, 5, 999, 1000]) send('SIGTERM', at);
    expect(heard).toEqual(['SIGTERM']);
  });

  test('is one, whichever signals come within a second', () => {
    const { heard, listen, send } = fakeWishes();
    listen();
    send('SIGTERM', 0);
    send('SIGHUP', 1);
    send('SIGINT', 500);
    expect(heard).toEqual(['SIGTERM']);
  });

  test('is another after a second, counted from the first signal of the last', () => {
    const { heard, listen, send } = fakeWishes();
    listen();
    for (const at of [0, 900, 1001, 1900, 2002]) send('SIGINT', at);
    expect(heard).toEqual(['SIGINT', 'SIGINT', 'SIGINT']);
  });

  test('that nobody listens to ends the process, once', () => {
    const { unheard, send } = fakeWishes();
    send('SIGHUP', 0);
    send('SIGHUP', 10);
    expect(unheard).toEqual(['SIGHUP']);
  });

  test('is none by a closing terminal where that was ignored from the start', () => {
    const { unheard, heard, listen, send } = fakeWishes({ hangUpIgnored: true });
    send('SIGHUP', 0);
    listen();
    send('SIGHUP', 5000);
    send('SIGTERM', 5001);
    expect({ unheard, heard }).toEqual({ unheard: [], heard: ['SIGTERM'] });
  });
});

describe('who takes charge of the wishes', () => {
  test('is told by what the first came, and of the next', () => {
    const source = new EventEmitter();
    const again: string[] = [];
    const stops = watchStops(source, { onAgain: (signal) => again.push(signal) });
    expect(stopOf(stops.signal)).toBeNull();
    source.emit('SIGHUP');
    expect(stops.signal.aborted).toBe(true);
    expect(stopOf(stops.signal)).toBe('SIGHUP');
    expect(again).toEqual([]);
    source.emit('SIGTERM');
    expect(stopOf(stops.signal)).toBe('SIGHUP');
    expect(again).toEqual(['SIGTERM']);
  });

  test('lets go of them', () => {
    const source = new EventEmitter();
    watchStops(source).dispose();
    expect(source.eventNames()).toEqual([]);
  });
});

test('the exit codes are those of shells', () => {
  expect((['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(exitCodeOf)).toEqual([130, 143, 129]);
});

import { expect, test } from 'vitest';
import { signalOrCode } from '../../../src-main/desktop/engine-end.js';

test('what Electron says of an ended engine is the signal, or the exit code', () => {
  const end = (status: number) => signalOrCode(status, 'linux');
  expect(end(9)).toEqual({ code: null, signal: 'SIGKILL' });
  expect(end(5 + 128)).toEqual({ code: null, signal: 'SIGTRAP' });
  expect(end(0)).toEqual({ code: 0, signal: null });
  expect(end(1)).toEqual({ code: 1, signal: null });
  expect(end(1 * 256)).toEqual({ code: 1, signal: null });
  expect(signalOrCode(9, 'win32')).toEqual({ code: 9, signal: null });
});

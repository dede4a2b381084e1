import { beforeAll, expect, it } from 'vitest';
import { type NativeOps, nativeOps } from '../../../src-main/engine/backend/native-ops.js';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';

let native: NativeOps;

beforeAll(async () => {
  await startBackend();
  const ops = nativeOps();
  if (!ops) throw new Error('the native engine is not in place');
  native = ops;
});

it('makes fresh tensors by the addon, not by what stood in its place while recording', () => {
  const real = native.binding;
  let recorded = 0;
  const binding = Object.create(real, {
    createTensor: {
      value: () => {
        recorded++;
        return -1;
      },
    },
  });
  let create = () => -1;
  const createInput = (_type: unknown, source: { create: () => number }) => {
    create = source.create;
    return -1;
  };
  const id = native.record({ binding, createInput }, () => native.freshScalar(() => 3));
  expect(id).toBe(-1);
  const made = create();
  expect(native.binding.tensorDataSync(made)).toEqual(Float32Array.of(3));
  native.delete(made);
  expect(recorded).toBe(0);
});

import { expect, it, vi } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { openRecogniser } from '../../../src-main/engine/recogniser/recogniser.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';

it("the recogniser reads on TensorFlow.js's own engine", async () => {
  vi.stubEnv('DIGITS_ENGINE', 'javascript');
  expect((await startBackend()).backend).toBe('javascript');
  const { images, labels } = await loadMnist('t10k');
  const recogniser = await openRecogniser();
  const { probabilities } = recogniser.recognise(images.subarray(0, 20 * 784));
  const classes = Array.from({ length: 20 }, (_, i) => {
    const shares = probabilities.subarray(10 * i, 10 * (i + 1));
    return shares.indexOf(Math.max(...shares));
  });
  expect(classes).toEqual([...labels.subarray(0, 20)]);
  recogniser.dispose();
  vi.unstubAllEnvs();
});

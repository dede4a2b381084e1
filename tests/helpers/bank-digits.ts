import type { ReadDigits } from '../../src-main/bank/write-hands.js';
import { loadMnist } from '../../src-main/files/idx/mnist.js';

/** What a service answers whose model is MNIST's test digits; `spoil` changes how one is read. */
export function readerOfMnist(
  spoil: (wanted: Parameters<ReadDigits>[0][number]) => {
    class?: number;
    confidence?: number;
    second?: number;
  } = () => ({}),
): ReadDigits & { asked: number } {
  const mnist = loadMnist('t10k');
  const read = async (digits: Parameters<ReadDigits>[0]) => {
    reader.asked += digits.length;
    const { images, labels } = await mnist;
    const pixels = new Uint8Array(digits.length * 784);
    const classes = new Uint8Array(digits.length);
    const secondClasses = new Uint8Array(digits.length);
    const confidences = new Float32Array(digits.length);
    for (const [at, wanted] of digits.entries()) {
      let index = wanted.variant % 5_000;
      while (labels[index] !== wanted.label) index++;
      pixels.set(images.subarray(index * 784, (index + 1) * 784), at * 784);
      const spoilt = spoil(wanted);
      classes[at] = spoilt.class ?? wanted.label;
      secondClasses[at] = spoilt.second ?? wanted.label;
      confidences[at] = spoilt.confidence ?? 0.999;
    }
    return { pixels, classes, confidences, secondClasses };
  };
  const reader = Object.assign(read, { asked: 0 });
  return reader;
}

import { pythonFor } from '../bench/python-environment.mjs';

/**
 * A Python with Keras 3, Keras 2 and TensorFlow.js's converter, made when it is first asked for;
 * DIGITS_KERAS_PYTHON names one that is there.
 */
export async function kerasPython(): Promise<string> {
  const { signal } = new AbortController();
  const { python, failure } = await pythonFor('converters', { say: console.log, signal });
  if (failure !== '') throw new Error(`Keras ${failure}`);
  return python;
}

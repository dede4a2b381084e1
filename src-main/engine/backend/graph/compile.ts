import * as tf from '@tensorflow/tfjs';
import type { GraphBinding, NativeOps } from '../native-ops.js';
import type { CompileOptions, TensorFunction } from './program.js';
import { recordProgram } from './record-program.js';
import { RecordedFunction } from './recorded-function.js';

export interface CompiledFunction {
  call: TensorFunction;
  dispose(): void;
}

/**
 * Makes a program of tensor operations one operation of the engine, as `tf.function` does in Python.
 * The program runs once for each list of input shapes, to be written down. What changes from call to
 * call must be an input, a variable or made by `fresh`; it must not read a tensor's values.
 */
export type Compile = (program: TensorFunction, options: CompileOptions) => CompiledFunction;

/** Runs the program itself, operation by operation. */
export const plainCompile: Compile = (program) => ({
  call: (...inputs) => tf.tidy(() => program(...inputs)),
  dispose: () => {},
});

export const graphCompile =
  (native: NativeOps, graphs: GraphBinding): Compile =>
  (program, options) => {
    const functions = new Map<string, RecordedFunction>();
    return {
      call: (...inputs) => {
        const signature = inputs.map(({ dtype, shape }) => `${dtype} ${shape}`).join('; ');
        let made = functions.get(signature);
        if (!made) {
          made = new RecordedFunction(
            native,
            graphs,
            recordProgram(native, graphs, program, inputs, options),
          );
          functions.set(signature, made);
        }
        return made.call(inputs);
      },
      dispose: () => {
        for (const made of functions.values()) made.dispose();
        functions.clear();
      },
    };
  };

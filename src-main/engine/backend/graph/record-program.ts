import * as tf from '@tensorflow/tfjs';
import type { GraphBinding, NativeOps } from '../native-ops.js';
import { planConvolutions } from './convolution-plan.js';
import type { Graph } from './graph.js';
import { lowerPrecision } from './lower-precision.js';
import { orderWrites } from './order-writes.js';
import type { CompileOptions, TensorFunction } from './program.js';
import { type InputSource, Recorder } from './recorder.js';

/** A program as it was written down. */
export interface Recording {
  readonly graph: Graph;
  /** Of the graph's inputs. */
  readonly sources: readonly InputSource[];
  readonly variables: readonly tf.Variable[];
  /** The last outputs of the graph: the new values of these variables. */
  readonly changed: readonly tf.Variable[];
}

/** Writes down what a program does with inputs of these shapes, and rewrites it to be fast. */
export function recordProgram(
  native: NativeOps,
  graphs: GraphBinding,
  program: TensorFunction,
  inputs: readonly tf.Tensor[],
  { variables, precision, convolutions }: CompileOptions,
): Recording {
  const recorder = new Recorder(native, graphs);
  const outcome = native.record(recorder, () =>
    withStandIns(recorder, { native, inputs, variables }, ({ standIns, handles, before }) => {
      const tensors = tf.tidy(() => program(...standIns));
      const results = native.ids(...tensors).map((id) => recorder.valueOf(id));
      for (const tensor of tensors) if (!(tensor instanceof tf.Variable)) tensor.dispose();
      const after = native.ids(...variables);
      const changed = variables.flatMap((variable, place) => {
        const id = after[place] ?? 0;
        const isResource = handles[place] !== undefined;
        return isResource || id === before[place]
          ? []
          : [{ variable, value: recorder.valueOf(id) }];
      });
      return { results, changed };
    }),
  );
  native.delete(...recorder.released);
  const { results, changed } = outcome;
  const recorded: Graph = {
    nodes: recorder.nodes,
    inputs: recorder.inputs.map(({ node }) => node),
    outputs: [...results, ...changed.map(({ value }) => value)],
    effects: recorder.nodes.filter(({ op }) => op === 'ResourceApplyAdam'),
  };
  const lowered = precision === 'bfloat16' ? lowerPrecision(recorded, native.binding) : recorded;
  const planned = convolutions ? planConvolutions(lowered, convolutions, native) : lowered;
  return {
    graph: orderWrites(planned),
    sources: recorder.inputs.map(({ source }) => source),
    variables,
    changed: changed.map(({ variable }) => variable),
  };
}

interface StandIns {
  readonly standIns: readonly tf.Tensor[];
  /** Of the variables that live in resources. */
  readonly handles: readonly (number | undefined)[];
  /** The variables' ids. */
  readonly before: readonly number[];
}

/**
 * Gives a program tensors without values in the place of its inputs, and its variables too. Afterwards
 * these are what they were, whatever the program did: nothing was computed.
 */
function withStandIns<Result>(
  recorder: Recorder,
  {
    native,
    inputs,
    variables,
  }: { native: NativeOps; inputs: readonly tf.Tensor[]; variables: readonly tf.Variable[] },
  work: (standIns: StandIns) => Result,
): Result {
  const { backend, resources } = native;
  const typeOf = (tensor: tf.Tensor) => ({ shape: tensor.shape, dtype: native.dtype(tensor) });
  const handles = native.ids(...variables).map((id) => resources.handleOf(id));
  const held = variables.map((variable) => variable.clone());
  const standIns = inputs.map((input, place) => {
    const type = typeOf(input);
    const id = recorder.createInput(type, { kind: 'argument', place });
    return backend.createOutputTensor({ id, ...type });
  });
  try {
    const before = variables.map((variable, place) => {
      const type = typeOf(variable);
      const handle = handles[place];
      const id =
        handle === undefined
          ? recorder.createInput(type, { kind: 'variable', place })
          : resources.read(handle);
      const standIn = backend.createOutputTensor({ id, ...type });
      variable.assign(standIn);
      standIn.dispose();
      return id;
    });
    return work({ standIns, handles, before });
  } finally {
    for (const [place, variable] of variables.entries()) {
      const value = held[place];
      if (value) variable.assign(value);
    }
    tf.dispose([...held, ...standIns]);
  }
}

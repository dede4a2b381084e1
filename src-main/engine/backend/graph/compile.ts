import * as tf from '@tensorflow/tfjs';
import type { GraphBinding, NativeOps } from '../native-ops.js';
import type { ComputePrecision } from '../precision.js';
import { type ConvolutionPlan, planConvolutions } from './convolution-plan.js';
import type { Graph } from './graph.js';
import { GraphFunction } from './graph-function.js';
import { lowerPrecision } from './lower-precision.js';
import { orderWrites } from './order-writes.js';
import { type InputSource, Recorder } from './recorder.js';

/** Tensors to tensors, which are the caller's to dispose of; it may change variables. */
type TensorFunction = (...inputs: tf.Tensor[]) => tf.Tensor[];

interface CompileOptions {
  /** The variables that it reads or changes. */
  readonly variables: readonly tf.Variable[];
  /** Of its convolutions and what lies between them. */
  readonly precision: ComputePrecision;
  /** How its convolutions are computed. */
  readonly convolutions?: ConvolutionPlan;
}

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

/** A program as it was written down. */
interface Recording {
  readonly graph: Graph;
  /** Of the graph's inputs. */
  readonly sources: readonly InputSource[];
  readonly variables: readonly tf.Variable[];
  /** The last outputs of the graph: the new values of these variables. */
  readonly changed: readonly tf.Variable[];
}

function recordProgram(
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

/** A recording as a function of tensors. */
class RecordedFunction {
  private readonly function: GraphFunction;

  constructor(
    private readonly native: NativeOps,
    graphs: GraphBinding,
    private readonly recording: Recording,
  ) {
    this.function = new GraphFunction(native, graphs, recording.graph);
  }

  call(inputs: readonly tf.Tensor[]): tf.Tensor[] {
    const { native, recording } = this;
    const { sources, variables, changed } = recording;
    const inputIds = native.ids(...inputs);
    const variableIds = native.ids(...variables);
    const fresh: number[] = [];
    const idOf = (source: InputSource): number => {
      switch (source.kind) {
        case 'argument':
          return inputIds[source.place] ?? 0;
        case 'variable':
          return variableIds[source.place] ?? 0;
        case 'fixed':
          return source.id;
        case 'fresh': {
          const id = source.create();
          fresh.push(id);
          return id;
        }
      }
    };
    const ids = sources.map(idOf);
    const run = () => this.function.execute(ids);
    try {
      const outputs = recording.graph.effects.length > 0 ? this.withoutReadings(run) : run();
      const tensors = outputs.map((output) => native.backend.createOutputTensor(output));
      const results = tensors.slice(0, tensors.length - changed.length);
      for (const [place, variable] of changed.entries()) {
        const value = tensors[results.length + place];
        if (value) variable.assign(value);
        value?.dispose();
      }
      return results;
    } finally {
      native.delete(...fresh);
    }
  }

  /** TensorFlow copies a buffer that has two owners: a variable lets go of it while its resource is written. */
  private withoutReadings<Result>(work: () => Result): Result {
    const { resources, backend } = this.native;
    const readings = this.recording.variables.flatMap((variable) => {
      const entry = backend.tensorMap.get(variable.dataId);
      const handle = resources.handleOf(entry.id);
      return handle === undefined ? [] : [{ entry, handle }];
    });
    for (const { entry } of readings) resources.release(entry.id);
    try {
      return work();
    } finally {
      for (const { entry, handle } of readings) entry.id = resources.read(handle);
    }
  }

  dispose(): void {
    this.function.dispose();
  }
}

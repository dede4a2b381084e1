import type * as tf from '@tensorflow/tfjs';
import type { GraphBinding, NativeOps } from '../native-ops.js';
import { GraphFunction } from './graph-function.js';
import type { Recording } from './record-program.js';
import type { InputSource } from './recorder.js';

/** A recording as a function of tensors. */
export class RecordedFunction {
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

import { planConvolutions } from '../graph/convolution-plan.js';
import {
  type Convolution,
  type ConvolutionMethod,
  convolutionGraph,
  convolutionName,
  possibleMethods,
} from '../graph/convolutions.js';
import { GraphFunction } from '../graph/graph-function.js';
import { bfloat16, type GraphBinding, type NativeOps } from '../native-ops.js';
import type { ComputePrecision } from '../precision.js';

interface Setting {
  readonly batch: number;
  readonly precision: ComputePrecision;
  readonly native: NativeOps;
  readonly graphs: GraphBinding;
}

const rounds = 3;
/** Another method must be this much faster than TensorFlow's own op to be taken. */
const margin = 0.9;

/** Times every method of a convolution, interleaved; the best of three rounds counts. */
export function fastestMethod(convolution: Convolution, setting: Setting): ConvolutionMethod {
  const candidates = possibleMethods(convolution, {
    batch: setting.batch,
    bytes: setting.precision === 'bfloat16' ? 2 : 4,
  }).map((method) => ({
    method,
    run: runnable(convolution, method, setting),
    best: Number.POSITIVE_INFINITY,
  }));
  for (let round = 0; round < rounds; round++) {
    const leader = Math.min(...candidates.map(({ best }) => best));
    for (const candidate of candidates) {
      // What is far behind is not run again.
      if (candidate.best < 2 * leader || round === 0) {
        candidate.best = Math.min(candidate.best, candidate.run.time());
      }
    }
  }
  for (const { run } of candidates) run.dispose();
  const plain = candidates.find(({ method }) => method === 'direct')?.best ?? 0;
  const [fastest] = candidates.sort((a, b) => a.best - b.best);
  return fastest && fastest.best < margin * plain ? fastest.method : 'direct';
}

/** Milliseconds of a convolution: the best of three. */
export function timeConvolution(
  convolution: Convolution,
  method: ConvolutionMethod,
  setting: Setting,
): number {
  const run = runnable(convolution, method, setting);
  const times = Array.from({ length: rounds }, () => run.time());
  run.dispose();
  return Math.min(...times);
}

/** A convolution with inputs of its own, which has run once: the first time makes ready. */
function runnable(
  convolution: Convolution,
  method: ConvolutionMethod,
  { batch, precision, native, graphs }: Setting,
): { time: () => number; dispose: () => void } {
  const dtype = precision === 'bfloat16' ? bfloat16 : native.binding.TF_FLOAT;
  const { graph, inputs } = convolutionGraph(convolution, { batch, dtype }, native);
  const plan = new Map([[convolutionName(convolution), method]]);
  const run = new GraphFunction(native, graphs, planConvolutions(graph, plan, native));
  const ids = inputs.map((shape) => native.filled(shape, dtype));
  const time = (): number => {
    const started = performance.now();
    const outputs = run.execute(ids);
    const milliseconds = performance.now() - started;
    native.delete(...outputs.map(({ id }) => id));
    return milliseconds;
  };
  time();
  return {
    time,
    dispose: () => {
      native.delete(...ids);
      run.dispose();
    },
  };
}

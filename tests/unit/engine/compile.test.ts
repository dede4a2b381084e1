import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Adam } from '../../../src-main/engine/backend/adam.js';
import {
  type CompiledFunction,
  graphCompile,
} from '../../../src-main/engine/backend/graph/compile.js';
import type { GraphBinding } from '../../../src-main/engine/backend/native-ops.js';
import { DropoutLayer } from '../../../src-main/engine/networks/dropout-layer.js';
import {
  type NativeKernels,
  startNativeKernels,
  tensorCounts,
} from '../../helpers/native-kernels.js';
import { relativeError } from '../../helpers/networks.js';

type TensorFunction = CompiledFunction['call'];

let kernels: NativeKernels;
beforeAll(async () => {
  kernels = await startNativeKernels();
});

const values = (tensor: tf.Tensor | undefined): number[] => Array.from(tensor?.dataSync() ?? []);
const compile = (program: TensorFunction, variables: tf.Variable[] = []) =>
  kernels.fast.compile(program, { variables, precision: 'float32' });
const counts = () => tensorCounts(kernels, tf.memory);
const normal = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
/** Brings to TensorFlow what so far is in JavaScript alone. */
const upload = (...tensors: tf.Tensor[]) => tf.dispose(tensors.map((tensor) => tensor.add(0)));
/** Its data is its own: what it was made of is gone. */
const normalVariable = (shape: number[], seed: number) =>
  tf.tidy(() => tf.variable(normal(shape, seed)));

describe('a compiled function', () => {
  it('gives what the program gives, for all inputs, shapes and dtypes', () => {
    const program = (x: tf.Tensor, y: tf.Tensor) => [
      tf.leakyRelu(x.matMul(y).add(0.5), 0.3).reshape([-1]),
      x.exp().sum().div(y.square().mean().sqrt()),
      tf.concat([x.transpose(), y], 1).greater(0).cast('int32'),
      y.greater(0),
      y.argMax(1),
    ];
    const { call } = compile(program);
    for (const [n, m, k] of [
      [2, 3, 4],
      [5, 3, 4],
      [2, 3, 4],
      [1, 1, 1],
      [2, 3, 4],
    ] as const) {
      const [x, y] = [normal([n, m], n), normal([m, k], 10 + k)];
      const plain = program(x, y);
      for (const [i, result] of call(x, y).entries()) {
        const expected = plain[i] as tf.Tensor;
        expect([result.shape, result.dtype]).toEqual([expected.shape, expected.dtype]);
        const [a, b] = [result, expected].map((it) => it.cast('float32'));
        expect(relativeError(a as tf.Tensor, b as tf.Tensor), `result ${i}`).toBeLessThan(1e-5);
      }
    }
    const whole = compile((x: tf.Tensor) => [x.mul(tf.scalar(2, 'int32'))]);
    expect(values(whole.call(tf.tensor1d([3, 4], 'int32'))[0])).toEqual([6, 8]);
  });

  it('gives the gradients that the program computes', () => {
    const gradients = tf.grads((x, y) => tf.leakyRelu(x.matMul(y), 0.3).square().mean());
    const program = (x: tf.Tensor, y: tf.Tensor) => gradients([x, y]);
    const { call } = compile(program);
    const [x, y] = [normal([6, 5], 1), normal([5, 4], 2)];
    const plain = program(x, y);
    for (const [i, gradient] of call(x, y).entries()) {
      expect(relativeError(gradient, plain[i] as tf.Tensor)).toBeLessThan(1e-5);
    }
  });

  it('runs the program once for each list of input shapes', () => {
    let runs = 0;
    const { call } = compile((x: tf.Tensor) => {
      runs++;
      return [x.mul(2)];
    });
    for (const size of [3, 3, 4, 3, 4]) {
      const x = normal([size], size);
      expect(values(call(x)[0])).toEqual(values(x.mul(2)));
    }
    expect(runs).toBe(2);
  });

  it('takes tensors from outside and from within for constants', () => {
    const captured = tf.tensor1d([1, 2]);
    const { call } = compile((x: tf.Tensor) => [x.add(captured).add(tf.tensor1d([10, 20]))]);
    expect(values(call(tf.tensor1d([1, 1]))[0])).toEqual([12, 23]);
    expect(values(call(tf.tensor1d([2, 2]))[0])).toEqual([13, 24]);
    expect(values(captured)).toEqual([1, 2]);
  });

  it('tells its inputs apart even when the first call gave one tensor twice', () => {
    const { call } = compile((x: tf.Tensor, y: tf.Tensor) => [x.sub(y)]);
    const [x, y] = [tf.tensor1d([5, 6]), tf.tensor1d([1, 1])];
    expect(values(call(x, x)[0])).toEqual([0, 0]);
    expect(values(call(x, y)[0])).toEqual([4, 5]);
    const variable = tf.variable(tf.tensor1d([7, 7]));
    const other = compile((z: tf.Tensor) => [z.sub(variable)], [variable]);
    expect(values(other.call(variable)[0])).toEqual([0, 0]);
    expect(values(other.call(y)[0])).toEqual([-6, -6]);
  });

  it('may return its input, or one tensor twice', () => {
    const variable = tf.variable(tf.tensor1d([7, 7]));
    const x = tf.tensor1d([1, 2]);
    const program = (x: tf.Tensor) => {
      const sum = x.add(1);
      return [x, sum, sum, variable.add(0)];
    };
    const { call } = compile(program, [variable]);
    for (let i = 0; i < 2; i++) {
      const results = call(x);
      expect(results.map(values)).toEqual([
        [1, 2],
        [2, 3],
        [2, 3],
        [7, 7],
      ]);
      tf.dispose(results);
      expect([values(x), values(variable)]).toEqual([
        [1, 2],
        [7, 7],
      ]);
    }
  });

  it('must not read values, and says so', () => {
    const message = /must not read values/;
    const x = normal([2], 1);
    const ofResult = compile((x: tf.Tensor) => [x.mul(x.add(1).dataSync()[0] ?? 0)]);
    expect(() => ofResult.call(x)).toThrow(message);
    const ofInput = compile((x: tf.Tensor) => [x.mul(x.dataSync()[0] ?? 0)]);
    upload(x);
    expect(() => ofInput.call(x)).toThrow(message);
    const variable = normalVariable([2], 2);
    upload(variable);
    const ofVariable = compile((x: tf.Tensor) => [x.mul(variable.dataSync()[0] ?? 0)], [variable]);
    expect(() => ofVariable.call(x)).toThrow(message);
    expect(relativeError(x.add(variable), variable.add(x))).toBe(0);
  });
});

describe('variables of a compiled function', () => {
  /** What a program makes of fresh variables in several calls: after each, results and variables. */
  function run(
    form: 'plain' | 'fast',
    program: (a: tf.Variable, b: tf.Variable) => TensorFunction,
  ): number[][] {
    const [a, b] = [normalVariable([3], 1), normalVariable([3], 2)];
    const { call } = kernels[form].compile(program(a, b), {
      variables: [a, b],
      precision: 'float32',
    });
    return [3, 4, 5, 6].flatMap((seed) => {
      const x = normal([3], seed);
      return [...call(x), a, b, x].map(values);
    });
  }
  const programs: Record<
    string,
    (a: tf.Variable, b: tf.Variable) => (x: tf.Tensor) => tf.Tensor[]
  > = {
    'a running mean': (a, b) => (x) => {
      a.assign(a.sub(a.sub(x).mul(0.1)));
      b.assign(b.mul(0.5));
      return [x.add(a)];
    },
    'assigned twice and read between': (a, b) => (x) => {
      const before = a.mul(b);
      a.assign(x.add(a));
      b.assign(a.mul(2));
      a.assign(a.sub(b));
      return [before, a.add(b)];
    },
    'the input itself': (a) => (x) => {
      a.assign(x as tf.Tensor1D);
      return [a.mul(2)];
    },
    'one tensor for two': (a, b) => (x) => {
      const sum = a.add(x);
      a.assign(sum);
      b.assign(sum);
      return [a.add(b)];
    },
    'one to the other': (a, b) => (x) => {
      b.assign(a);
      a.assign(a.add(x));
      return [];
    },
  };
  for (const [name, program] of Object.entries(programs)) {
    it(`change as in the plain run: ${name}`, () => {
      expect(run('fast', program)).toEqual(run('plain', program));
    });
  }

  it('may be assigned from outside between two calls, and change shape by another input', () => {
    const total = tf.variable(tf.scalar(0));
    const { call } = compile(
      (x: tf.Tensor) => {
        total.assign(total.add(x.sum()));
        return [];
      },
      [total],
    );
    call(tf.ones([3]));
    total.assign(tf.scalar(10));
    call(tf.ones([3]));
    call(tf.ones([2, 2]));
    expect(values(total)).toEqual([17]);
  });

  it('keep old values in their clones', () => {
    const a = tf.variable(tf.tensor1d([1, 2]));
    const { call } = compile(
      (x: tf.Tensor) => {
        a.assign(a.add(x));
        return [];
      },
      [a],
    );
    const old = a.clone();
    call(tf.ones([2]));
    expect([values(old), values(a)]).toEqual([
      [1, 2],
      [2, 3],
    ]);
  });

  it('that share their data at first go their own ways', () => {
    const a = tf.variable(tf.tensor1d([1, 2]));
    const b = tf.variable(a);
    const { call } = compile(
      (x: tf.Tensor) => {
        a.assign(a.add(x));
        return [a.sub(b)];
      },
      [a, b],
    );
    const x = tf.ones([2]);
    expect([1, 2, 3].map(() => values(call(x)[0]))).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(values(b)).toEqual([1, 2]);
  });
});

describe('a program that throws', () => {
  const failing: Record<string, (variable: tf.Variable, adam: Adam) => (x: tf.Tensor) => void> = {
    'before it changes anything': (variable) => (x) => {
      variable.add(x);
    },
    'after an assignment': (variable) => (x) => {
      variable.assign(variable.add(x));
    },
    'after an update by Adam': (_, adam) => (x) => {
      adam.apply([x]);
    },
  };
  for (const [when, work] of Object.entries(failing)) {
    it(`${when} leaves everything as it was`, () => {
      const variable = normalVariable([4], 1);
      const other = normalVariable([4], 2);
      const adam = kernels.fast.createAdam([other], adamOptions);
      const used = when.includes('Adam') ? other : variable;
      const [before, moments] = [values(used), [...adam.moments()]];
      const x = normal([4], 3);
      upload(x, variable, other);
      const countsBefore = counts();
      const part = work(variable, adam);
      const { call } = compile(
        (x: tf.Tensor) => {
          part(x);
          throw new Error('not today');
        },
        [variable, other],
      );
      for (let i = 0; i < 2; i++) {
        expect(() => call(x)).toThrow('not today');
        expect(counts()).toEqual(countsBefore);
      }
      expect(values(used)).toEqual(before);
      expect([...adam.moments()]).toEqual(moments);
      // The engine goes on: eagerly, and with another program.
      expect(values(used.mul(2))).toEqual(before.map((value) => Math.fround(value * 2)));
      const next = compile(
        (x: tf.Tensor) => {
          variable.assign(x.mul(2));
          adam.apply([x]);
          return [];
        },
        [variable, other],
      );
      next.call(x);
      expect(values(variable)).toEqual(values(x.mul(2)));
      expect([...adam.moments()]).not.toEqual(moments);
    });
  }

  it('and a call that fails leave nothing behind', () => {
    const variable = normalVariable([3], 1);
    const adam = kernels.fast.createAdam([variable], adamOptions);
    const captured = normal([3], 2);
    upload(captured);
    const { call } = compile(
      (x: tf.Tensor) => {
        adam.apply([x.mul(captured)]);
        return [];
      },
      [variable],
    );
    const x = normal([3], 3);
    call(x);
    const before = values(variable);
    captured.dispose();
    const countsBefore = counts();
    expect(() => call(x)).toThrow();
    expect(counts()).toEqual(countsBefore);
    expect(values(variable)).toEqual(before);
  });
});

const adamOptions = { learningRate: 1e-2, beta1: 0.5, beta2: 0.999, epsilon: 1e-7 };

describe('Adam inside of a compiled function', () => {
  const start = () => [normalVariable([30, 20], 1), normalVariable([5], 2)];
  const inputs = (step: number) => [normal([30, 20], 10 + step), normal([5], 20 + step)] as const;

  /** Trains some steps and shows all that can be seen of the state after each. */
  function train(form: 'eager' | 'compiled', adam: Adam, variables: tf.Variable[], first = 0) {
    const [a, b] = variables as [tf.Variable, tf.Variable];
    const program = (x: tf.Tensor, y: tf.Tensor) => {
      // Not the input alone: gradients that depend on what is being changed.
      const loss = a.mul(x).sum();
      adam.apply([x.add(a), y.mul(b)]);
      return [loss];
    };
    const { call } =
      form === 'compiled'
        ? compile(program, variables)
        : { call: (...all: [tf.Tensor, tf.Tensor]) => tf.tidy(() => program(...all)) };
    return [0, 1, 2, 3].map((step) => {
      const [loss] = call(...inputs(first + step));
      adam.advance();
      return {
        loss: values(loss),
        variables: variables.map(values),
        moments: [...adam.moments()],
        powers: adam.betaPowers(),
      };
    });
  }

  /** Equal but for rounding in what surrounds the update. */
  function expectSame(compiled: ReturnType<typeof train>, eager: ReturnType<typeof train>): void {
    for (const [step, state] of compiled.entries()) {
      const expected = eager[step];
      expect(state.powers).toEqual(expected?.powers);
      const all = (of: typeof state | undefined) => [
        of?.loss ?? [],
        ...(of?.variables ?? []),
        ...(of?.moments ?? []),
      ];
      const wanted = all(expected);
      for (const [i, list] of all(state).entries()) {
        const other = tf.tensor1d(Array.from(wanted[i] ?? []));
        const error = relativeError(tf.tensor1d(Array.from(list)), other);
        expect(error, `step ${step}, value ${i}`).toBeLessThan(1e-5);
      }
    }
  }

  it('equals eager steps, seen after each: weights, moments, powers of beta', () => {
    const run = (form: 'eager' | 'compiled') => {
      const variables = start();
      return train(form, kernels.fast.createAdam(variables, adamOptions), variables);
    };
    expectSame(run('compiled'), run('eager'));
  });

  it('equals eager steps after eager steps, and from a saved state', () => {
    const run = (form: 'eager' | 'compiled') => {
      const variables = start();
      const adam = kernels.fast.createAdam(variables, adamOptions);
      train('eager', adam, variables);
      const copies = variables.map((v) => tf.variable(tf.tensor(v.dataSync(), v.shape)));
      const state = { betaPowers: adam.betaPowers(), moments: [...adam.moments()] };
      const resumed = kernels.fast.createAdam(copies, adamOptions, state);
      return [...train(form, adam, variables, 4), ...train(form, resumed, copies, 4)];
    };
    const [compiled, eager] = [run('compiled'), run('eager')];
    expectSame(compiled, eager);
    expect(compiled.slice(4)).toEqual(compiled.slice(0, 4));
  });

  it('updates behind all that reads before it and before all that reads behind it', () => {
    const size = 200;
    const variable = tf.variable(tf.zeros([size, size]));
    const adam = kernels.fast.createAdam([variable], adamOptions);
    /** Takes a while, and gives x. */
    const slow = (x: tf.Tensor) => {
      const mean = tf.fill([size, size], 1 / size);
      return Array.from({ length: 20 }).reduce<tf.Tensor>((y) => y.matMul(mean), x);
    };
    const { call } = compile(
      (x: tf.Tensor) => {
        const before = slow(x).mul(variable);
        adam.apply([slow(x)]);
        return [before, variable.add(0)];
      },
      [variable],
    );
    const x = tf.ones([size, size]);
    for (let step = 0; step < 5; step++) {
      const [old = 0] = values(variable);
      const [before, after] = call(x).map(values);
      adam.advance();
      const [now = 0] = values(variable);
      expect(now).toBeLessThan(old);
      expect(before?.[0]).toBeCloseTo(old, 4);
      expect(after?.[0]).toBe(now);
    }
  });

  it('updates a variable twice in the order of the program', () => {
    const run = (form: 'eager' | 'compiled') => {
      const variable = tf.variable(tf.zeros([100]));
      const adam = kernels.fast.createAdam([variable], adamOptions);
      const program = (x: tf.Tensor) => {
        adam.apply([x]);
        adam.apply([x.mul(-3)]);
        return [];
      };
      const { call } =
        form === 'compiled'
          ? compile(program, [variable])
          : { call: (x: tf.Tensor) => tf.tidy(() => program(x)) };
      for (let step = 0; step < 5; step++) {
        call(normal([100], step + 1));
        adam.advance();
      }
      return variable;
    };
    expect(relativeError(run('compiled'), run('eager'))).toBeLessThan(1e-5);
  });
});

describe('dropout inside of a compiled function', () => {
  it('draws the mask of the step: the same again at the same step, another at another', () => {
    const clock = { seed: 5, step: 0 };
    const layers = [0, 1].map(
      (place) => new DropoutLayer({ name: `dropout_${place}`, rate: 0.4, place, clock }),
    );
    const program = (x: tf.Tensor) =>
      layers.map((layer) => layer.apply(x, { training: true }) as tf.Tensor);
    const { call } = compile(program);
    const x = tf.ones([20, 30]);
    const masks = [0, 1, 2, 1, 0].map((step) => {
      clock.step = step;
      const compiled = call(x).map(values);
      expect(compiled).toEqual(program(x).map(values));
      return JSON.stringify(compiled);
    });
    expect(new Set(masks).size).toBe(3);
    expect(masks[3]).toBe(masks[1]);
    expect(masks[4]).toBe(masks[0]);
    const [first, second] = call(x).map(values);
    expect(first).not.toEqual(second);
  });
});

describe('memory', () => {
  it('is the same after 3 and after 10 calls, and after dispose what it was before', () => {
    const clock = { seed: 5, step: 0 };
    const layer = new DropoutLayer({ name: 'memory', rate: 0.4, place: 0, clock });
    const x = normal([4, 6], 1);
    const weights = normalVariable([6, 3], 2);
    const mean = normalVariable([3], 3);
    const adam = kernels.fast.createAdam([weights], adamOptions);
    const gradient = tf.grad((w) => {
      const y = (layer.apply(x, { training: true }) as tf.Tensor).matMul(w);
      return y.square().mean();
    });
    const function_ = compile(
      (x: tf.Tensor) => {
        mean.assign(mean.mul(0.9).add(x.matMul(weights).mean(0)));
        adam.apply([gradient(weights)]);
        return [x.sum()];
      },
      [weights, mean],
    );
    const step = () => {
      clock.step++;
      for (const result of function_.call(x)) result.dispose();
      adam.advance();
    };
    upload(x, weights, mean);
    const before = counts();
    for (let i = 0; i < 3; i++) step();
    const after3 = counts();
    for (let i = 3; i < 10; i++) step();
    expect(counts()).toEqual(after3);
    function_.dispose();
    expect(counts()).toEqual(before);
  });

  it('of functions is given back by dispose; twice is harmless, and a later call records anew', () => {
    const { native, graphs } = kernels;
    const added: string[] = [];
    const spied: GraphBinding = {
      inferOutputs: (...all) => graphs.inferOutputs(...all),
      addFunction: (...all) => {
        added.push(all[0]);
        graphs.addFunction(...all);
      },
      removeFunction: (name) => graphs.removeFunction(name),
    };
    const program = (x: tf.Tensor) => [x.mul(2)];
    const doubled = graphCompile(native, spied)(program, { variables: [], precision: 'float32' });
    for (const size of [2, 3, 2]) doubled.call(tf.ones([size]));
    expect(added).toHaveLength(2);
    const x = tf.ones([2]);
    const run = (name: string) => () => native.run(name, [], native.ids(x), 1);
    for (const name of added) expect(run(name)).not.toThrow();
    doubled.dispose();
    doubled.dispose();
    for (const name of added) expect(run(name)).toThrow();
    expect(values(doubled.call(x)[0])).toEqual([2, 2]);
    doubled.dispose();
  });
});

import { type CreateAdam, createPlainAdam } from './adam.js';
import {
  fusedNormalizeBatch,
  type NormalizeBatch,
  plainNormalizeBatch,
} from './batch-normalization.js';
import { type Compile, graphCompile, plainCompile } from './graph/compile.js';
import { type CreateImageTable, nativeImageTable, plainImageTable } from './image-table.js';
import { createInPlaceAdam } from './in-place-adam.js';
import type { NativeOps } from './native-ops.js';
import { nativeRandomUniform, plainRandomUniform, type RandomUniform } from './random-uniform.js';

/** Operations that have a faster form on the native engine than tfjs composes. */
export interface Kernels {
  readonly normalizeBatch: NormalizeBatch;
  readonly randomUniform: RandomUniform;
  readonly createAdam: CreateAdam;
  readonly createImageTable: CreateImageTable;
  readonly compile: Compile;
}

/** The plain forms: they run on every engine, and the tests hold the fast ones against them. */
export const plainKernels: Kernels = {
  normalizeBatch: plainNormalizeBatch,
  randomUniform: plainRandomUniform,
  createAdam: createPlainAdam,
  createImageTable: plainImageTable,
  compile: plainCompile,
};

export const nativeKernels = (native: NativeOps): Kernels => ({
  normalizeBatch: fusedNormalizeBatch(native),
  randomUniform: nativeRandomUniform(native),
  createAdam: createInPlaceAdam(native),
  createImageTable: nativeImageTable(native),
  compile: native.graphs ? graphCompile(native, native.graphs) : plainCompile,
});

let installed: Kernels = plainKernels;

/** The forms in use: networks and training ask here at every call. */
export const kernels = (): Kernels => installed;

export function installKernels(forms: Kernels): void {
  installed = forms;
}

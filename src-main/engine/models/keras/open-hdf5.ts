import type h5wasm from 'h5wasm';

export type Hdf5 = typeof h5wasm;

let loading: Promise<Hdf5> | null = null;

/**
 * The HDF5 library, loaded when it is first needed: it is 4 MB. This build of it, unlike `h5wasm/node`,
 * knows a file system in memory alone: no link of a file can lead to one of this machine.
 */
export function loadHdf5(): Promise<Hdf5> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Hdf5> {
  const { default: library } = await import('h5wasm');
  const module = await library.ready;
  // Errors are thrown, instead of being printed.
  module.activate_throwing_error_handler();
  return library;
}

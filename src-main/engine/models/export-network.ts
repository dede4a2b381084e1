import type { z } from 'zod';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { RunFile } from '../../../src-shared/contract/run-views.js';
import type { ExportedNetwork } from './exported-network.js';
import { openNetwork } from './model-folder.js';

type ExportRequest = z.infer<typeof engineCommands.exportNetwork.input>;

/**
 * A network of a model folder as files for another program. Starts no TensorFlow.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export async function exportNetwork(request: ExportRequest): Promise<RunFile[]> {
  const { folder, network: name, format, origin } = request;
  const { architecture, condition, values } = await openNetwork(folder);
  const found = architecture.name;
  if (found !== name) {
    throw new AppError('INVALID_MODEL', `${folder} holds a ${found}, not a ${name}.`, {
      details: { folder },
    });
  }
  return filesOf({ architecture, condition, values: await values(), origin }, format);
}

async function filesOf(
  network: ExportedNetwork,
  format: ExportRequest['format'],
): Promise<RunFile[]> {
  const { name } = network.architecture;
  switch (format) {
    case 'keras': {
      const { kerasArchive } = await import('./keras/write-keras.js');
      return [{ name: `${name}.keras`, bytes: await kerasArchive(network) }];
    }
    case 'onnx': {
      const { onnxModel } = await import('./onnx/write-onnx.js');
      return [{ name: `${name}.onnx`, bytes: onnxModel(network) }];
    }
    case 'tfjs': {
      const { tfjsFiles } = await import('./tfjs-files.js');
      return tfjsFiles(network);
    }
    default:
      return format satisfies never;
  }
}

import { appVersion } from '../../../files/app-version.js';
import { type ExportedNetwork, networkFacts, networkWords } from '../exported-network.js';
import { onnxGraph } from './onnx-graph.js';
import { onnxFile } from './onnx-messages.js';

/** An ONNX file of opset 17, of float32. The same network is the same bytes. */
export function onnxModel(network: ExportedNetwork): Uint8Array {
  const { input, output } = networkWords(network);
  return onnxFile({
    graph: onnxGraph(network),
    producer: { name: 'random-handwritten-digit-generator', version: appVersion() },
    docString: `The ${network.architecture.name} of a GAN of handwritten digits.\nInput: ${input}\nOutput: ${output}`,
    metadata: networkFacts(network),
  });
}

import { PbfWriter } from 'pbf';

/** As much of ONNX as our networks are made of. The numbers are the fields of onnx/onnx.proto. */
export interface OnnxModel {
  readonly graph: OnnxGraph;
  readonly producer: { readonly name: string; readonly version: string };
  readonly docString: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly input: OnnxValue;
  readonly output: OnnxValue;
}

export interface OnnxNode {
  readonly op: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

type OnnxAttribute = { readonly float: number } | { readonly ints: readonly number[] };

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** A float32 tensor; a dimension that is a text is any size, called that. */
interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
  readonly docString: string;
}

/** The version of the operators, and the oldest of the file format that has it. */
const opset = 17;
const irVersion = 8;

const types = { float32: 1, int64: 7 } as const;
const attributeTypes = { float: 1, ints: 7 } as const;

/** A serialized `onnx.ModelProto`. */
export function onnxFile({ graph, producer, docString, metadata }: OnnxModel): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, irVersion);
  pbf.writeStringField(2, producer.name);
  pbf.writeStringField(3, producer.version);
  pbf.writeStringField(6, docString);
  pbf.writeMessage(7, writeGraph, graph);
  pbf.writeMessage(8, (_, it) => it.writeVarintField(2, opset), null);
  for (const entry of Object.entries(metadata)) pbf.writeMessage(14, writeEntry, entry);
  return pbf.finish();
}

function writeEntry([key, value]: readonly [string, string], pbf: PbfWriter): void {
  pbf.writeStringField(1, key);
  pbf.writeStringField(2, value);
}

function writeGraph(graph: OnnxGraph, pbf: PbfWriter): void {
  for (const node of graph.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, graph.name);
  for (const tensor of graph.initializers) pbf.writeMessage(5, writeTensor, tensor);
  pbf.writeMessage(11, writeValue, graph.input);
  pbf.writeMessage(12, writeValue, graph.output);
}

function writeNode({ op, name, inputs, output, attributes = {} }: OnnxNode, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input);
  pbf.writeStringField(2, output);
  pbf.writeStringField(3, name);
  pbf.writeStringField(4, op);
  for (const entry of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, entry);
}

function writeAttribute([name, value]: readonly [string, OnnxAttribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if ('float' in value) pbf.writeFloatField(2, value.float);
  else for (const int of value.ints) pbf.writeVarintField(8, int);
  pbf.writeVarintField(20, attributeTypes['float' in value ? 'float' : 'ints']);
}

function writeTensor({ name, shape, values }: OnnxTensor, pbf: PbfWriter): void {
  for (const size of shape) pbf.writeVarintField(1, size);
  pbf.writeVarintField(2, types[values instanceof Float32Array ? 'float32' : 'int64']);
  pbf.writeStringField(8, name);
  pbf.writeBytesField(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function writeValue({ name, shape, docString }: OnnxValue, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, (_, type) => type.writeMessage(1, writeTensorType, shape), null);
  pbf.writeStringField(3, docString);
}

function writeTensorType(shape: OnnxValue['shape'], pbf: PbfWriter): void {
  pbf.writeVarintField(1, types.float32);
  pbf.writeMessage(
    2,
    (_, it) => {
      for (const size of shape) it.writeMessage(1, writeDimension, size);
    },
    null,
  );
}

function writeDimension(size: number | string, pbf: PbfWriter): void {
  if (typeof size === 'number') pbf.writeVarintField(1, size);
  else pbf.writeStringField(2, size);
}

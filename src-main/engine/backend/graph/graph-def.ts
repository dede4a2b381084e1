import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { PbfWriter } from 'pbf';
import type { Constant, Graph, GraphNode } from './graph.js';

/** The numbers of TensorFlow's kinds of attributes, which the addon exports. */
export type AttributeTypes = Pick<
  TFJSBinding,
  | 'TF_ATTR_STRING'
  | 'TF_ATTR_INT'
  | 'TF_ATTR_FLOAT'
  | 'TF_ATTR_BOOL'
  | 'TF_ATTR_TYPE'
  | 'TF_ATTR_SHAPE'
>;

/** Ops behave as of this version of GraphDef: TensorFlow 2.9's. */
const producer = 1087;

/**
 * A graph in TensorFlow's own form, a serialized `tensorflow.GraphDef`. The numbers are the fields of
 * tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape}.proto.
 */
export function graphDef({ nodes }: Graph, types: AttributeTypes): Uint8Array {
  const pbf = new PbfWriter();
  for (const node of nodes) pbf.writeMessage(1, writeNode, { node, types });
  pbf.writeMessage(4, (_, versions) => versions.writeVarintField(1, producer), null);
  return pbf.finish();
}

function writeNode(
  { node, types }: { node: GraphNode; types: AttributeTypes },
  pbf: PbfWriter,
): void {
  pbf.writeStringField(1, node.name);
  pbf.writeStringField(2, node.op);
  for (const { node: source, index } of node.inputs) {
    pbf.writeStringField(3, `${source.name}:${index}`);
  }
  for (const { name } of node.after) pbf.writeStringField(3, `^${name}`);
  for (const attribute of node.attributes) {
    writeAttribute(pbf, attribute.name, (value) => writeValue(value, attribute, types));
  }
  const { constant } = node;
  if (constant) {
    writeAttribute(pbf, 'dtype', (value) => value.writeVarintField(6, constant.dtype));
    writeAttribute(pbf, 'value', (value) => value.writeMessage(8, writeTensor, constant));
  }
}

/** An entry of the map of attributes: a key and an AttrValue. */
function writeAttribute(pbf: PbfWriter, name: string, write: (value: PbfWriter) => void): void {
  pbf.writeMessage(
    5,
    (_, entry) => {
      entry.writeStringField(1, name);
      entry.writeMessage(2, (__, value) => write(value), null);
    },
    null,
  );
}

function writeValue(pbf: PbfWriter, { type, value }: TFEOpAttr, types: AttributeTypes): void {
  const list = (write: (values: PbfWriter) => void) =>
    pbf.writeMessage(1, (_, values) => write(values), null);
  switch (type) {
    case types.TF_ATTR_STRING:
      pbf.writeStringField(2, String(value));
      break;
    case types.TF_ATTR_INT:
      if (Array.isArray(value)) list((it) => it.writePackedVarint(3, value));
      else pbf.writeVarintField(3, Number(value));
      break;
    case types.TF_ATTR_FLOAT:
      if (Array.isArray(value)) list((it) => it.writePackedFloat(4, value));
      else pbf.writeFloatField(4, Number(value));
      break;
    case types.TF_ATTR_BOOL:
      pbf.writeBooleanField(5, Boolean(value));
      break;
    case types.TF_ATTR_TYPE:
      pbf.writeVarintField(6, Number(value));
      break;
    case types.TF_ATTR_SHAPE:
      pbf.writeMessage(7, writeShape, Array.isArray(value) ? value : []);
      break;
    default:
      throw new Error(`an attribute of the unknown kind ${type}`);
  }
}

function writeShape(shape: readonly number[], pbf: PbfWriter): void {
  for (const size of shape) {
    pbf.writeMessage(2, (_, dimension) => dimension.writeVarintField(1, size), null);
  }
}

function writeTensor({ shape, dtype, values }: Constant, pbf: PbfWriter): void {
  pbf.writeVarintField(1, dtype);
  pbf.writeMessage(2, writeShape, shape);
  pbf.writeBytesField(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

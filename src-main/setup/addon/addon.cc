// The addon of @tensorflow/tfjs-node-gpu, its sources unchanged but for one call, with what it lacks to run a whole
// graph as one operation: `inferOutputs` to record one without running it, and `addFunction`, after which `executeOp`
// knows the graph by its name.
#include <node_api.h>

// Upstream registers its module with this macro; ours, below, comes in its place.
#undef NAPI_MODULE
#define NAPI_MODULE(name, init)

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "tensorflow/c/eager/c_api.h"
#include "tensorflow/c/tf_tensor.h"

// Upstream lends a typed array's memory to TensorFlow and takes it back where the tensor ends. In a graph that may be
// on any of TensorFlow's threads, which must not touch JavaScript: here the values are copied.
static TF_Tensor *CopyToTensor(TF_DataType dtype, const int64_t *dims, int num_dims, void *data, size_t length,
                               void (*give_back)(void *, size_t, void *), void *owner) {
  TF_Tensor *tensor = TF_AllocateTensor(dtype, dims, num_dims, length);
  if (tensor != nullptr && length > 0) std::memcpy(TF_TensorData(tensor), data, length);
  give_back(data, length, owner);
  return tensor;
}
#define TF_NewTensor CopyToTensor

#include "binding/tfjs_backend.cc"
#include "binding/tfjs_binding.cc"

namespace {

// The context is private in upstream's class; an explicit instantiation may name it all the same.
template <TFE_Context *tfnodejs::TFJSBackend::*Member>
struct ContextOf {
  friend TFE_Context *Context(tfnodejs::TFJSBackend &backend) { return backend.*Member; }
};
template struct ContextOf<&tfnodejs::TFJSBackend::tfe_context_>;
TFE_Context *Context(tfnodejs::TFJSBackend &backend);

template <typename T, void (*Delete)(T *)>
struct Deleter {
  void operator()(T *object) const { Delete(object); }
};
using Graph = std::unique_ptr<TF_Graph, Deleter<TF_Graph, TF_DeleteGraph>>;
using Function = std::unique_ptr<TF_Function, Deleter<TF_Function, TF_DeleteFunction>>;
using Status = std::unique_ptr<TF_Status, Deleter<TF_Status, TF_DeleteStatus>>;
using ImportOptions = std::unique_ptr<
    TF_ImportGraphDefOptions,
    Deleter<TF_ImportGraphDefOptions, TF_DeleteImportGraphDefOptions>>;

std::string Text(napi_env env, napi_value value) {
  size_t length = 0;
  napi_get_value_string_utf8(env, value, nullptr, 0, &length);
  std::string text(length, '\0');
  napi_get_value_string_utf8(env, value, text.data(), length + 1, &length);
  return text;
}

std::vector<std::string> Texts(napi_env env, napi_value array) {
  uint32_t length = 0;
  napi_get_array_length(env, array, &length);
  std::vector<std::string> texts;
  for (uint32_t i = 0; i < length; i++) {
    napi_value element;
    if (napi_get_element(env, array, i, &element) == napi_ok) texts.push_back(Text(env, element));
  }
  return texts;
}

bool Failed(napi_env env, const Status &status, const std::string &what) {
  if (TF_GetCode(status.get()) == TF_OK) return false;
  napi_throw_error(env, nullptr, (what + ": " + TF_Message(status.get())).c_str());
  return true;
}

// "node:2" is the third output of the node; throws a JavaScript error when there is none.
bool FindOutputs(napi_env env, TF_Graph *graph, const std::vector<std::string> &names,
                 std::vector<TF_Output> &outputs) {
  for (const std::string &name : names) {
    const size_t colon = name.rfind(':');
    const int index = colon == std::string::npos ? 0 : std::atoi(name.c_str() + colon + 1);
    TF_Operation *operation = TF_GraphOperationByName(graph, name.substr(0, colon).c_str());
    if (operation == nullptr || index >= TF_OperationNumOutputs(operation)) {
      napi_throw_error(env, nullptr, ("the graph has no output " + name).c_str());
      return false;
    }
    outputs.push_back({operation, index});
  }
  return true;
}

// The graph of a serialized tensorflow.GraphDef in a Uint8Array; null with a JavaScript error thrown.
Graph Import(napi_env env, napi_value array, const Status &status) {
  void *data = nullptr;
  size_t length = 0;
  bool is_bytes = false;
  if (napi_is_typedarray(env, array, &is_bytes) != napi_ok || !is_bytes ||
      napi_get_typedarray_info(env, array, nullptr, &length, &data, nullptr, nullptr) != napi_ok) {
    napi_throw_error(env, nullptr, "a graph must be a Uint8Array");
    return nullptr;
  }
  Graph graph(TF_NewGraph());
  const ImportOptions options(TF_NewImportGraphDefOptions());
  const TF_Buffer bytes{data, length, nullptr};
  TF_GraphImportGraphDef(graph.get(), &bytes, options.get(), status.get());
  if (Failed(env, status, "the graph was refused")) return nullptr;
  return graph;
}

// inferOutputs(graph, node) -> {dtype, shape}[]: what the node's outputs will be; -1 is an unknown size, and a
// shape of unknown rank is null.
napi_value InferOutputs(napi_env env, napi_callback_info info) {
  size_t argc = 2;
  napi_value args[2];
  if (napi_get_cb_info(env, info, &argc, args, nullptr, nullptr) != napi_ok || argc < 2) {
    napi_throw_error(env, nullptr, "inferOutputs takes a graph and the name of a node");
    return nullptr;
  }
  const Status status(TF_NewStatus());
  const Graph graph = Import(env, args[0], status);
  if (!graph) return nullptr;
  const std::string name = Text(env, args[1]);
  TF_Operation *operation = TF_GraphOperationByName(graph.get(), name.c_str());
  if (operation == nullptr) {
    napi_throw_error(env, nullptr, ("the graph has no node " + name).c_str());
    return nullptr;
  }
  napi_value results;
  napi_create_array(env, &results);
  for (int i = 0; i < TF_OperationNumOutputs(operation); i++) {
    const TF_Output output{operation, i};
    const int rank = TF_GraphGetTensorNumDims(graph.get(), output, status.get());
    std::vector<int64_t> sizes(rank > 0 ? rank : 0);
    TF_GraphGetTensorShape(graph.get(), output, sizes.data(), sizes.size(), status.get());
    napi_value result, dtype, shape, size;
    napi_create_object(env, &result);
    napi_create_int32(env, TF_OperationOutputType(output), &dtype);
    napi_set_named_property(env, result, "dtype", dtype);
    if (rank < 0) {
      napi_get_null(env, &shape);
    } else {
      napi_create_array_with_length(env, rank, &shape);
      for (int axis = 0; axis < rank; axis++) {
        napi_create_int64(env, sizes[axis], &size);
        napi_set_element(env, shape, axis, size);
      }
    }
    napi_set_named_property(env, result, "shape", shape);
    napi_set_element(env, results, i, result);
  }
  return results;
}

// addFunction(name, graph, inputs, outputs, effects)
// - name (string): executeOp runs the function under it
// - graph (Uint8Array): a serialized tensorflow.GraphDef
// - inputs (string[]): its placeholders, in the order of the function's arguments
// - outputs (string[]): "node:index" each
// - effects (string[]): nodes to be run even where no output needs them
napi_value AddFunction(napi_env env, napi_callback_info info) {
  size_t argc = 5;
  napi_value args[5];
  if (napi_get_cb_info(env, info, &argc, args, nullptr, nullptr) != napi_ok || argc < 5) {
    napi_throw_error(env, nullptr, "addFunction takes a name, a graph and three lists of names");
    return nullptr;
  }
  tfnodejs::TFJSBackend *backend = nullptr;
  napi_get_instance_data(env, reinterpret_cast<void **>(&backend));
  if (backend == nullptr) return nullptr;

  const Status status(TF_NewStatus());
  const Graph graph = Import(env, args[1], status);
  if (!graph) return nullptr;
  std::vector<TF_Output> inputs, outputs;
  if (!FindOutputs(env, graph.get(), Texts(env, args[2]), inputs) ||
      !FindOutputs(env, graph.get(), Texts(env, args[3]), outputs)) {
    return nullptr;
  }
  std::vector<TF_Operation *> controls;
  for (const std::string &name : Texts(env, args[4])) {
    TF_Operation *operation = TF_GraphOperationByName(graph.get(), name.c_str());
    if (operation == nullptr) {
      napi_throw_error(env, nullptr, ("the graph has no node " + name).c_str());
      return nullptr;
    }
    controls.push_back(operation);
  }
  const std::string name = Text(env, args[0]);
  const Function function(TF_GraphToFunctionWithControlOutputs(
      graph.get(), name.c_str(), 0, -1, nullptr, inputs.size(), inputs.data(), outputs.size(),
      outputs.data(), nullptr, controls.size(), controls.data(), nullptr, nullptr, nullptr,
      status.get()));
  if (Failed(env, status, "the graph makes no function")) return nullptr;
  TFE_ContextAddFunction(Context(*backend), function.get(), status.get());
  Failed(env, status, "the function was refused");
  return nullptr;
}

// removeFunction(name)
napi_value RemoveFunction(napi_env env, napi_callback_info info) {
  size_t argc = 1;
  napi_value name;
  tfnodejs::TFJSBackend *backend = nullptr;
  napi_get_cb_info(env, info, &argc, &name, nullptr, nullptr);
  napi_get_instance_data(env, reinterpret_cast<void **>(&backend));
  if (argc < 1 || backend == nullptr) return nullptr;
  const Status status(TF_NewStatus());
  TFE_ContextRemoveFunction(Context(*backend), Text(env, name).c_str(), status.get());
  Failed(env, status, "the function was not removed");
  return nullptr;
}

}  // namespace

NAPI_MODULE_INIT() {
  napi_value binding = tfnodejs::InitTFNodeJSBinding(env, exports);
  if (binding == nullptr) return nullptr;
  const napi_property_descriptor properties[] = {
      {"inferOutputs", nullptr, InferOutputs, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"addFunction", nullptr, AddFunction, nullptr, nullptr, nullptr, napi_default, nullptr},
      {"removeFunction", nullptr, RemoveFunction, nullptr, nullptr, nullptr, napi_default, nullptr},
  };
  napi_define_properties(env, binding, 3, properties);
  return binding;
}

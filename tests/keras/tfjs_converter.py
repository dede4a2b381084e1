"""TensorFlow.js's converter for Keras models, without the packages that its other converters need."""
import importlib
import importlib.util
import pathlib
import sys
import types

# So small that the weights of a small network fill several files.
SHARD = 32 * 1024


def packages_without_imports():
    """The package imports all its converters at once; only its folders are needed."""
    root = pathlib.Path(importlib.util.find_spec("tensorflowjs").submodule_search_locations[0])
    for name in ("tensorflowjs", "tensorflowjs.converters"):
        package = types.ModuleType(name)
        package.__path__ = [str(root.joinpath(*name.split(".")[1:]))]
        sys.modules[name] = package


def save_keras_model(network, folder):
    if "tensorflowjs" not in sys.modules:
        packages_without_imports()
    conversion = importlib.import_module("tensorflowjs.converters.keras_h5_conversion")
    conversion.save_keras_model(network, folder, weight_shard_size_bytes=SHARD)

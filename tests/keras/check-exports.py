"""Opens exported networks with the real Keras and onnxruntime, and says how far they are from ours.

    check-exports.py FOLDER

FOLDER holds a folder for each network, with case.json, input.bin and output.bin (float32), and the files
NETWORK.keras and NETWORK.onnx. One JSON object a network goes to standard output.
"""
import json
import pathlib
import sys

import keras
import numpy as np
import onnx
import onnxruntime


def check(folder):
    case = json.loads((folder / "case.json").read_text())
    values = np.fromfile(folder / "input.bin", "<f4").reshape(case["inputShape"])
    expected = np.fromfile(folder / "output.bin", "<f4").reshape(case["outputShape"])

    network = keras.saving.load_model(folder / f"{case['network']}.keras")
    drawn = np.asarray(network(values, training=False))

    path = str(folder / f"{case['network']}.onnx")
    onnx.checker.check_model(onnx.load(path), full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()
    (run,) = session.run(None, {given.name: values})
    shown = session.get_modelmeta().custom_metadata_map
    # Another number of digits than one batch.
    (single,) = session.run(None, {given.name: values[:1]})

    return {
        "name": folder.name,
        "keras": float(np.abs(drawn - expected).max()),
        "onnx": float(np.abs(run - expected).max()),
        "onnxAlone": float(np.abs(single - expected[:1]).max()),
        "shape": list(run.shape),
        "parameters": network.count_params(),
        "momentum": [
            layer.momentum for layer in network.layers if hasattr(layer, "momentum")
        ],
        "rates": [layer.rate for layer in network.layers if hasattr(layer, "rate")],
        "metadata": shown,
    }


for folder in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    print(json.dumps(check(folder)), flush=True)

"""Networks of the Python program, saved by the real Keras in each of its ways, and what they draw.

    make-models.py FOLDER SPEC...

where SPEC is name:width:noise_dim:strides:kind:way:format. Beside each network lies NAME.json: inputs, and what
Keras makes of them. Weights and the statistics of the batch normalisations are drawn: none is as Keras begins
with.

With TF_USE_LEGACY_KERAS=1 it is Keras 2 (tf_keras) that saves, and with `tfjs` as the format TensorFlow.js's
converter writes a folder.
"""
import json
import os
import sys

import numpy as np

legacy = os.environ.get("TF_USE_LEGACY_KERAS") == "1"
if legacy:
    import tf_keras as keras
else:
    import keras
layers = keras.layers

STRIDES = {"usual": (2, 2, 1, 1), "late": (1, 2, 1, 2)}


def generator_layers(width, strides):
    base = int(1024 * width)
    yield layers.Dense(7 * 7 * base, use_bias=False)
    yield layers.BatchNormalization(momentum=0.9)
    yield layers.LeakyReLU()
    yield layers.Reshape((7, 7, base))
    for filters, stride in zip((512, 256, 128), strides):
        yield layers.Conv2DTranspose(
            int(filters * width), (5, 5), strides=stride, padding="same", use_bias=False
        )
        yield layers.BatchNormalization()
        yield layers.LeakyReLU()
    yield layers.Conv2DTranspose(
        1, (5, 5), strides=strides[3], padding="same", use_bias=False, activation="tanh"
    )


def discriminator_layers(width):
    for filters in (128, 256, 512):
        yield layers.Conv2D(int(filters * width), (5, 5), strides=(2, 2), padding="same")
        yield layers.LeakyReLU()
        yield layers.Dropout(0.3)
    yield layers.Flatten()
    yield layers.Dense(1)


def built(chain, shape, way):
    if way == "functional":
        inputs = outputs = keras.Input(shape)
        for layer in chain:
            outputs = layer(outputs)
        return keras.Model(inputs, outputs)
    if way == "named":  # by somebody's own names
        chain = list(chain)
        for place, layer in enumerate(chain):
            setattr(layer, "_name" if legacy else "name", f"step_{place}")
        return keras.Sequential([keras.Input(shape), *chain])
    if way == "called":  # as the program had it: the first call builds it
        model = keras.Sequential(list(chain))
        model(np.zeros((1, *shape), np.float32))
        return model
    return keras.Sequential([keras.Input(shape), *chain])


def drawn(network, random):
    for weight in network.weights:
        name = weight.name if legacy else weight.path
        shape = tuple(weight.shape)
        if "gamma" in name:
            value = 1 + 0.3 * random.standard_normal(shape)
        elif "variance" in name:
            value = random.uniform(0.4, 2.5, shape)
        elif "beta" in name or "mean" in name or "bias" in name:
            value = 0.3 * random.standard_normal(shape)
        else:
            inputs = np.prod(shape[:-1]) if len(shape) == 2 else shape[0] * shape[1] * shape[-1] / 3
            value = random.standard_normal(shape) / np.sqrt(inputs)
        weight.assign(np.asarray(value, np.float32))


def save(network, folder, name, form):
    if form == "tfjs":
        from tfjs_converter import save_keras_model

        save_keras_model(network, os.path.join(folder, name))
    elif form == "compiled":
        network.compile(optimizer=keras.optimizers.Adam(1e-4), loss="mse")
        network.optimizer.build(network.trainable_variables)
        network.save(os.path.join(folder, f"{name}.keras"))
    else:
        network.save(os.path.join(folder, f"{name}.{form}"))


def main(folder, *specs):
    os.makedirs(folder, exist_ok=True)
    for spec in specs:
        name, width, noise_dim, variant, kind, way, form = spec.split(":")
        width, noise_dim = float(width), int(noise_dim)
        random = np.random.default_rng(sum(map(ord, spec)))
        if kind == "discriminator":
            chain, shape = discriminator_layers(width), (28, 28, 1)
        else:
            chain, shape = generator_layers(width, STRIDES[variant]), (noise_dim,)
        network = built(chain, shape, way)
        drawn(network, random)
        save(network, folder, name, form)
        inputs = random.standard_normal((2, *shape)).round(3).astype(np.float32)
        outputs = np.asarray(network(inputs, training=False))
        facts = {
            "keras": keras.__version__,
            "parameters": network.count_params(),
            "inputs": [round(float(value), 3) for value in inputs.ravel()],
            "outputs": [round(float(value), 6) for value in outputs.ravel()],
        }
        with open(os.path.join(folder, f"{name}.json"), "w") as file:
            json.dump(facts, file)


main(*sys.argv[1:])

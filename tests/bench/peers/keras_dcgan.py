"""Peer: the same networks in Keras, in graph mode as TensorFlow's DCGAN guide trains them."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

from worker_loop import options, read_images, serve

import keras
import numpy as np
import tensorflow as tf
from keras import layers

BATCH = options["batch"]
NOISE = 100
# All of a thousand at once are slower; 32 and 128 differ little.
GENERATED_AT_ONCE = 64

keras.utils.set_random_seed(1)
if options["precision"] == "bfloat16":
    keras.mixed_precision.set_global_policy("mixed_bfloat16")


def wide(channels):
    return int(channels * options["width"])


def initial():
    return keras.initializers.RandomNormal(stddev=0.02)


def normalized():
    return [layers.BatchNormalization(momentum=0.9, epsilon=1e-3), layers.LeakyReLU(0.3)]


def upsampled(filters, strides):
    return layers.Conv2DTranspose(
        filters, 5, strides=strides, padding="same", use_bias=False, kernel_initializer=initial()
    )


def downsampled(filters):
    convolution = layers.Conv2D(
        filters, 5, strides=2, padding="same", kernel_initializer=initial()
    )
    return [convolution, layers.LeakyReLU(0.3), layers.Dropout(0.3)]


# Results that losses and people see are float32 in every precision, as Keras advises.
generator = keras.Sequential(
    [
        layers.Input((NOISE,)),
        layers.Dense(7 * 7 * wide(1024), use_bias=False, kernel_initializer=initial()),
        *normalized(),
        layers.Reshape((7, 7, wide(1024))),
        upsampled(wide(512), 2),
        *normalized(),
        upsampled(wide(256), 2),
        *normalized(),
        upsampled(wide(128), 1),
        *normalized(),
        upsampled(1, 1),
        layers.Activation("tanh", dtype="float32"),
    ]
)
discriminator = keras.Sequential(
    [
        layers.Input((28, 28, 1)),
        *downsampled(wide(128)),
        *downsampled(wide(256)),
        *downsampled(wide(512)),
        layers.Flatten(),
        layers.Dense(1, kernel_initializer=initial()),
        layers.Activation("linear", dtype="float32"),
    ]
)
cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)
generator_adam = keras.optimizers.Adam(2e-4, beta_1=0.5)
discriminator_adam = keras.optimizers.Adam(2e-4, beta_1=0.5)
generator_adam.build(generator.trainable_variables)
discriminator_adam.build(discriminator.trainable_variables)


@tf.function(jit_compile=options["jit"])
def train_on(images):
    noise = tf.random.normal([BATCH, NOISE])
    with tf.GradientTape() as generator_tape, tf.GradientTape() as discriminator_tape:
        made = generator(noise, training=True)
        real = discriminator(images, training=True)
        fake = discriminator(made, training=True)
        generator_loss = cross_entropy(tf.ones_like(fake), fake)
        discriminator_loss = cross_entropy(tf.ones_like(real), real) + cross_entropy(
            tf.zeros_like(fake), fake
        )
    for tape, loss, network, adam in (
        (generator_tape, generator_loss, generator, generator_adam),
        (discriminator_tape, discriminator_loss, discriminator, discriminator_adam),
    ):
        gradients = tape.gradient(loss, network.trainable_variables)
        adam.apply_gradients(zip(gradients, network.trainable_variables))
    return tf.stack([generator_loss, discriminator_loss])


pixels, count = read_images()
table = tf.constant(np.frombuffer(pixels, np.uint8).reshape(count, 28, 28, 1))


@tf.function
def step(places):
    return train_on(tf.cast(tf.gather(table, places), tf.float32) / 127.5 - 1)


def shuffled():
    while True:
        order = np.random.permutation(count).astype(np.int32)
        for start in range(0, count - BATCH + 1, BATCH):
            yield order[start : start + BATCH]


batches = shuffled()


def train_step():
    losses = step(tf.constant(next(batches))).numpy()
    if not np.isfinite(losses).all():
        raise FloatingPointError("a loss is not finite")


@tf.function
def digits(size):
    images = generator(tf.random.normal([size, NOISE]), training=False)
    return tf.cast(tf.round(images * 127.5 + 127.5), tf.uint8)


def generate(wanted):
    sizes = [min(GENERATED_AT_ONCE, wanted - done) for done in range(0, wanted, GENERATED_AT_ONCE)]
    return np.concatenate([digits(size).numpy() for size in sizes])


serve({"TensorFlow (Python)": tf.__version__, "Keras": keras.__version__}, train_step, generate)

"""
Makes what the benchmark composes itself: the texts, strips of real writers to train on and to be tested
on, and strips of MNIST's digits in any order.
"""

import argparse
import pathlib

import numpy

from compose import choose_digits, concatenated, pasted, scanned
from strips import write_tar
from texts import draw_texts
from writers import Digits

APART = (1.0, 7.0)
TOUCHING = (-3.0, 0.5)

parser = argparse.ArgumentParser()
parser.add_argument("--mnist", required=True)
parser.add_argument("--writers", required=True)
parser.add_argument("--train", type=int, required=True)
parser.add_argument("--test", type=int, required=True)
parser.add_argument("--out", required=True)
parser.add_argument("--sets", required=True, help="names with commas between; those that are there stay")
options = parser.parse_args()

out = pathlib.Path(options.out)
out.mkdir(parents=True, exist_ok=True)
test_texts = draw_texts(options.test, 1)
train_texts = draw_texts(options.train, 2, [text for _, text in test_texts])
(out / "texts.txt").write_text("".join(f"{text}\n" for _, text in train_texts), "utf-8")


def writers_of(digits, part):
    return digits.by_writer(f"{options.writers}/mnist-{part}-writers-uint16le.bin.gz")


def write(name, texts, seed, strip):
    """Each strip has random numbers of its own, so that a set does not depend on another's."""
    path = out / f"{name}.tar"
    if path.exists() or name not in options.sets.split(","):
        return
    write_tar(
        path,
        (
            (f"{kind}-{at:06}", strip(text, numpy.random.default_rng([seed, at])), text)
            for at, (kind, text) in enumerate(texts)
        ),
    )
    print(f"{name}: {len(texts)} strips", flush=True)


def pasting(digits, hands, gap):
    def strip(text, rng):
        return pasted(text, digits.images[choose_digits(text, hands, rng)], rng, gap)

    return strip


def scanning(strip):
    return lambda text, rng: scanned(strip(text, rng), rng)


test = Digits(options.mnist, "test")
test_writers = writers_of(test, "test")
write("test-apart", test_texts, 11, pasting(test, test_writers, APART))
write("test-touching", test_texts, 12, pasting(test, test_writers, TOUCHING))
write("test-scanned", test_texts, 13, scanning(pasting(test, test_writers, APART)))

train = Digits(options.mnist, "train")
train_writers = writers_of(train, "train")
anybody = [train.of_anybody()]
write("real", train_texts, 21, pasting(train, train_writers, APART))
write("real-touching", train_texts, 22, pasting(train, train_writers, TOUCHING))
write("real-scanned", train_texts, 23, scanning(pasting(train, train_writers, APART)))
write("real-mixed-hands", train_texts, 24, pasting(train, anybody, APART))


def concatenating(text, rng):
    return concatenated(text, train.images[choose_digits(text, anybody, rng)], rng)


write("any-order", train_texts, 31, concatenating)

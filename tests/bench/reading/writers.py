"""MNIST's digits by who wrote them."""

import gzip
import pathlib
import struct

import numpy


def read_idx(path):
    data = pathlib.Path(path).read_bytes()
    dimensions = data[3]
    shape = struct.unpack(f">{dimensions}I", data[4 : 4 + 4 * dimensions])
    return numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * dimensions).reshape(shape)


class Digits:
    """A part of MNIST: `images` [count, 28, 28], ink 255; `labels` [count]."""

    def __init__(self, folder, part):
        prefix = {"train": "train", "test": "t10k"}[part]
        self.images = read_idx(f"{folder}/{prefix}-images-idx3-ubyte")
        self.labels = read_idx(f"{folder}/{prefix}-labels-idx1-ubyte")

    def of_anybody(self):
        """The numbers of each label's images."""
        return [numpy.flatnonzero(self.labels == label) for label in range(10)]

    def by_writer(self, file):
        """The same for each writer. `file` has a number for each image: uint16, little-endian, gzip."""
        writers = numpy.frombuffer(gzip.decompress(pathlib.Path(file).read_bytes()), "<u2")
        if len(writers) != len(self.labels):
            raise SystemExit(f"{file} has {len(writers)} writers, not {len(self.labels)}.")
        return [
            [numpy.flatnonzero((writers == writer) & (self.labels == label)) for label in range(10)]
            for writer in numpy.unique(writers)
        ]

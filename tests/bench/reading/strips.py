"""Strips on disk: WebDataset's tars, and TRDG's folders."""

import io
import pathlib
import tarfile

import numpy
from PIL import Image

from compose import HEIGHT

WIDEST = 256


def read_strips(place, most=None):
    """
    [(key, picture of HEIGHT rows, text), …] of a tar, a folder of tars, or a folder of TRDG's: the first
    ones, where `most` says how many.
    """
    place = pathlib.Path(place)
    if (place / "labels.txt").exists():
        lines = (place / "labels.txt").read_text("utf-8").splitlines()
        pairs = [line.split(" ", 1) for line in lines[:most]]
        return [(name, usual_size(Image.open(place / name)), text) for name, text in pairs]
    tars = sorted(place.glob("*.tar")) if place.is_dir() else [place]
    strips = []
    for path in tars:
        if most is None or len(strips) < most:
            strips += read_tar(path)
    return strips[:most]


def read_tar(path):
    parts = {}
    with tarfile.open(path) as tar:
        for member in tar:
            key, _, ending = member.name.partition(".")
            if ending in ("png", "txt"):
                parts.setdefault(key, {})[ending] = tar.extractfile(member).read()
    return [
        (key, usual_size(Image.open(io.BytesIO(part["png"]))), part["txt"].decode("utf-8"))
        for key, part in parts.items()
    ]


def usual_size(image):
    image = image.convert("L")
    width = min(WIDEST, max(8, round(image.width * HEIGHT / image.height)))
    if image.size != (width, HEIGHT):
        image = image.resize((width, HEIGHT), Image.BILINEAR)
    return numpy.asarray(image)


def write_tar(path, strips):
    """The counterpart, for strips that are composed here."""
    path = pathlib.Path(path)
    partial = path.with_suffix(".partial")
    with tarfile.open(partial, "w") as tar:
        for key, picture, text in strips:
            packed = io.BytesIO()
            Image.fromarray(picture).save(packed, "PNG", compress_level=1)
            for ending, data in (("png", packed.getvalue()), ("txt", text.encode("utf-8"))):
                member = tarfile.TarInfo(f"{key}.{ending}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    partial.rename(path)

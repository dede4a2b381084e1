"""Reads data sets with their readers' own libraries: every label has to come back as it was written."""

import io
import json
import os
import pathlib
import struct
import sys

# Nothing is looked for on the network.
os.environ["HF_DATASETS_OFFLINE"] = os.environ["HF_HUB_OFFLINE"] = "1"

import crc32c
import datasets
import lmdb
import mnist
import numpy
import pandas
import pyarrow.parquet
import webdataset
from lmdb.verify import verify
from PIL import Image
from pycocotools.coco import COCO
from tfrecord.reader import tfrecord_loader

strips, unparted, digits = (pathlib.Path(argument) for argument in sys.argv[1:])
splits = ["train", "val", "test"]
long_names = {"train": "train", "val": "validation", "test": "test"}
failures = []


def expect(what, found, wanted):
    is_good = found == wanted and len(wanted) > 0
    print(f"{what}: {'good' if is_good else 'WRONG'} ({len(wanted)})")
    if not is_good:
        failures.append(what)


def pixels_of(png):
    image = Image.open(io.BytesIO(png))
    return image.mode, image.size, image.tobytes()


def read_split(split):
    records = [json.loads(line) for line in (strips / f"labels_{split}.jsonl").open()]
    keys = [record["key"] for record in records]
    labels = {record["key"]: record["text"] for record in records}
    pictures = {
        key: pixels_of((strips / "images" / split / f"{key}.png").read_bytes()) for key in keys
    }

    def expect_both(what, found_labels, found_pictures):
        expect(f"{what} {split}", found_labels, labels)
        expect(f"{what}'s pixels {split}", found_pictures, pictures)

    read_webdataset(split, records, labels)
    expect_both("Parquet by datasets", *read_hub(split, keys, records))
    expect_both("LMDB", *read_lmdb(split, keys))
    expect_both("TFRecord", *read_tfrecord(split, keys))
    read_trees(split, labels, keys)
    read_coco(split, records, labels)


def read_webdataset(split, records, labels):
    shards = sorted(str(path) for path in (strips / "webdataset").glob(f"digits-{split}-*.tar"))
    read, sizes = {}, {}
    for sample in webdataset.WebDataset(shards, shardshuffle=False).decode("l8"):
        read[sample["__key__"]] = sample["txt"]
        sizes[sample["__key__"]] = (sample["png"].shape, sample["mask.png"].shape)
    expect(f"webdataset {split}", read, labels)
    shapes = {r["key"]: ((r["height"], r["width"]),) * 2 for r in records}
    expect(f"webdataset's pictures {split}", sizes, shapes)


hub = datasets.load_dataset(str(strips), cache_dir=str(strips.parent / "hub"))


def read_hub(split, keys, records):
    part = hub[long_names[split]]
    boxes = {record["key"]: record["boxes"] for record in records}
    expect(f"Parquet's boxes {split}", dict(zip(keys, part["boxes"])), boxes)
    expect(f"Parquet's baselines {split}", part["baseline"][:], [r["baseline"] for r in records])
    files = sorted((strips / "data").glob(f"{long_names[split]}-*.parquet"))
    tables = [pyarrow.parquet.read_table(file) for file in files]
    texts = [text for table in tables for text in table["text"].to_pylist()]
    expect(f"Parquet by pyarrow {split}", texts, [record["text"] for record in records])
    frame = pandas.concat(pandas.read_parquet(file) for file in files)
    expect(f"Parquet by pandas {split}", frame["text"].tolist(), texts)
    alone = datasets.Features.from_arrow_schema(tables[0].schema)
    expect(f"Parquet's own columns {split}", alone, part.features)
    raw = part.cast_column("image", datasets.Image(decode=False))
    names = [f"{key}.png" for key in keys]
    expect(f"Parquet's names {split}", [image["path"] for image in raw["image"]], names)
    decoded = [(image.mode, image.size, image.tobytes()) for image in part["image"]]
    return dict(zip(keys, part["text"])), dict(zip(keys, decoded))


def read_lmdb(split, keys):
    folder = strips / "lmdb" / split
    expect(f"LMDB's structure {split}", ["sound", *verify(str(folder))], ["sound"])
    # As deep-text-recognition-benchmark, PARSeq and PaddleOCR have it.
    env = lmdb.open(str(folder), max_readers=32, readonly=True, lock=False, readahead=False, meminit=False)
    labels, pictures = {}, {}
    with env.begin(write=False) as txn:
        count = int(txn.get("num-samples".encode()))
        for index, key in zip(range(1, count + 1), keys, strict=True):
            labels[key] = txn.get("label-%09d".encode() % index).decode("utf-8")
            pictures[key] = pixels_of(txn.get("image-%09d".encode() % index))
        in_order = [key for key, _ in txn.cursor()]
        expect(f"LMDB's keys {split}", in_order, sorted(in_order))
    env.close()
    return labels, pictures


def read_tfrecord(split, keys):
    labels, pictures = [], []
    for file in sorted((strips / "tfrecord").glob(f"{long_names[split]}-*.tfrecord")):
        expect(f"TFRecord's checksums {file.stem}", *checksums(file.read_bytes()))
        for example in tfrecord_loader(str(file), None):
            labels.append(bytes(example["image/text"]).decode())
            pictures.append(pixels_of(bytes(example["image/encoded"])))
    return dict(zip(keys, labels)), dict(zip(keys, pictures))


def checksums(file):
    """Found and wanted ones, by an implementation of CRC-32C that is not ours."""
    found, wanted, at = [], [], 0

    def masked(data):
        crc = crc32c.crc32c(data)
        return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF

    while at < len(file):
        (length,) = struct.unpack_from("<Q", file, at)
        data = file[at + 12 : at + 12 + length]
        found += struct.unpack_from("<I", file, at + 8) + struct.unpack_from("<I", file, at + 12 + length)
        wanted += [masked(file[at : at + 8]), masked(data)]
        at += 16 + length
    return found, wanted


def read_trees(split, labels, keys):
    # As EasyOCR's trainer has it (trainer/dataset.py).
    table = pandas.read_csv(
        strips / "images" / split / "labels.csv",
        sep="^([^,]+),",
        engine="python",
        usecols=["filename", "words"],
        keep_default_na=False,
    )
    found = {name.removesuffix(".png"): text for name, text in zip(table["filename"], table["words"])}
    expect(f"EasyOCR {split}", found, labels)

    # As PaddleOCR has it (ppocr/data/simple_dataset.py).
    with (strips / f"rec_gt_{split}.txt").open("rb") as lines:
        pairs = [line.decode("utf-8").strip("\n").split("\t") for line in lines]
    expect(f"PaddleOCR {split}", {pathlib.Path(path).stem: text for path, text in pairs}, labels)
    expect(f"PaddleOCR's pictures {split}", [pathlib.Path(path).stem for path, _ in pairs], keys)
    for path, _ in pairs:
        Image.open(strips / path).verify()

    texts = (strips / "images" / split).glob("*.gt.txt")
    expect(f"gt.txt {split}", {p.name.removesuffix(".gt.txt"): p.read_text() for p in texts}, labels)


def read_coco(split, records, labels):
    coco = COCO(str(strips / "annotations" / f"instances_{split}.json"))
    right = {}
    for record, image in zip(records, coco.dataset["images"]):
        annotations = coco.loadAnns(coco.getAnnIds(imgIds=image["id"]))
        names = "".join(coco.cats[annotation["category_id"]]["name"] for annotation in annotations)
        masks = all(int(coco.annToMask(a).sum()) == a["area"] > 0 for a in annotations)
        right[record["key"]] = (names, masks)
    expect(
        f"COCO {split}",
        right,
        {key: (text.replace(" ", ""), True) for key, text in labels.items()},
    )


def shard_records(folder, split):
    files = sorted((folder / "shards").glob(f"{split}-*.jsonl"))
    return [json.loads(line) for file in files for line in file.open()]


def read_doctr(split):
    # As docTR has it (doctr/datasets/recognition.py).
    folder, data = unparted / "images" / split, []
    with (unparted / f"labels_{split}.json").open(encoding="utf-8") as file:
        labels = json.load(file)
    for img_name, label in labels.items():
        if not os.path.exists(os.path.join(folder, img_name)):
            raise FileNotFoundError(f"unable to locate {os.path.join(folder, img_name)}")
        data.append((img_name, label))
    records = shard_records(unparted, split)
    expect(f"docTR {split}", data, [(f"{r['key']}.png", r["text"]) for r in records])


def read_digits():
    arrays = numpy.load(digits / "digits.npz")
    shapes = {name: (array.shape, str(array.dtype)) for name, array in arrays.items()}
    counts = {"train": 30, "val": 15, "test": 15}
    wanted = {f"x_{split}": ((count, 28, 28), "uint8") for split, count in counts.items()}
    wanted |= {f"y_{split}": ((count,), "uint8") for split, count in counts.items()}
    expect("NPZ's arrays", shapes, wanted)
    # Each of the ten digits comes as often as the others.
    written = [int(label) for split in splits for label in arrays[f"y_{split}"]]
    expect("NPZ's labels", numpy.bincount(written).tolist(), [6] * 10)
    reader = mnist.MNIST(str(digits / "idx"), return_type="numpy")
    for split, (images, labels) in [("train", reader.load_training()), ("test", reader.load_testing())]:
        expect(f"IDX's labels {split}", labels.tolist(), arrays[f"y_{split}"].tolist())
        flat = arrays[f"x_{split}"].reshape(len(images), -1)
        expect(f"IDX's pixels {split}", images.tolist(), flat.tolist())


for split in splits:
    read_split(split)
    read_doctr(split)
read_digits()
print(f"{len(failures)} failures" if failures else "All is good.")
sys.exit(1 if failures else 0)

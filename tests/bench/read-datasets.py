"""Reads a data set with its readers' own libraries: every label has to come back as it was written."""

import json
import pathlib
import sys

import pandas
import webdataset
from PIL import Image
from pycocotools.coco import COCO

folder = pathlib.Path(sys.argv[1])
splits = ["train", "val", "test"]
failures = []


def expect(what, found, wanted):
    print(f"{what}: {'good' if found == wanted else 'WRONG'} ({len(wanted)})")
    if found != wanted:
        failures.append(what)


for split in splits:
    records = [json.loads(line) for line in (folder / f"labels_{split}.jsonl").open()]
    labels = {record["key"]: record["text"] for record in records}

    shards = sorted(str(path) for path in (folder / "webdataset").glob(f"digits-{split}-*.tar"))
    read, sizes = {}, {}
    for sample in webdataset.WebDataset(shards, shardshuffle=False).decode("l8"):
        read[sample["__key__"]] = sample["txt"]
        sizes[sample["__key__"]] = (sample["png"].shape, sample["mask.png"].shape)
    expect(f"webdataset {split}", read, labels)
    shapes = {r["key"]: ((r["height"], r["width"]),) * 2 for r in records}
    expect(f"webdataset's pictures {split}", sizes, shapes)

    # As EasyOCR's trainer has it (trainer/dataset.py).
    table = pandas.read_csv(
        folder / "images" / split / "labels.csv",
        sep="^([^,]+),",
        engine="python",
        usecols=["filename", "words"],
        keep_default_na=False,
    )
    found = {name.removesuffix(".png"): text for name, text in zip(table["filename"], table["words"])}
    expect(f"EasyOCR {split}", found, labels)

    # As PaddleOCR has it (ppocr/data/simple_dataset.py).
    with (folder / f"rec_gt_{split}.txt").open("rb") as lines:
        pairs = [line.decode("utf-8").strip("\n").split("\t") for line in lines]
    expect(f"PaddleOCR {split}", {pathlib.Path(path).stem: text for path, text in pairs}, labels)
    for path, _ in pairs:
        Image.open(folder / path).verify()

    texts = (folder / "images" / split).glob("*.gt.txt")
    expect(f"gt.txt {split}", {p.name.removesuffix(".gt.txt"): p.read_text() for p in texts}, labels)

    coco = COCO(str(folder / "annotations" / f"instances_{split}.json"))
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

sys.exit(1 if failures else 0)

"""Trains a reader on a set of strips, has it read the test sets, and writes what came of it as JSON."""

import argparse
import json
import math
import pathlib
import time

import numpy
import torch

from network import Reader, to_batch, to_classes, to_texts
from strips import read_strips

BATCH = 64
FASTEST = 3e-3
WARM_UP = 100


def batches(strips, seed):
    """Numbers of strips that are about as wide as each other, without end."""
    rng = numpy.random.default_rng(seed)
    widths = numpy.array([picture.shape[1] for _, picture, _ in strips])
    while True:
        order = rng.permutation(len(strips))
        ready = []
        for begin in range(0, len(order), 32 * BATCH):
            near = order[begin : begin + 32 * BATCH]
            near = near[numpy.argsort(widths[near], kind="stable")]
            ready += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        for at in rng.permutation(len(ready)):
            yield ready[at]


def learning_rate(step, steps):
    warm = min(1, (step + 1) / WARM_UP)
    return FASTEST * warm * (0.5 + 0.5 * math.cos(math.pi * step / steps))


def train(strips, steps, seed):
    torch.manual_seed(seed)
    reader = Reader()
    optimizer = torch.optim.AdamW(reader.parameters(), weight_decay=1e-3)
    loss_of = torch.nn.CTCLoss(zero_infinity=True)
    chosen = batches(strips, seed)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, steps)
        batch = [strips[at] for at in next(chosen)]
        pictures, lengths = to_batch([picture for _, picture, _ in batch])
        texts = [to_classes(text) for _, _, text in batch]
        wanted = torch.tensor([number for text in texts for number in text])
        loss = loss_of(reader(pictures), wanted, lengths, torch.tensor([len(text) for text in texts]))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 5)
        optimizer.step()
        losses.append(loss.item())
        if (step + 1) % 100 == 0:
            print(f"step {step + 1} of {steps}: loss {numpy.mean(losses[-100:]):.4f}", flush=True)
    return reader, float(numpy.mean(losses[-100:]))


def read(reader, strips):
    reader.eval()
    order = sorted(range(len(strips)), key=lambda at: strips[at][1].shape[1])
    found = {}
    with torch.no_grad():
        for begin in range(0, len(order), 256):
            some = order[begin : begin + 256]
            pictures, lengths = to_batch([strips[at][1] for at in some])
            found.update(zip(some, to_texts(reader(pictures), lengths)))
    return [found[at] for at in range(len(strips))]


def distance(a, b):
    """Levenshtein's."""
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (one != other))
    return row[-1]


def measure(strips, found):
    """Shares of strips that were read as they are, and of characters that were not."""
    right, kinds = 0, {}
    for (key, _, text), said in zip(strips, found):
        right += said == text
        kinds.setdefault(key.split("-")[0], []).append(said == text)
    wrong = sum(distance(text, said) for (_, _, text), said in zip(strips, found))
    return {
        "accuracy": right / len(strips),
        "characterErrors": wrong / sum(len(text) for _, _, text in strips),
        "kinds": {kind: sum(all_) / len(all_) for kind, all_ in kinds.items()},
        "errors": [
            [key, text, said] for (key, _, text), said in zip(strips, found) if said != text
        ],
    }


parser = argparse.ArgumentParser()
parser.add_argument("--train", required=True)
parser.add_argument("--strips", type=int, help="the first ones")
parser.add_argument("--test", action="append", required=True, help="NAME=FILE")
parser.add_argument("--steps", type=int, required=True)
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--out", required=True)
options = parser.parse_args()

torch.set_num_threads(1)
began = time.process_time()
strips = read_strips(options.train, options.strips)
reader, loss = train(strips, options.steps, options.seed)
trained = time.process_time()
tests = {}
for test in options.test:
    name, _, place = test.partition("=")
    asked = read_strips(place)
    tests[name] = measure(asked, read(reader, asked))
result = {
    "strips": len(strips),
    "steps": options.steps,
    "seed": options.seed,
    "loss": loss,
    "trainingSeconds": trained - began,
    "tests": tests,
}
out = pathlib.Path(options.out)
partial = out.with_suffix(".partial")
partial.write_text(json.dumps(result, indent=1), "utf-8")
partial.rename(out)

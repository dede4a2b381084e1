"""
Writes a bank of the same digits, each of any hand: what strips lose where hands are mixed.
usage: mix_hands.py BANK OUT
"""

import hashlib
import json
import pathlib
import sys

import numpy

# The layout is in docs/datasets.md.
HEADER_AT, HASH = 12, 32
RECORD = numpy.dtype([("hand", "<u4"), ("other", "u1", 16), ("label", "u1"), ("rest", "u1", 7)])

bank, out = sys.argv[1:]
content = bytearray(pathlib.Path(bank).read_bytes()[:-HASH])
records_at = HEADER_AT + int.from_bytes(content[HEADER_AT - 4 : HEADER_AT], "little")
count = json.loads(content[HEADER_AT:records_at])["digits"]
records = numpy.frombuffer(content, RECORD, count, records_at)
rng = numpy.random.default_rng(1)
for label in range(10):
    own = numpy.flatnonzero(records["label"] == label)
    records["hand"][own] = rng.permutation(records["hand"][own])
pathlib.Path(out).write_bytes(content + hashlib.sha256(content).digest())

"""Stands in for `digits` in tests: shards of a plan are markers, and some fail as the plan says.

{"shards": ["a", "b"], "fail": {"b": 2}, "how": "error" | "kill" | "nothing"}
"""

import json
import os
import signal
import sys
from pathlib import Path

_, verb, folder, *rest = sys.argv[1:]
place = Path(folder)


def refuse(message: str) -> None:
    print(json.dumps({"error": {"code": "INVALID_DATA", "message": message}}))
    sys.exit(1)


def try_again(shard: str) -> bool:
    """Whether this attempt has to fail; each is remembered."""
    tries = place / f"{shard}.tries"
    before = len(tries.read_text()) if tries.exists() else 0
    tries.write_text("x" * (before + 1))
    return before < plan["fail"].get(shard, 0)


def make(shard: str) -> None:
    if try_again(shard):
        if plan["how"] == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if plan["how"] == "error":
            refuse(f"{shard} can't be made: the disk is full.")
        return
    (place / f"{shard}.marker").write_text("made")


if not (place / "plan.json").exists():
    refuse(f"There is no data set in {folder}.")
plan = json.loads((place / "plan.json").read_text())
missing = [shard for shard in plan["shards"] if not (place / f"{shard}.marker").exists()]
if verb == "make":
    make(rest[rest.index("--shard") + 1])
if verb == "finish":
    if missing:
        refuse(f"{missing[0]} is missing.")
    (place / "finished").write_text("")
print(
    json.dumps(
        {
            "shards": len(plan["shards"]),
            "done": len(plan["shards"]) - len(missing),
            "missing": missing,
            "damaged": [],
            "finished": (place / "finished").exists(),
        }
    )
)

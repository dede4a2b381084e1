"""The command `digits dataset`, as functions."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from typing import Any, TypedDict


class Result(TypedDict):
    """What happened to a shard. `why` says what failed, and is empty where nothing did."""

    shard: str
    seconds: float
    why: str


class DigitsError(Exception):
    """`digits` refused, failed or could not be started; the text says why, in a sentence."""


def make_shard(folder: str, shard: str, program: Sequence[str] = ("digits",)) -> Result:
    """Makes a shard, unless it is there. It can be pickled, and what fails is told, never raised.

    Args:
        folder: the data set's, the same for every machine, as by a shared file system.
        shard: such as `train-000012`.
        program: the words by which `digits` is started on the machine that makes it.
    """
    begun = time.monotonic()
    why = ""
    try:
        _ask(program, "make", folder, "--shard", shard)
    except DigitsError as error:
        why = str(error)
    return Result(shard=shard, seconds=time.monotonic() - begun, why=why)


def status(folder: str, program: Sequence[str] = ("digits",)) -> dict[str, Any]:
    """What is there of a data set: among other things `shards`, `done`, `missing` and `finished`.

    Raises:
        DigitsError: there is no data set in the folder, or no `digits`.
    """
    return _ask(program, "status", folder)


def finish(folder: str, program: Sequence[str] = ("digits",)) -> None:
    """Writes what tells of all shards, once all are there.

    Raises:
        DigitsError: a shard is missing, the disk is full, or the like.
    """
    _ask(program, "finish", folder)


def _ask(program: Sequence[str], *words: str) -> dict[str, Any]:
    """The answer of a `digits dataset` that ended well."""
    name, *rest = program
    # Where `digits` is a script of Windows, only its whole path starts it.
    command = [shutil.which(name) or name, *rest, "dataset", *words, "--json"]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        why = f"{name} can't be started: {error.strerror or error}"
        raise DigitsError(f"{why}. Install it, or say how it is started (program).") from error
    answer = _answer(done.stdout)
    if done.returncode == 0 and answer is not None:
        return answer
    raise DigitsError(_reason(done, answer))


def _answer(text: str) -> dict[str, Any] | None:
    try:
        answer = json.loads(text)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _reason(done: subprocess.CompletedProcess[str], answer: dict[str, Any] | None) -> str:
    if answer is not None and isinstance(answer.get("error"), dict):
        return str(answer["error"].get("message", "digits says nothing of what failed."))
    if done.returncode < 0:
        name = signal.Signals(-done.returncode).name
        return f"digits was ended by {name}; SIGKILL often means that memory is short."
    last = done.stderr.strip().splitlines()[-1:] or ["it says nothing of why"]
    return f"digits ended with the code {done.returncode}: {last[0]}"

"""The command `digits-scale`, and `python -m digits_scale`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import shlex
import sys
import time
from collections.abc import Callable, Sequence

from digits_scale.command import DigitsError, Result
from digits_scale.engines import EngineError, engines
from digits_scale.runner import Report, run

most_named = 10
"""Failed shards that are named; --json names all."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: the data set is whole; 1: it is not; 2: wrong usage; 130: interrupted."""
    asked = _parser().parse_args(arguments)
    progress = _Progress()
    try:
        report = run(
            asked.folder,
            asked.engine,
            parallelism=asked.parallelism,
            retries=asked.retries,
            program=asked.program,
            on_result=progress.tell,
        )
    except (DigitsError, EngineError) as error:
        return _fail(str(error))
    except ImportError as error:
        package = {"spark": "pyspark"}.get(asked.engine, asked.engine)
        return _fail(f"{asked.engine} is not installed here ({error}): pip install {package}")
    except KeyboardInterrupt:
        again = "What is made is kept: the same command goes on with it."
        return _fail(f"Interrupted. {again}", code=130)
    if asked.json:
        print(json.dumps(dataclasses.asdict(report)))
    else:
        print("\n".join(_lines(asked.folder, report)))
    return 0 if report.finished else 1


def _fail(message: str, code: int = 1) -> int:
    print(f"digits-scale: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="digits-scale",
        description="Makes what is missing of a data set that digits dataset plan has planned.",
    )
    parser.add_argument("folder", help="of the data set, the same on each machine")
    parser.add_argument("--engine", choices=list(engines), default="processes")
    parser.add_argument(
        "--parallelism",
        type=_at_least(1),
        metavar="N",
        help="shards at once (default what the engine has room for)",
    )
    parser.add_argument(
        "--retries",
        type=_at_least(0),
        default=3,
        metavar="N",
        help="how often a shard that failed is tried again (default 3)",
    )
    parser.add_argument(
        "--program",
        type=_words,
        default="digits",
        metavar="WORDS",
        help="how digits is started on each machine (default digits)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _at_least(least: int) -> Callable[[str], int]:
    """A reader of whole numbers, for argparse."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or int(text) < least:
            raise argparse.ArgumentTypeError(
                f"must be a whole number of at least {least}, not {text}"
            )
        return int(text)

    return read


def _words(text: str) -> list[str]:
    """The words of a command line, for argparse."""
    try:
        words = shlex.split(text)
    except ValueError:
        words = []
    if not words or not words[0]:
        raise argparse.ArgumentTypeError(f"must be a command such as digits, not {text!r}")
    return words


class _Progress:
    """Says on standard error what failed at once, and how many are made every ten seconds."""

    def __init__(self) -> None:
        self._made = 0
        self._told = time.monotonic()

    def tell(self, result: Result) -> None:
        if result["why"]:
            print(f"{result['shard']} failed: {result['why']}", file=sys.stderr)
            return
        self._made += 1
        if time.monotonic() - self._told < 10:
            return
        self._told = time.monotonic()
        print(f"{self._made} shards made", file=sys.stderr)


def _lines(folder: str, report: Report) -> list[str]:
    there = report.shards - len(report.failed)
    attempts = "1 attempt" if report.attempts == 1 else f"{report.attempts} attempts"
    lost = f", of which {report.lost} failed" if report.lost else ""
    lines = [
        f"{folder}: {there} of {report.shards} shards are there, {report.before} were before;"
        f" {attempts}{lost}, {report.seconds:.0f} s."
    ]
    for shard, why in list(report.failed.items())[:most_named]:
        lines.append(f"Failed: {shard}: {why}")
    if len(report.failed) > most_named:
        lines.append(f"and {len(report.failed) - most_named} more.")
    if report.failed:
        lines.append("The same command tries them again.")
    return lines


if __name__ == "__main__":
    sys.exit(main())

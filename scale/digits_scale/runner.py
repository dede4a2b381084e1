"""Makes a data set that was planned, by an engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep

from digits_scale.command import Result, finish, make_shard, status
from digits_scale.engines import Each, engines

Tell = Callable[[Result], None]


@dataclass(frozen=True)
class Report:
    """What came of a run."""

    shards: int
    """Of the whole data set."""
    before: int
    """Those that were there already."""
    attempts: int
    """How often a shard was tried, all together."""
    lost: int
    """Attempts that failed."""
    failed: dict[str, str]
    """The shards that are not there, each with why its last attempt failed."""
    finished: bool
    """Whether all shards are there, and what tells of all of them."""
    seconds: float


def run(
    folder: str | os.PathLike[str],
    engine: str = "processes",
    *,
    parallelism: int | None = None,
    retries: int = 3,
    program: Sequence[str] = ("digits",),
    on_result: Tell = lambda result: None,
) -> Report:
    """Makes what is missing of a data set, and finishes it.

    What is there is what `digits dataset status` says: an engine may lose a result, and a worker
    that has done its work. So a run can be repeated, interrupted or killed at any time.

    Args:
        folder: of `digits dataset plan`, the same on each machine.
        engine: `processes`, `ray` or `spark`.
        parallelism: shards at once; by default what the engine has room for.
        retries: how often a shard that failed is tried again, after 1, 2, 4 … s, at most a minute.
        program: the words by which `digits` is started on each machine.
        on_result: is told each attempt, as it ends.

    Raises:
        DigitsError: there is no data set in the folder, or `digits` can't finish it.
        EngineError: the engine can't be reached or started.
        ImportError: the engine is not installed.
        ValueError: there is no such engine, or retries or parallelism are too few.
    """
    _check(engine, parallelism, retries)
    begun = monotonic()
    work = _Work(os.path.abspath(folder), tuple(program), on_result)
    before = work.state["done"]
    if work.wanted():
        with engines[engine](parallelism) as each:
            for again in range(retries + 1):
                if again > 0:
                    sleep(min(60, 2 ** (again - 1)))
                if not work.attempt(each):
                    break
    failed = {shard: work.reasons.get(shard) or _unseen for shard in work.wanted()}
    if not failed and not work.state["finished"]:
        finish(work.folder, work.program)
    return Report(
        shards=work.state["shards"],
        before=before,
        attempts=work.attempts,
        lost=work.lost,
        failed=failed,
        finished=not failed,
        seconds=monotonic() - begun,
    )


_unseen = "it was made, but is not in the folder here: is that the same on every machine?"


class _Work:
    """What is to be made, and what came of it so far."""

    def __init__(self, folder: str, program: tuple[str, ...], tell: Tell) -> None:
        self.folder = folder
        self.program = program
        self.state = status(folder, program)
        self.attempts = 0
        self.lost = 0
        self.reasons: dict[str, str] = {}
        self._tell = tell

    def wanted(self) -> list[str]:
        """Names of the shards that are not there or not whole."""
        return [*self.state["missing"], *(each["shard"] for each in self.state["damaged"])]

    def attempt(self, each: Each) -> bool:
        """Tries all that are wanted once; says whether some still are."""
        make = partial(make_shard, self.folder, program=self.program)
        for result in each(self.wanted(), make):
            self.attempts += 1
            self.lost += result["why"] != ""
            self.reasons[result["shard"]] = result["why"]
            self._tell(result)
        self.state = status(self.folder, self.program)
        return bool(self.wanted())


def _check(engine: str, parallelism: int | None, retries: int) -> None:
    if engine not in engines:
        raise ValueError(f"There is no engine {engine}: choose one of {', '.join(engines)}.")
    if parallelism is not None and parallelism < 1:
        raise ValueError(f"parallelism must be at least 1, not {parallelism}.")
    if retries < 0:
        raise ValueError(f"retries must be at least 0, not {retries}.")

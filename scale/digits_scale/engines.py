"""What calls a function for each shard: one engine each, all with one signature.

An engine is opened for a number of shards at once, and gives a function that has shards made and
yields a result for each as it comes, of failed ones too. It retries nothing: that is done in one
place for all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from multiprocessing.pool import ThreadPool
from typing import Any

from digits_scale import command
from digits_scale.command import Result

Make = Callable[[str], Result]
Each = Callable[[Sequence[str], Make], Iterator[Result]]
Engine = Callable[["int | None"], AbstractContextManager[Each]]


class EngineError(Exception):
    """An engine can't be reached or started; the text says which, and what it says of why."""


@contextmanager
def processes(parallelism: int | None) -> Iterator[Each]:
    """On this machine, each shard by a `digits` of its own; as a rule as many as processors."""

    def each(shards: Sequence[str], make: Make) -> Iterator[Result]:
        yield from pool.imap_unordered(make, shards)

    with ThreadPool(parallelism or os.cpu_count()) as pool:
        yield each


@contextmanager
def on_ray(parallelism: int | None) -> Iterator[Each]:
    """On Ray's cluster: the one that is connected, that of RAY_ADDRESS, or one of this machine.

    As a rule as many at once as the cluster has processors. A cluster that is to grow with what is
    asked of it (autoscaling) needs the number.
    """
    import ray
    from ray import cloudpickle

    def each(shards: Sequence[str], make: Make) -> Iterator[Result]:
        @ray.remote(num_cpus=1, max_retries=0)
        def digits(shard: str) -> Result:
            return make(shard)

        names = iter(shards)
        waiting: dict[Any, str] = {}
        while True:
            most = parallelism or max(1, int(ray.cluster_resources().get("CPU", 1)))
            for shard in islice(names, max(0, most - len(waiting))):
                waiting[digits.remote(shard)] = shard
            if not waiting:
                return
            for done in ray.wait(list(waiting), timeout=10)[0]:
                shard = waiting.pop(done)
                try:
                    yield ray.get(done)
                except ray.exceptions.RayError as error:
                    yield _lost(shard, error)

    is_own = not ray.is_initialized()
    if is_own:
        with _told_as("Ray"):
            ray.init(log_to_driver=False)
    try:
        with _sent_along(cloudpickle):
            yield each
    finally:
        if is_own:
            ray.shutdown()


@contextmanager
def on_spark(parallelism: int | None) -> Iterator[Each]:
    """On Spark: in the session that is active, or in one as spark-submit or this machine has it.

    As a rule as many at once as Spark says. A job has eight shards for each of them; one that Spark
    gives up is told as that many failures.
    """
    from py4j.protocol import Py4JError
    from pyspark import cloudpickle
    from pyspark.sql import SparkSession

    def each(shards: Sequence[str], make: Make) -> Iterator[Result]:
        context = session.sparkContext
        names = iter(shards)
        while batch := list(islice(names, 8 * (parallelism or context.defaultParallelism))):
            try:
                slices = min(len(batch), parallelism or len(batch))
                yield from context.parallelize(batch, slices).map(make).collect()
            except Py4JError as error:
                yield from (_lost(shard, error) for shard in batch)

    active = SparkSession.getActiveSession()
    with _told_as("Spark"):
        session = active or SparkSession.builder.appName("digits").getOrCreate()
    try:
        with _sent_along(cloudpickle):
            yield each
    finally:
        if active is None:
            session.stop()


@contextmanager
def _told_as(name: str) -> Iterator[None]:
    """Whatever an engine raises when it can't be reached or started, in a sentence."""
    try:
        yield
    except Exception as error:
        raise EngineError(f"{name} can't be reached or started: {_first_line(error)}") from error


@contextmanager
def _sent_along(cloudpickle: Any) -> Iterator[None]:
    """Sends workers the functions themselves: this package has not to be installed there."""
    cloudpickle.register_pickle_by_value(command)
    try:
        yield
    finally:
        cloudpickle.unregister_pickle_by_value(command)


def _lost(shard: str, error: Exception) -> Result:
    """Of a shard whose worker, machine or job is gone; it may have been made nevertheless."""
    why = f"{type(error).__name__}: {_first_line(error)}"
    return Result(shard=shard, seconds=0.0, why=why)


def _first_line(error: Exception) -> str:
    lines = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)


engines: dict[str, Engine] = {"processes": processes, "ray": on_ray, "spark": on_spark}

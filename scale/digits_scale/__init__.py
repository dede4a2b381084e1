"""Has Ray, Spark or plain processes make the shards of a data set.

A shard is a function of the data set's plan and of its own name, which is what
`digits dataset make DIR --shard NAME` computes. So whoever runs it, how often and where, it becomes
the same bytes, and nothing has to be coordinated.
"""

from digits_scale.command import DigitsError, Result, finish, make_shard, status
from digits_scale.engines import EngineError
from digits_scale.runner import Report, run

__all__ = [
    "DigitsError",
    "EngineError",
    "Report",
    "Result",
    "finish",
    "make_shard",
    "run",
    "status",
]

"""Has Spark make a data set with two processors: spark-session.py FOLDER PROGRAM WORDS…."""

import dataclasses
import json
import sys

from pyspark.sql import SparkSession

from digits_scale import Result, run

folder, *program = sys.argv[1:]
builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
reasons: list[str] = []


def tell(result: Result) -> None:
    """Keeps why attempts failed."""
    if result["why"]:
        reasons.append(result["why"])


report = run(folder, "spark", program=program, on_result=tell)
session.stop()
print(json.dumps({**dataclasses.asdict(report), "reasons": reasons}))

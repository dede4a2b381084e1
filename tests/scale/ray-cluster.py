"""Has two machines of a Ray cluster make a data set: ray-cluster.py FOLDER PROGRAM WORDS….

Both machines are processes of this one, with a processor each.
Soon after three shards are made, one machine is lost, as a rule with a shard under way.
"""

import dataclasses
import json
import sys
import threading

import ray
from ray.cluster_utils import Cluster

from digits_scale import Result, run

folder, *program = sys.argv[1:]
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
machines = [cluster.add_node(num_cpus=1) for _ in range(2)]
ray.init(address=cluster.address, log_to_driver=False)
made: list[str] = []
reasons: list[str] = []


def lose_one(result: Result) -> None:
    """Ends a machine with all of its workers, once."""
    (reasons if result["why"] else made).append(result["why"])
    if len(made) == 3 and not result["why"]:
        threading.Timer(0.3, cluster.remove_node, [machines[0], False]).start()


report = run(folder, "ray", program=program, on_result=lose_one)
alive = sum(node["Alive"] for node in ray.nodes())
ray.shutdown()
cluster.shutdown()
print(json.dumps({**dataclasses.asdict(report), "reasons": reasons, "alive": alive}))

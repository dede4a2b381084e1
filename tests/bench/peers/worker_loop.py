"""What the Python peers share: the images, and the loop that answers the benchmark line by line."""
import json
import os
import resource
import sys
import time

# Libraries print what they like to standard output; the answers have it to themselves.
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)

options = json.loads(sys.argv[1])


def read_images():
    """All training images of MNIST as bytes, row by row, and their number."""
    with open(options["images"], "rb") as file:
        data = file.read()
    return data[16:], int.from_bytes(data[4:8], "big")


def timed(work, repeats):
    """Seconds of each call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def peak_memory():
    """Bytes; getrusage counts in kilobytes, except on macOS."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def serve(versions, train_step, generate):
    """Answers until told to quit, or until the benchmark is gone."""

    def answer(message):
        message["processorSeconds"] = time.process_time()
        answers.write(json.dumps(message) + "\n")

    answer({"versions": versions})
    for line in sys.stdin:
        command = json.loads(line)
        try:
            if command["do"] == "train":
                answer({"values": timed(train_step, command["steps"])})
            elif command["do"] == "generate":
                count = command["count"]
                answer({"values": timed(lambda: generate(count), command["repeats"])})
            elif command["do"] == "memory":
                answer({"values": [peak_memory()]})
            elif command["do"] == "quit":
                break
        except Exception as error:  # the benchmark goes on without this peer
            answer({"error": f"{type(error).__name__}: {error}"})

"""Times reductions of np.memmap: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np

COLUMNS = 1000
mapping, mapping_key = None, None


def answer(**fields):
    print(json.dumps(fields), flush=True)


def view(command):
    """The array of a command; the last mapping is kept."""
    global mapping, mapping_key
    order = "F" if command["layout"] == "F" else "C"
    key = (command["path"], command["type"], command["rows"], order)
    if key != mapping_key:
        mapping = np.memmap(command["path"], command["type"], "r", shape=(command["rows"], COLUMNS), order=order)
        mapping_key = key
    if command["layout"] == "Transposed":
        return mapping.T
    if command["layout"] == "Half":
        return mapping[:, :COLUMNS // 2]
    return mapping


def describe(array, axis):
    """As scipy.stats.describe does it, in float64: several passes, and temporaries of the array's size. The standard deviation is returned."""
    mean = array.mean(axis, dtype=np.float64, keepdims=True)
    array.min(axis), array.max(axis)
    difference = array - mean
    square = difference * difference
    second, third, fourth = square.mean(axis), (square * difference).mean(axis), (square * square).mean(axis)
    with np.errstate(all="ignore"):
        third / second**1.5, fourth / second**2 - 3
    return np.sqrt(second)


answer(version=np.__version__)
for line in sys.stdin:
    command = json.loads(line)
    if "close" in command:
        mapping, mapping_key = None, None
        answer(closed=True)
        continue
    array, operation = view(command), command["op"]
    start = time.perf_counter()
    result = describe(array, command["axis"]) if operation == "describe" else getattr(array, operation)(axis=command["axis"])
    seconds = time.perf_counter() - start
    answer(seconds=seconds, value=float(np.mean(result, dtype=np.float64)))

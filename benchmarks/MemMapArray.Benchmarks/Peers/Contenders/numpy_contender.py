"""Times reductions of np.memmap: one JSON command a line on stdin, one JSON answer a line on stdout.
The argument is the module that computes, whose version is the first answer."""
import importlib
import json
import math
import sys
import time

import numpy as np

module = importlib.import_module(sys.argv[1])
mapping, mapping_key = None, None


def answer(**fields):
    print(json.dumps(fields), flush=True)


def view(command):
    """The array of a command; the last mapping is kept."""
    global mapping, mapping_key
    key = (command["path"], command["type"], command["shape"], command["order"])
    if key != mapping_key:
        mapping = np.memmap(command["path"], command["type"], "r", shape=tuple(command["shape"]), order=command["order"])
        mapping_key = key
    return eval(command["view"], {"a": mapping})


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


def measure(command):
    names = {"np": np, "bn": module, "describe": describe, "a": view(command), "axis": command["axis"]}
    compute = eval("lambda: " + command["expression"], names)
    start = time.perf_counter()
    result = compute()
    seconds = time.perf_counter() - start
    value = float(np.mean(result, dtype=np.float64))
    answer(seconds=seconds, value=value if math.isfinite(value) else None)


answer(version=module.__version__)
for line in sys.stdin:
    command = json.loads(line)
    if "close" in command:
        mapping, mapping_key = None, None
        answer(closed=True)
        continue
    try:
        measure(command)
    except Exception as error:
        answer(error=f"{type(error).__name__}: {error}")

"""Times rows and batches of np.memmap: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np


def answer(**fields):
    print(json.dumps(fields), flush=True)


answer(version=np.__version__)
array = None
for line in sys.stdin:
    command = json.loads(line)
    rows = np.fromfile(command["rows"], "i8")
    clock = time.process_time if command["cpu"] else time.perf_counter
    if array is None or array.filename != command["file"]:
        array = np.memmap(command["file"], "f4", "r", shape=(command["count"], command["columns"]))
    view = array if command["columns"] > 1 else array.reshape(-1)
    size = command["size"]
    memory = np.ones((len(rows), command["columns"]), "f4") if command["op"] == "take to memory" else None
    if memory is not None:
        memory = memory.reshape((len(rows),) + view.shape[1:])
    start = clock()
    if command["op"] == "batches":
        total = 0.0
        for first in range(0, len(rows), size):
            total += view[rows[first:first + size]][0, 0]
    elif memory is not None:
        np.take(view, rows, axis=0, out=memory, mode="clip")
    else:
        memory = view[rows]
    seconds = clock() - start
    memory = view = None
    array = None if command["cold"] else array
    answer(seconds=seconds)

"""Times masked reductions of np.memmap: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np

COLUMNS = 1000


def answer(**fields):
    print(json.dumps(fields), flush=True)


answer(version=np.__version__)
for line in sys.stdin:
    command = json.loads(line)
    array = np.memmap(command["path"], "f4", "r", shape=(command["rows"], COLUMNS))
    mask = np.memmap(command["mask"], "?", "r", shape=(command["rows"], COLUMNS))
    start = time.perf_counter()
    getattr(array, command["op"])(axis=command["axis"], where=mask)
    answer(seconds=time.perf_counter() - start)

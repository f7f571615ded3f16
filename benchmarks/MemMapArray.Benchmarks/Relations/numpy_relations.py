"""Times relations of np.memmap by NumPy: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np


def answer(**fields):
    print(json.dumps(fields), flush=True)


answer(version=np.__version__)
x = None
for line in sys.stdin:
    command = json.loads(line)
    if "rows" in command:
        x = np.memmap(command["x"], command["type"], "r", shape=(command["rows"], command["columns"]))
        answer(opened=True)
        continue
    work = {
        "cov": lambda: np.cov(x, rowvar=False),
        "corrcoef": lambda: np.corrcoef(x, rowvar=False),
        "gram": lambda: x.T @ x,
    }[command["op"]]
    start = time.perf_counter()
    work()
    answer(seconds=time.perf_counter() - start)

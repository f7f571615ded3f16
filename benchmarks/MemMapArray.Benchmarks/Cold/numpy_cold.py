"""Times the mean of an np.memmap: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np

print(json.dumps({"version": np.__version__}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    array = np.memmap(json.loads(line)["file"], "f4", "r")
    array.mean()
    seconds = time.perf_counter() - start
    del array
    print(json.dumps({"seconds": seconds}), flush=True)

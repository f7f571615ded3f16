"""Times series of np.memmap by NumPy and pandas: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np

try:
    import pandas as pd
except ImportError:
    pd = None


def answer(**fields):
    print(json.dumps(fields), flush=True)


def rolling(window, name, flat=False):
    if pd is None:
        return None
    table = pd.Series(x.reshape(-1)) if flat else pd.DataFrame(x)
    return lambda: getattr(table.rolling(window), name)()


answer(version=np.__version__ + (f" and pandas {pd.__version__}" if pd else ""))
x = z = None
for line in sys.stdin:
    command = json.loads(line)
    if "rows" in command:
        x, z = (np.memmap(command[name], "f8", "r+", shape=(command["rows"], command["columns"])) for name in ("x", "z"))
        answer(opened=True)
        continue
    operation = command["op"]
    if operation.startswith("rolling("):
        window, name = operation[8:].split(",")[0].split(").")
        work = rolling(int(window), name, "one series" in operation)
    else:
        work = {
            "copy": lambda: np.copyto(z, x),
            "cumsum, axis 0": lambda: np.cumsum(x, axis=0, out=z),
            "cumsum, one series": lambda: np.cumsum(x.reshape(-1), out=z.reshape(-1)),
            "cumprod, axis 0": lambda: np.cumprod(x, axis=0, out=z),
            "cumprod, one series": lambda: np.cumprod(x.reshape(-1), out=z.reshape(-1)),
            "maximum.accumulate, axis 0": lambda: np.maximum.accumulate(x, axis=0, out=z),
            "diff, one series": lambda: np.diff(x.reshape(-1)),
        }.get(operation)
    if work is None:
        answer(seconds=None)
        continue
    start = time.perf_counter()
    work()
    answer(seconds=time.perf_counter() - start)

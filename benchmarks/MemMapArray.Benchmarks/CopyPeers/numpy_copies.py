"""Times copies and fills of np.memmap: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import sys
import time

import numpy as np


def answer(**fields):
    print(json.dumps(fields), flush=True)


def every_second(source, target):
    taken = source.reshape(-1, 256, 256)[::2, ::2, ::2]
    np.copyto(target.reshape(-1)[: taken.size].reshape(taken.shape), taken)


answer(version=np.__version__)
edge, file, target, memory = 0, None, None, None
WORK = {
    "copy to memory": lambda: np.copyto(memory, file),
    "copy from memory": lambda: np.copyto(file, memory),
    "fill": lambda: file.fill(1),
    "transposed copy": lambda: np.copyto(target, file.T),
    "every second row": lambda: np.copyto(target[: edge // 2], file[::2]),
    "every second column": lambda: np.copyto(target[:, : edge // 2], file[:, ::2]),
    "every third column": lambda: np.copyto(target[:, : (edge + 2) // 3], file[:, ::3]),
    "every second of three axes": lambda: every_second(file, memory),
    "the same of bytes": lambda: every_second(file.view("u1"), memory.view("u1")),
    "rows backwards": lambda: np.copyto(target, file[::-1]),
    "fill a new file": lambda: target.fill(1),
}
for line in sys.stdin:
    command = json.loads(line)
    if "close" in command:
        file = target = memory = None
        answer(closed=True)
    elif "edge" in command:
        edge = command["edge"]
        file, target = (np.memmap(command[name], "f4", "r+", shape=(edge, edge)) for name in ("file", "target"))
        memory = np.ones((edge, edge), "f4")
        answer(opened=True)
    else:
        start = time.perf_counter()
        WORK[command["op"]]()
        answer(seconds=time.perf_counter() - start)

"""Times small calls on np.memmap: one JSON command a line on stdin, one JSON answer a line on stdout."""
import json
import os
import sys
import time

import numpy as np

EDGE, COLUMNS = 128, 1000
FILES = {"cube": ("f4", "r", (EDGE,) * 3), "bytes": ("u1", "r", (EDGE,) * 3), "square": ("f4", "r+", (COLUMNS, COLUMNS))}
folder, opened = None, {}
buffer, byte_buffer = np.zeros(COLUMNS * COLUMNS, "f4"), np.zeros(EDGE**3, "u1")


def answer(**fields):
    print(json.dumps(fields), flush=True)


def open_file(name):
    dtype, mode, shape = FILES[name]
    return np.memmap(os.path.join(folder, name), dtype, mode, shape=shape)


def array(name):
    if name not in opened:
        opened[name] = open_file(name)
    return opened[name]


def every_second(name, target):
    a, out = array(name), target[: EDGE**3 // 8].reshape((EDGE // 2,) * 3)
    return lambda: np.copyto(out, a[::2, ::2, ::2])


def every_third():
    a, third = array("square"), (COLUMNS + 2) // 3
    out = buffer[: COLUMNS * third].reshape(COLUMNS, third)
    return lambda: np.copyto(out, a[:, ::3])


def row():
    a, out = array("square"), buffer[:COLUMNS]
    return lambda: np.copyto(out, a[5])


def view(call):
    a = array("square")
    return lambda: call(a)


def write_element(a):
    a[5, 7] = 1


CALLS = {
    "[::2, ::2, ::2] of float32": lambda: every_second("cube", buffer),
    "[::2, ::2, ::2] of bytes": lambda: every_second("bytes", byte_buffer),
    "[:, ::3]": every_third,
    "copy of a row": row,
    "span of a row": lambda: view(lambda a: a[5]),
    "a[100..200, 50..100]": lambda: view(lambda a: a[100:200, 50:100]),
    "open and dispose": lambda: lambda: open_file("square"),
    "write an element": lambda: view(write_element),
    "read an element": lambda: view(lambda a: a[5, 7]),
}
answer(version=np.__version__)
for line in sys.stdin:
    command = json.loads(line)
    folder = command["folder"]
    call, count = CALLS[command["op"]](), range(command["count"])
    start = time.perf_counter()
    for _ in count:
        call()
    answer(seconds=time.perf_counter() - start)

"""What README.md says of NumPy, run: claims.py FOLDER. Ends with an error at the first that does not hold."""
import os
import signal
import subprocess
import sys
import tracemalloc

import numpy as np

folder = sys.argv[1]


def path(name):
    return os.path.join(folder, name)


def check(claim, holds):
    if not holds:
        sys.exit(f"README says of NumPy what does not hold: {claim}")
    print(f"holds: {claim}")


def dies_by_bus_error(code):
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGBUS


ones = np.ones((2**25, 2), "f4")
check("float32 means along axis 0 stop at 2^24", ones.mean(0)[0] == 0.5)
del ones

made = np.memmap(path("sparse.bin"), "f4", "w+", shape=(1000, 1000))
check("a new memmap has no room on the disk", os.stat(path("sparse.bin")).st_blocks * 512 < 100_000)
del made

np.ones((1000, 1000), "f4").tofile(path("cut.bin"))
check(
    "a file cut short kills the process",
    dies_by_bus_error(f"import numpy as np, os\na = np.memmap({path('cut.bin')!r}, 'f4', 'r')\nos.truncate({path('cut.bin')!r}, 4096)\na.sum()"),
)

np.ones((2000, 1000), "f4").tofile(path("std.bin"))
mapped = np.memmap(path("std.bin"), "f4", "r", shape=(2000, 1000))
tracemalloc.start()
mapped.std()
check("std takes memory for the whole array again", tracemalloc.get_traced_memory()[1] >= mapped.nbytes)
tracemalloc.stop()

np.savez(path("members.npz"), x=mapped)
with np.load(path("members.npz"), mmap_mode="r") as members:
    check("members of .npz are read, not mapped", not isinstance(members["x"], np.memmap))
check("a memmap cannot grow", not any(hasattr(mapped, name) for name in ("append", "extend")))

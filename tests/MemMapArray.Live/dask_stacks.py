"""Dask's side: "write FOLDER" makes stacks of .npy files for MemMapArray to read, "check FOLDER" reads the shards that it wrote, in the ways of docs/many-files.md."""

import json
import pathlib
import sys

import dask
import dask.array as da
import numpy as np

from live import CODES, elements

SHAPES = ((9000,), (5000, 3), (300, 4, 128))
CHUNKS = ((1000,), (1, 5, 2000, 2994), (7, 93, 200))


def cases():
    for code in CODES:
        for shape, rows in zip(SHAPES, CHUNKS):
            yield f"{len(SHAPES) * CODES.index(code) + SHAPES.index(shape)}", code, elements(code, shape), rows


def write(folder):
    stacks = folder / "dask"
    stacks.mkdir()
    count = 0
    with open(folder / "cases.txt", "w") as file:
        for name, code, array, rows in cases():
            da.to_npy_stack(str(stacks / name), da.from_array(array, chunks=(rows if len(rows) > 1 else rows[0], *array.shape[1:])), axis=0)
            file.write(f"{name};{code};{','.join(map(str, array.shape))};C\n")
            count += 1
    da.to_npy_stack(str(stacks / "columns"), da.from_array(np.zeros((4, 6), "<f4"), chunks=(4, 2)), axis=1)
    print(f"Dask {dask.__version__} wrote {count} stacks with to_npy_stack.")


def check(folder):
    stacks = lines = 0
    for name, code, array, _ in cases():
        path = str(folder / "ours" / name)

        # The three lines of docs/many-files.md.
        shards = json.load(open(f"{path}/shards.json"))["shards"]
        parts = [da.from_array(np.load(f"{path}/{shard['path']}", mmap_mode="r"), chunks=-1) for shard in shards]
        x = da.concatenate(parts)

        # (Dask's concatenate brings numbers into the machine's byte order.)
        same(x, array.astype(array.dtype.newbyteorder("=")), name)
        lines += 1
        assert len(shards) > 1, name
        if code == "record":
            assert not pathlib.Path(path, "info").exists()
        else:
            same(da.from_npy_stack(path), array, name)
            stacks += 1
    print(f"Dask read {lines} arrays of shards that MemMapArray wrote by their manifests, and {stacks} with from_npy_stack: the same values.")


def same(x, array, name):
    assert x.dtype == array.dtype and x.shape == array.shape, (name, x)
    assert np.array_equal(x.compute(scheduler="sync"), array), name


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2]))

"""Writes the corpora of rows: what NumPy answers to take, compress and assignments by numbers of rows, and the orders of shuffled batches,
computed here a second time.

Run with NumPy 1.24: python3 tests/corpora/make_rows_corpus.py. The output is the same at every run and is committed.
"""
import json
import pathlib

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora"
MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
VIEWS = ("plain", "transposed", "flipped", "stepped", "inner")


def write_cases(name, cases):
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (ROOT / name).write_text("[\n" + lines + "\n]\n", encoding="ascii", newline="\n")
    print(name, len(cases))


def view_of(array, view):
    return {
        "plain": lambda: array, "transposed": lambda: array.T, "flipped": lambda: array[::-1], "stepped": lambda: array[1::2],
        "inner": lambda: array[..., ::-2],
    }[view]()


def rows_corpus():
    source = np.random.RandomState(20240301)
    cases = []
    for shape in ((9,), (6, 5), (5, 3, 4), (3, 2, 2, 3), (4, 2, 1, 2, 3), (4, 0)):
        for order in "CF":
            for view in VIEWS:
                for count in (0, 1, 3, 12):
                    stored = np.arange(int(np.prod(shape)), dtype="i4").reshape(shape, order=order)
                    a = view_of(stored, view)
                    length = a.shape[0]
                    if length == 0:
                        continue
                    rows = source.randint(-length, length, size=count)
                    mask = source.randint(0, 2, size=length).astype(bool)
                    values = -1 - np.arange(count * int(np.prod(a.shape[1:])), dtype="i4").reshape((count,) + a.shape[1:])
                    taken, compressed = np.take(a, rows, axis=0), np.compress(mask, a, axis=0)
                    row_taken = a[rows]
                    assert (taken == row_taken).all()
                    a[rows] = values
                    cases.append({
                        "shape": list(shape), "order": order, "view": view, "rows": rows.tolist(), "mask": mask.tolist(),
                        "takenShape": list(taken.shape), "taken": taken.ravel().tolist(), "compressedShape": list(compressed.shape),
                        "compressed": compressed.ravel().tolist(), "put": stored.ravel(order=order).tolist(),
                    })
    write_cases("rows.json", cases)


def mix(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def row_at(place, count, seed, epoch):
    """The row at a place of an epoch's order: docs/guides/select.md."""
    bits = max(10, (count - 1).bit_length())
    low, high = bits // 2, bits - bits // 2
    first = mix((mix((seed + GOLDEN) & MASK) + epoch + GOLDEN) & MASK)
    number = place
    while True:
        left, right = number >> low, number & ((1 << low) - 1)
        for i in range(1, 9, 2):
            left ^= mix((right + first + i * GOLDEN) & MASK) & ((1 << high) - 1)
            right ^= mix((left + first + (i + 1) * GOLDEN) & MASK) & ((1 << low) - 1)
        number = left << low | right
        if number < count:
            return number


def orders_corpus():
    cases = []
    for count in (1, 2, 5, 10, 187, 1024, 1025, 70000, 10**9, 3 * 10**12, 2**62):
        for seed, epoch in ((0, 0), (42, 0), (42, 1), (MASK, -1)):
            places = sorted({place % count for place in (0, 1, 2, 3, 4, 100, 1000, 99999, 10**9 - 1, count - 1)})
            cases.append({
                "count": count, "seed": seed, "epoch": epoch, "places": places,
                "rows": [row_at(place, count, seed, epoch & MASK) for place in places],
            })
    write_cases("orders.json", cases)


rows_corpus()
orders_corpus()

"""Writes the corpus of reductions of MemMapArray.Tests: what NumPy answers, for the tests to replay without Python.

Run with NumPy 1.24: python3 tests/corpora/make_reduction_corpus.py. The output is the same at every run and is committed.

The elements are not stored: both sides make them of a case's seed (`elements`). Answers are float64, accumulated in float64 (sums of
64-bit integers in Python's integers, rounded once), as base64 of their bits, with the largest difference that is right: 0 for what is exact, otherwise 1e-14
of what the magnitudes of the elements can make of it. One thing is not NumPy's: where count - ddof is not above 0 the answer is NaN, for which NumPy divides by 0.
"""
import base64
import itertools
import json
import math
import pathlib
import random
import warnings

import numpy as np

OUTPUT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora" / "reductions.json"
MASK = 2**64 - 1
TYPES = ("i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8")
SHAPES = (
    (), (1,), (5,), (70,), (0,), (3, 4), (40, 3), (2, 33), (0, 3), (3, 0), (2, 3, 4), (3, 1, 5), (2, 0, 3), (2, 3, 2, 3), (2, 2, 3, 2, 2),
)
LAYOUTS = ("C", "F", "transposed", "stepped", "negative", "broadcast", "offset")
ERROR = 1e-14


def mixed(seed, i):
    """64 bits for element i: the finalizer of splitmix64."""
    x = (seed * 1000003 + i + 1) * 0x9E3779B97F4A7C15 & MASK
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & MASK
    x = (x ^ x >> 27) * 0x94D049BB133111EB & MASK
    return x ^ x >> 31


def element(kind, size, x, zeros, nan):
    if zeros and x % 4 == 0:
        return 0
    if kind == "u":
        return x >> 64 - 8 * size
    if kind == "i":
        return (x >> 64 - 8 * size) - (1 << 8 * size - 1)
    if nan == "all" or nan == "some" and (x >> 8) % 3 == 0:
        return math.nan
    if nan == "infinite" and (x >> 8) % 7 == 0:
        return math.inf
    if size == 2:
        return ((x >> 53) - 1024) * 2.0**-6
    if size == 4:
        return ((x >> 40) - 2**23) * 2.0**-20
    return ((x >> 24) - 2**39) * 2.0**-36


def elements(dtype, shape, seed, zeros, nan):
    values = [element(dtype.kind, dtype.itemsize, mixed(seed, i), zeros, nan) for i in range(math.prod(shape))]
    return np.array(values, dtype=dtype).reshape(shape)


def laid_out(array, layout):
    if layout == "F":
        return np.asfortranarray(array)
    if layout == "transposed":
        return array.T
    if layout == "stepped":
        return array[tuple(slice(None, None, 2) for _ in array.shape)]
    if layout == "negative":
        return array[tuple(slice(None, None, -1) for _ in array.shape)]
    if layout == "broadcast":
        return np.broadcast_to(array, (2,) + array.shape)
    if layout == "offset":
        return array[tuple(slice(1, None) for _ in array.shape)]
    return array


def axis_sets(draw, rank):
    """None, each axis, pairs of axes, all of them; some counted from the end."""
    def signed(axes):
        return [axis - rank if draw.randrange(3) == 0 else axis for axis in axes]

    yield None
    for axis in range(rank):
        yield signed([axis])
    for pair in itertools.permutations(range(rank), 2):
        if pair[0] < pair[1] or draw.randrange(6) == 0:
            yield signed(pair)
    if rank != 1:
        yield signed(range(rank))


def operations(a, axes, keepdims, ddof, skip):
    """Each operation's name, what computes it, and the largest difference that is right."""
    axis = None if axes is None else tuple(axes)
    form = {"axis": axis, "keepdims": keepdims}
    finite = np.abs(a[np.isfinite(a)].astype(np.float64))
    scale = float(finite.max()) if finite.size else 0.0
    count = a.size if axis is None else math.prod(a.shape[x] for x in axis)
    exact = a.astype(object) if a.dtype.kind in "iu" else a.astype(np.float64)

    def pick(name):
        return getattr(np, "nan" + name if skip else name)

    def spread(name):
        # nanvar of float16 would take differences in float16.
        answer = np.asarray(pick(name)(a.astype(np.float64), ddof=ddof, **form))
        return answer if count - ddof > 0 else np.full_like(answer, np.nan)

    def mean():
        if a.dtype.kind == "f":
            return pick("mean")(a, dtype=np.float64, **form)
        answer = np.asarray(np.sum(exact, **form), dtype=np.float64)
        return answer / count if count else np.full_like(answer, np.nan)

    yield "sum", lambda: pick("sum")(exact, **form), 0 if a.dtype.kind in "iu" else ERROR * scale * count
    yield "mean", mean, ERROR * scale
    yield "var", lambda: spread("var"), ERROR * scale * scale * max(1.0, count / max(1, count - ddof))
    yield "std", lambda: spread("std"), ERROR * scale * max(1.0, count / max(1, count - ddof))
    yield "min", lambda: pick("min")(a, **form), 0
    yield "max", lambda: pick("max")(a, **form), 0
    logarithms = np.log2(finite[finite > 0])
    if np.abs(logarithms).sum() < 900 and not np.isinf(a).any():
        yield "prod", lambda: pick("prod")(a, dtype=np.float64, **form), "relative"
    if axes is None or len(axes) == 1:
        single = {"axis": None if axes is None else axes[0], "keepdims": keepdims}
        yield "argmin", lambda: pick("argmin")(a, **single), 0
        yield "argmax", lambda: pick("argmax")(a, **single), 0
    if not skip:
        yield "any", lambda: np.any(a, **form), 0
        yield "all", lambda: np.all(a, **form), 0
        yield "count_nonzero", lambda: np.count_nonzero(a, **form), 0


def case(draw, type_name, shape, layout, axes, seed):
    dtype = np.dtype(type_name)
    nan = draw.choice(("none", "none", "some", "some", "all", "infinite")) if dtype.kind == "f" else "none"
    zeros = draw.randrange(3) == 0
    skip = dtype.kind == "f" and draw.randrange(2) == 0
    ddof = draw.choice((0, 1, 2))
    a = laid_out(elements(dtype, shape, seed, zeros, nan), layout)
    keepdims = axes is not None and draw.randrange(2) == 0
    answers, errors, result_shape = {}, [], None
    for name, compute, tolerance in operations(a, axes, keepdims, ddof, skip):
        try:
            answer = np.asarray(compute()).astype("<f8")
        except ValueError:
            errors.append(name)
            continue
        if tolerance == "relative":
            tolerance = 1e-13 * float(np.nanmax(np.abs(answer))) if answer.size and not np.isnan(answer).all() else 0
        result_shape = list(answer.shape)
        answers[name] = [base64.b64encode(answer.tobytes()).decode("ascii"), float(f"{tolerance:.2g}")]
    return {
        "type": type_name, "seed": seed, "zeros": zeros, "nan": nan, "shape": list(shape), "layout": layout, "axes": axes, "keepDims": keepdims, "ddof": ddof,
        "skipNaN": skip, "resultShape": result_shape, "answers": answers, "errors": errors,
    }


def main():
    draw = random.Random(20240301)
    cases = []
    for type_name in TYPES:
        for shape in SHAPES:
            for number in range(len(list(axis_sets(draw, len(shape) + 1)))):
                layout = draw.choice(LAYOUTS)
                rank = len(shape) + (layout == "broadcast")
                sets = list(axis_sets(draw, rank))
                cases.append(case(draw, type_name, shape, layout, sets[number % len(sets)], len(cases)))
    lines = ",\n".join(json.dumps(x, separators=(",", ":")) for x in cases)
    OUTPUT.write_text("[\n" + lines + "\n]\n", encoding="ascii", newline="\n")
    print(OUTPUT.name, len(cases), "cases", sum(len(x["answers"]) for x in cases), "answers", OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        main()

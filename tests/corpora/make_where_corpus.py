"""Writes the corpus of masked reductions of MemMapArray.Tests: what NumPy answers with where=, for the tests to replay without Python.

Run with NumPy 1.24: python3 tests/corpora/make_where_corpus.py. The output is the same at every run and is committed.

Elements, layouts and answers are those of make_reduction_corpus.py. Truths are made of the case's seed as elements are, and stored as bytes of which any but 0
is true. NumPy has no where= for argmin, argmax and count_nonzero: these are asked of the selected elements. What NumPy refuses without initial= is refused here
where some group is empty: extremes of integers, and indexes of extremes. Those of no floating-point elements are NaN, as where all are NaN and left out.
"""
import base64
import gzip
import json
import math
import pathlib
import random
import warnings

import numpy as np

from make_reduction_corpus import ERROR, LAYOUTS, TYPES, axis_sets, elements, laid_out, mixed

OUTPUT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora" / "where.json.gz"
SHAPES = ((), (1,), (5,), (70,), (0,), (3, 4), (40, 3), (2, 33), (0, 3), (2, 3, 4), (3, 1, 5), (3, 50, 2), (2, 3, 2, 3))
SALT = 0x5EED


def truths(shape, seed, one_in, backward):
    values = [mixed(seed + SALT, i) % one_in == 0 for i in range(math.prod(shape))]
    stored = np.array(values, dtype=bool).reshape(shape)
    return stored.T if backward else stored


def groups(a, mask, axis, function):
    """A function of the selected elements of each group and of their indexes, as an array of the shape that is kept."""
    axes = tuple(range(a.ndim)) if axis is None else tuple(x % a.ndim for x in axis)
    kept = [x for x in range(a.ndim) if x not in axes]
    order = kept + [x for x in range(a.ndim) if x in axes]
    shape = [a.shape[x] for x in kept]
    elements_of = np.transpose(a, order).reshape(math.prod(shape), -1) if a.size else np.zeros((math.prod(shape), 0), a.dtype)
    mask_of = np.transpose(mask, order).reshape(math.prod(shape), -1) if a.size else np.zeros((math.prod(shape), 0), bool)
    return np.array([function(x[m], np.flatnonzero(m)) for x, m in zip(elements_of, mask_of)]).reshape(shape)


def first(position):
    def of(selected, indexes):
        if not len(selected):
            raise ValueError("none is selected")
        return indexes[position(selected)]
    return of


def operations(a, mask, axes, keepdims, ddof):
    axis = None if axes is None else tuple(axes)
    form = {"axis": axis, "keepdims": keepdims, "where": mask}
    finite = np.abs(a[np.isfinite(a)].astype(np.float64))
    scale = float(finite.max()) if finite.size else 0.0
    count = a.size if axis is None else math.prod(a.shape[x] for x in axis)
    counts = np.sum(mask, axis=axis, keepdims=keepdims)
    exact = a.astype(object) if a.dtype.kind in "iu" else a.astype(np.float64)
    limits = np.iinfo(a.dtype) if a.dtype.kind in "iu" else None

    def spread(name):
        answer = np.asarray(getattr(np, name)(a.astype(np.float64), ddof=ddof, **form))
        return np.where(counts - ddof > 0, answer, np.nan)

    def extreme(name, start):
        if count == 0 and np.size(counts):
            raise ValueError("there are none")
        if limits is None:
            answer = getattr(np, name)(a, initial=-start * np.inf, **form)
            return np.where(counts > 0, answer, np.nan)
        if np.any(counts == 0):
            raise ValueError("none is selected")
        return getattr(np, name)(a, initial=limits.max if start < 0 else limits.min, **form)

    yield "sum", lambda: np.sum(exact, initial=0, **form), 0 if a.dtype.kind in "iu" else ERROR * scale * max(1, count)
    yield "mean", lambda: np.asarray(np.sum(exact, initial=0, **form), dtype=np.float64) / counts, ERROR * scale * max(1, count)
    yield "var", lambda: spread("var"), ERROR * scale * scale * max(1, count)
    yield "std", lambda: spread("std"), ERROR * scale * max(1, count)
    yield "min", lambda: extreme("min", -1), 0
    yield "max", lambda: extreme("max", 1), 0
    if np.abs(np.log2(finite[finite > 0])).sum() < 900 and not np.isinf(a).any():
        yield "prod", lambda: np.prod(a, dtype=np.float64, **form), "relative"
    if axes is None or len(axes) == 1:
        kept = (lambda x: np.expand_dims(x, axis)) if keepdims and axis is not None else (lambda x: x)
        yield "argmin", lambda: kept(groups(a, mask, axis, first(np.argmin))), 0
        yield "argmax", lambda: kept(groups(a, mask, axis, first(np.argmax))), 0
    yield "any", lambda: np.any(a, **form), 0
    yield "all", lambda: np.all(a, **form), 0
    yield "count_nonzero", lambda: np.sum((a != 0) & mask, axis=axis, keepdims=keepdims), 0


def case(draw, type_name, shape, layout, axes, seed):
    dtype = np.dtype(type_name)
    nan = draw.choice(("none", "none", "some", "some", "all", "infinite")) if dtype.kind == "f" else "none"
    zeros = draw.randrange(3) == 0
    skip = dtype.kind == "f" and draw.randrange(2) == 0
    ddof = draw.choice((0, 1, 2))
    a = laid_out(elements(dtype, shape, seed, zeros, nan), layout)
    # A scalar in order F is an array of one element to NumPy.
    full = () if shape == () and layout == "F" else a.shape
    lengths = [1 if draw.randrange(4) == 0 else length for length in full]
    lengths = lengths[draw.randrange(1 + next((i for i, length in enumerate(lengths) if length != 1), len(lengths))):]
    backward, one_in = draw.randrange(3) == 0, draw.choice((1, 2, 2, 5))
    mask_shape = lengths[::-1] if backward else lengths
    mask = np.broadcast_to(truths(mask_shape, seed, one_in, backward), a.shape)
    keepdims = axes is not None and draw.randrange(2) == 0
    answers, errors, result_shape = {}, [], None
    selected = mask & ~np.isnan(a) if skip else mask
    for name, compute, tolerance in operations(a, selected, axes, keepdims, ddof):
        if skip and name in ("any", "all"):
            continue
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
        "mask": {"shape": mask_shape, "isTransposed": backward, "oneIn": one_in},
    }


def main():
    draw = random.Random(20261128)
    cases = []
    for type_name in TYPES:
        for shape in SHAPES:
            for number in range(4 * len(list(axis_sets(draw, len(shape) + 1))) // 3):
                layout = draw.choice(LAYOUTS)
                rank = len(shape) + (layout == "broadcast")
                sets = list(axis_sets(draw, rank))
                cases.append(case(draw, type_name, shape, layout, sets[number % len(sets)], len(cases)))
    lines = ",\n".join(json.dumps(x, separators=(",", ":")) for x in cases)
    OUTPUT.write_bytes(gzip.compress(("[\n" + lines + "\n]\n").encode("ascii"), mtime=0))
    print(OUTPUT.name, len(cases), "cases", sum(len(x["answers"]) for x in cases), "answers", OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        main()

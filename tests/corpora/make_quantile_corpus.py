"""Writes the corpus of quantiles and histograms of MemMapArray.Tests: what NumPy answers, for the tests to replay without Python.

Run with NumPy 1.24: python3 tests/corpora/make_quantile_corpus.py. The output is the same at every run and is committed.

Elements of up to 32 bits are asked for as float64: NumPy subtracts small integers in their own type, where they wrap around. Of 64-bit integers NumPy's
differences may wrap around too; such cases are left out. Which zero a quantile is, of elements with both, depends on NumPy's sorting: "zeros" says so.
"""
import base64
import gzip
import json
import pathlib
import random
import warnings

import numpy as np

OUTPUT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora" / "quantiles.json.gz"
METHODS = ("linear", "inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased",
           "normal_unbiased", "lower", "higher", "midpoint", "nearest")
TYPES = ("f8", "f8", "f8", "f4", "f4", "f2", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8")
SHAPES = ((1,), (2,), (3,), (4,), (5,), (7,), (10,), (11,), (64,), (101,), (3, 4), (5, 3), (1, 6), (7, 2), (2, 3, 4), (3, 1, 5), (40, 3), (2, 33))
QUANTILES = (0.0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 0.9, 0.99, 1.0)


def text(a):
    return base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()


def elements(rng, dtype, shape):
    count = int(np.prod(shape))
    kind = rng.choice(("random", "ties", "few", "constant", "special", "extreme", "sorted"))
    negative_zero = rng.random() < 0.5
    if dtype.startswith("f"):
        values = [rng.gauss(0, 100) for _ in range(count)]
        if kind == "ties":
            values = [float(rng.randrange(-3, 4)) for _ in range(count)]
        elif kind == "few":
            values = [rng.choice((1.5, 2.25)) for _ in range(count)]
        elif kind == "constant":
            values = [rng.choice((0.1, 0.0, 3.0))] * count
        elif kind == "special":
            values = [rng.choice((float("inf"), float("-inf"), 1.0, 0.0, -2.5, 5e-8, rng.gauss(0, 1))) for _ in range(count)]
        elif kind == "extreme":
            top = float(np.finfo(dtype).max)
            values = [rng.choice((top, -top, top / 2, float(np.finfo(dtype).tiny))) for _ in range(count)]
        a = np.array(values, dtype)
        a[a == 0] = -0.0 if negative_zero else 0.0
    else:
        limits = np.iinfo(dtype)
        low, high = (int(limits.min), int(limits.max)) if dtype != "i8" else (-2**62 + 1, 2**62)
        values = [rng.randint(low, high) for _ in range(count)]
        if kind in ("ties", "few"):
            values = [rng.randrange(5) for _ in range(count)]
        elif kind == "constant":
            values = [rng.randint(low, high)] * count
        elif kind in ("special", "extreme"):
            values = [rng.choice((low, low + 1, high - 1, high)) for _ in range(count)]
        a = np.array(values, dtype)
    if kind == "sorted":
        a = np.sort(a)
    return a.reshape(shape)


def with_nans(rng, a):
    if a.dtype.kind == "f" and rng.random() < 0.4:
        a = a.copy()
        for i in range(a.size):
            if rng.random() < rng.choice((0.02, 0.3)):
                a.flat[i] = rng.choice((np.nan, -np.nan))
        if rng.random() < 0.1:
            a[...] = np.nan
    return a


def quantile_case(rng, method):
    dtype, shape = rng.choice(TYPES), rng.choice(SHAPES)
    a = with_nans(rng, elements(rng, dtype, shape))
    both = False
    if a.dtype.kind == "f" and rng.random() < 0.1:
        a.flat[0], a.flat[-1], both = 0.0, -0.0, True
    axis = None if rng.random() < 0.4 else tuple(sorted(rng.sample(range(a.ndim), rng.randint(1, a.ndim))))
    skip, keep = rng.random() < 0.4, rng.random() < 0.5
    q = [rng.choice(QUANTILES + (rng.random(),)) for _ in range(rng.choice((1, 1, 2, 3)))]
    asked = a if dtype in ("i8", "u8") else a.astype("f8")
    form = {"axis": axis, "keepdims": keep}
    if method == "median":
        q = [0.5]
        result = (np.nanmedian if skip else np.median)(asked, **form)
    else:
        result = (np.nanquantile if skip else np.quantile)(asked, q, method=method, **form)
    return {"kind": "quantile", "type": dtype, "shape": shape, "data": text(a), "axis": axis, "keepDims": keep, "skipNaN": skip, "zeros": both,
            "method": method, "q": q, "resultShape": np.shape(result), "result": text(np.asarray(result, "f8"))}


def histogram_case(rng):
    dtype, shape = rng.choice(("f8", "f8", "f8", "f4", "u1", "i2", "i4")), rng.choice(SHAPES + ((0,), (1000,)))
    way = rng.random()
    a = elements(rng, dtype, shape) if way < 0.4 else with_nans(rng, elements(rng, dtype, shape))
    asked = a.astype("f8")
    case = {"kind": "histogram", "type": dtype, "shape": shape, "data": text(a), "bins": None, "range": None, "edges": None}
    if way < 0.4:
        case["bins"] = rng.choice((1, 2, 3, 7, 10, 100, 1000))
        hist, edges = np.histogram(asked, case["bins"])
    elif way < 0.7:
        low = rng.choice((-1.0, 0.0, rng.gauss(0, 50)))
        case["bins"], case["range"] = rng.choice((1, 3, 10, 64)), [low, low + rng.choice((0.0, 1.0, 0.3, 100.0))]
        hist, edges = np.histogram(asked, case["bins"], range=tuple(case["range"]))
    else:
        values = [float(x) for x in asked.flat if np.isfinite(x)] + [rng.gauss(0, 100) for _ in range(4)]
        case["edges"] = sorted(rng.choice(values) for _ in range(rng.randint(2, 12)))
        hist, edges = np.histogram(asked, case["edges"])
    if not np.isfinite(edges).all():
        raise ValueError("the range is wider than a double")
    case["counts"], case["resultEdges"] = [int(x) for x in hist], text(edges.astype("f8"))
    return case


def main():
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    rng = random.Random(17)
    cases = []
    for method in METHODS + ("median",):
        for _ in range(180):
            cases.append(quantile_case(rng, method))
    refused = 0
    while sum(case["kind"] == "histogram" for case in cases) < 600:
        try:
            cases.append(histogram_case(rng))
        except (ValueError, IndexError):
            refused += 1
    with open(OUTPUT, "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(json.dumps(cases, separators=(",", ":")).encode())
    print(f"{len(cases)} cases, {refused} refused by NumPy, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()

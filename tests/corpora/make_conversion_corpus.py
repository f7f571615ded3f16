"""Writes the corpus of conversions of MemMapArray.Tests: what NumPy's astype makes of numbers, for the tests to replay without Python.

Run with NumPy 1.24: python3 tests/corpora/make_conversion_corpus.py. The output is the same at every run and is committed.

A case is a pair of types: the bytes of the numbers, and those of the results, both as base64. Only what NumPy defines is there: of
floating-point numbers to integers those whose whole part the integer type has.
"""
import base64
import json
import math
import pathlib
import random
import warnings

import numpy as np

OUTPUT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora" / "conversions.json"
TYPES = ("?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8")
EDGES = (0, 1, 7, 8, 11, 15, 16, 24, 25, 31, 32, 53, 54, 62, 63, 64)


def numbers(dtype):
    generator = random.Random(dtype.str)
    edges = [2**edge + step for edge in EDGES for step in (-1, 0, 1)] + [2049, 2051, 2**24 + 3, 2**40 + 2**16 + 1, 2**53 + 3, 65519, 65520]
    edges += [-edge for edge in edges]
    if dtype.kind == "b":
        return np.array([False, True])
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        values = [value for value in edges if info.min <= value <= info.max] + [generator.randint(info.min, info.max) for _ in range(20)]
        return np.array(values, dtype=dtype)
    values = edges + [0.0, -0.0, 0.5, -0.5, 0.9, -0.9, 1.5, 2.5, 254.7, 65504.0, 1e-7, 5e-8, 2.0**-24, 2.0**-25, 3.0 * 2.0**-25, 1e30, math.nan, math.inf, -math.inf]
    values += [generator.uniform(-1, 1) * 10.0 ** generator.randint(-9, 20) for _ in range(40)]
    return np.array([float(value) for value in values]).astype(dtype)


def is_defined(value, to):
    if to.kind not in "iu" or not isinstance(value, (np.floating, float)):
        return True
    info = np.iinfo(to)
    return math.isfinite(value) and info.min <= math.trunc(float(value)) <= info.max


def main():
    cases = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for source in map(np.dtype, TYPES):
            for target in map(np.dtype, TYPES):
                values = numbers(source)
                if source.kind == "f":
                    values = values[[is_defined(value, target) for value in values]]
                cases.append({
                    "from": source.str.lstrip("<|"), "to": target.str.lstrip("<|"),
                    "numbers": base64.b64encode(values.tobytes()).decode(), "results": base64.b64encode(values.astype(target).tobytes()).decode(),
                })
    OUTPUT.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()

"""Writes the corpus of series: what NumPy answers to cumulative sums, products and extremes and to differences, and pandas to rolling windows.

Run with NumPy 1.24 and pandas 1.5: /usr/bin/python3 tests/corpora/series.py. The output is the same at every run and is committed.
"""
import json
import pathlib

import numpy as np
import pandas as pd

ROOT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora"


def text(values):
    """Numbers as text that reads back to the bit; JSON has no NaN."""
    return [repr(float(value)) for value in np.asarray(values, dtype="f8").ravel()]


def main():
    source = np.random.RandomState(18)
    cases = []
    for shape in ((1,), (7,), (40,), (9, 4), (4, 30), (3, 5, 6)):
        for special in ("none", "nan", "inf"):
            a = np.round(source.standard_normal(shape) * 8, 3)
            flat = a.ravel()
            if special == "nan":
                flat[:: 5] = np.nan
            elif special == "inf":
                flat[flat.size // 2] = np.inf
                flat[-1] = -np.inf
            for axis in range(a.ndim):
                def add(operation, result, **more):
                    cases.append({"operation": operation, "shape": list(shape), "axis": axis, "source": text(a), "result": text(result),
                                  "shapeOfResult": list(result.shape), **more})

                with np.errstate(invalid="ignore"):
                    add("CumulativeSum", np.cumsum(a, axis))
                    add("CumulativeProduct", np.cumprod(a, axis))
                    add("CumulativeMax", np.maximum.accumulate(a, axis))
                    add("CumulativeMin", np.minimum.accumulate(a, axis))
                    add("CumulativeSum", np.nancumsum(a, axis), skipNaN=True)
                    add("CumulativeProduct", np.nancumprod(a, axis), skipNaN=True)
                    add("CumulativeMax", np.fmax.accumulate(a, axis), skipNaN=True)
                    for n in (1, 2, 3):
                        add("Difference", np.diff(a, n, axis), n=n)
                if special != "inf":
                    table = pd.DataFrame(np.moveaxis(a, axis, 0).reshape(a.shape[axis], -1))
                    for window, least in ((1, 1), (3, 3), (5, 2)):
                        rolling = table.rolling(window, min_periods=least)
                        for name in ("sum", "mean", "var", "std", "min", "max", "median"):
                            moved = np.moveaxis(a, axis, 0).shape
                            result = getattr(rolling, name)().to_numpy().reshape(moved)
                            add("Rolling" + name.capitalize(), np.moveaxis(result, 0, axis), skipNaN=True, window=window, minCount=least)
    spike = np.sin(np.arange(200.0))
    spike[20] = 1e300
    outlier = {"source": text(spike), "std": text(pd.Series(spike).rolling(7).std()), "mean": text(pd.Series(spike).rolling(7).mean())}
    (ROOT / "series_outlier.json").write_text("[" + json.dumps(outlier) + "]\n", encoding="ascii", newline="\n")
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (ROOT / "series.json").write_text("[\n" + lines + "\n]\n", encoding="ascii", newline="\n")
    print("series.json", len(cases))


main()

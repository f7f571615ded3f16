"""Writes the corpora of relations: what NumPy answers to covariances, correlations and sums of products, also of columns far from zero.

Run with NumPy 1.24: /usr/bin/python3 tests/corpora/relations.py. The output is the same at every run and is committed.
"""
import json
import pathlib
import warnings

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora"


def text(values):
    """Numbers as text that reads back to the bit; JSON has no NaN."""
    return [repr(float(value)) for value in np.asarray(values, dtype="f8").ravel()]


def main():
    source = np.random.RandomState(18)
    cases = []
    warnings.simplefilter("ignore")
    # Of one row NumPy takes the columns for variables, whatever rowvar says.
    for rows, columns in ((3, 2), (2, 2), (9, 3), (70, 5), (150, 9)):
        for special in ("none", "nan", "inf", "constant"):
            a = np.round(source.standard_normal((rows, columns)) * 8, 3)
            if special == "nan":
                a[rows // 2, 0] = np.nan
            elif special == "inf":
                a[rows // 2, 1] = np.inf
            elif special == "constant":
                a[:, 1] = 3
            b = np.round(source.standard_normal((rows, 2)) * 8, 3)
            case = {"shape": [rows, columns], "source": text(a), "other": text(b), "gram": text(a.T @ a), "crossProduct": text(a.T @ b)}
            case["covariance"] = text(np.cov(a, rowvar=False))
            case["population"] = text(np.cov(a, rowvar=False, ddof=0))
            case["correlation"] = text(np.corrcoef(a, rowvar=False))
            cases.append(case)
    far = 1e9 + np.round(source.random_sample((400, 3)) * 2**20) / 2**20
    far_case = {"shape": [400, 3], "source": text(far), "covariance": text(np.cov(far, rowvar=False))}
    (ROOT / "relations_far.json").write_text("[" + json.dumps(far_case) + "]\n", encoding="ascii", newline="\n")
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (ROOT / "relations.json").write_text("[\n" + lines + "\n]\n", encoding="ascii", newline="\n")
    print("relations.json", len(cases))


main()

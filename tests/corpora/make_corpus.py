"""Writes the corpora of MemMapArray.Tests: what NumPy itself answers, for the tests to replay without Python.

Run with NumPy 1.24: python3 tests/corpora/make_corpus.py. The output is the same at every run and is committed.
"""
import base64
import io
import json
import pathlib
import random
import struct
import warnings
import zipfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora"
INT64_MAX = 2**63 - 1
INT64_MIN = -(2**63)


def text_of_bytes(raw):
    return base64.b64encode(raw).decode("ascii")


def write_cases(name, cases):
    """One case a line, so that a change of the corpus reads as a diff."""
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (ROOT / name).write_text("[\n" + lines + "\n]\n", encoding="ascii", newline="\n")
    print(name, len(cases))


# ---------------------------------------------------------------- memmap files


def memmap_corpus():
    folder = ROOT / "memmap"
    folder.mkdir(parents=True, exist_ok=True)
    source = np.random.RandomState(20240229)
    cases = []
    for dtype in ("float32", "float64", "int16", "uint8", "complex128"):
        for order in "CF":
            for offset, shape in ((0, (3, 4, 5)), (16, (7, 6)), (1001, (11,) if order == "C" else (2, 3, 2, 2))):
                file = f"{dtype}_{order}_{offset}.bin"
                path = folder / file
                path.unlink(missing_ok=True)
                array = np.memmap(path, dtype=dtype, mode="w+", offset=offset, shape=shape, order=order)
                if array.dtype.kind == "c":
                    array[...] = source.standard_normal(shape) + 1j * source.standard_normal(shape)
                elif array.dtype.kind == "f":
                    array[...] = source.standard_normal(shape)
                else:
                    bounds = np.iinfo(array.dtype)
                    array[...] = source.randint(bounds.min, bounds.max + 1, size=shape)
                array.flush()
                cases.append({
                    "file": file, "dtype": dtype, "shape": list(shape), "order": order, "offset": offset,
                    "elements": text_of_bytes(np.asarray(array).tobytes(order="C")),
                })
    write_cases("memmap/index.json", cases)


# ---------------------------------------------------------------- slicing


def text_of_slice(item):
    start, stop, step = ("" if x is None else str(x) for x in (item.start, item.stop, item.step))
    return f"{start}:{stop}" if step == "" else f"{start}:{stop}:{step}"


def text_of_item(item):
    if item is None:
        return "newaxis"
    if item is Ellipsis:
        return "..."
    if isinstance(item, slice):
        return text_of_slice(item)
    return str(item)


def random_bound(draw, length):
    kind = draw.randrange(10)
    if kind < 3:
        return None
    if kind == 3:
        return draw.choice((-1000, 1000, INT64_MIN, INT64_MAX))
    return draw.randint(-length - 2, length + 2)


def random_index(draw, array):
    items, axis = [], 0
    named = draw.randint(0, array.ndim)
    for _ in range(named):
        length = array.shape[axis]
        kind = draw.randrange(8)
        if kind == 0 and length > 0:
            items.append(draw.randint(-length, length - 1))
        elif kind == 1:
            items.append(slice(None))
        else:
            step = draw.choice((None, None, 1, 2, 3, -1, -1, -2, -3, 7, -7, INT64_MAX, -INT64_MAX))
            items.append(slice(random_bound(draw, length), random_bound(draw, length), step))
        axis += 1
    if draw.randrange(3) == 0:
        # The items behind the ellipsis are for the last axes, which have other lengths.
        items = [item for item in items if isinstance(item, slice)]
        items.insert(draw.randint(0, len(items)), Ellipsis)
    for _ in range(draw.choice((0, 0, 0, 1, 1, 2))):
        items.insert(draw.randint(0, len(items)), None)
    return items or [Ellipsis]


def random_factors(draw, size):
    """A shape of `size` elements, with an axis of length 1 now and then."""
    if size == 0:
        shape = [0] + [draw.randint(1, 3) for _ in range(draw.randint(0, 2))]
        draw.shuffle(shape)
        return shape
    shape, rest = [], size
    while rest > 1 and len(shape) < 4:
        factor = draw.choice([x for x in range(2, rest + 1) if rest % x == 0])
        shape.append(factor)
        rest //= factor
    if rest > 1:
        shape.append(rest)
    draw.shuffle(shape)
    if draw.randrange(3) == 0:
        shape.insert(draw.randint(0, len(shape)), 1)
    return shape


def random_operation(draw, array):
    """The operation as written into the corpus, and its result: None where it would copy."""
    kind = draw.choice(("index", "index", "index", "transpose", "permute", "reshape", "reshape", "squeeze", "expand_dims", "flip", "broadcast_to"))
    if array.ndim == 0 and kind in ("flip", "permute"):
        kind = "expand_dims"
    if kind == "index":
        items = random_index(draw, array)
        # With an ellipsis the result is always a view; without one it may be a scalar, which has no place in memory.
        selected = items if Ellipsis in items else items + [Ellipsis]
        return [kind] + [text_of_item(item) for item in items], array[tuple(selected)]
    if kind == "transpose":
        return [kind], array.T
    if kind == "permute":
        axes = list(range(array.ndim))
        draw.shuffle(axes)
        axes = [axis - array.ndim if draw.randrange(4) == 0 else axis for axis in axes]
        return [kind] + axes, array.transpose(axes)
    if kind == "reshape":
        shape = random_factors(draw, array.size)
        if shape and array.size and draw.randrange(3) == 0:
            shape[draw.randrange(len(shape))] = -1
        result = array.reshape(shape)
        is_view = array.size == 0 or np.shares_memory(array, result)
        return [kind] + shape, result if is_view else None
    if kind == "squeeze":
        ones = [axis for axis in range(array.ndim) if array.shape[axis] == 1]
        if ones and draw.randrange(2) == 0:
            axis = draw.choice(ones)
            return [kind, axis], array.squeeze(axis)
        return [kind], array.squeeze()
    if kind == "expand_dims":
        axis = draw.randint(-array.ndim - 1, array.ndim)
        return [kind, axis], np.expand_dims(array, axis)
    if kind == "flip":
        axis = draw.randint(-array.ndim, array.ndim - 1)
        return [kind, axis], np.flip(array, axis)
    shape = [draw.randint(0, 3) if length == 1 and draw.randrange(2) == 0 else length for length in array.shape]
    shape = [draw.randint(1, 3) for _ in range(draw.randint(0, 2))] + shape
    return [kind] + shape, np.broadcast_to(array, shape)


def slicing_corpus():
    draw = random.Random(7919)
    bases = [(24,), (1,), (0,), (5, 7), (6, 4), (1, 9), (3, 0), (4, 3, 5), (2, 1, 6), (2, 3, 2, 4), (3, 1, 4, 1), (2, 2, 3, 2, 2), (1, 3, 2, 1, 4)]
    cases, copies = [], 0
    while len(cases) < 600 or copies < 40:
        shape = draw.choice(bases)
        order = draw.choice("CF")
        file_offset = draw.choice((0, 0, 16, 1001))
        # The elements are numbered in C order; the file holds them in `order`.
        size = int(np.prod(shape))
        memory = np.arange(size, dtype=np.int32).reshape(shape).copy(order=order)
        base_address = memory.__array_interface__["data"][0]
        array, operations = memory, []
        for _ in range(draw.randint(1, 4)):
            operation, result = random_operation(draw, array)
            if len(operations) > 0 and result is not None and result.size > 400:
                break
            operations.append(operation)
            array = result
            if array is None:
                break
        if array is not None and array.size == 0 and draw.randrange(5):
            continue
        case = {"base": list(shape), "order": order, "offset": file_offset, "operations": operations}
        if array is None:
            copies += 1
            case["copies"] = True
        else:
            case["shape"] = list(array.shape)
            case["strides"] = list(array.strides)
            case["elements"] = array.ravel(order="C").tolist()
            if array.size:
                case["byteOffset"] = array.__array_interface__["data"][0] - base_address + file_offset
        cases.append(case)
    write_cases("slicing.json", cases)


def range_corpus():
    """Python's slice.indices, as length, start, stop, step, first index and count; the first index of an empty range is null."""
    cases = []
    for length in (0, 1, 2, 5, 2**31, INT64_MAX):
        near = {0, 1, 2, 3, length - 1, length, length + 1, 1000}
        bounds = sorted({x for y in near for x in (y, -y) if INT64_MIN <= x <= INT64_MAX} | {INT64_MIN, INT64_MAX})
        draw = random.Random(length)
        grid = [(start, stop, step) for start in [None] + bounds for stop in [None] + bounds
                for step in (1, 2, 3, -1, -2, -3, 1000, -1000, INT64_MAX, INT64_MIN, INT64_MIN + 1)]
        for start, stop, step in draw.sample(grid, 330):
            indexes = range(*slice(start, stop, step).indices(length))
            # len() is limited to what fits a C ssize_t, which these ranges do.
            count = len(indexes)
            cases.append([length, start, stop, step, indexes[0] if count else None, count])
    write_cases("ranges.json", cases)


# ---------------------------------------------------------------- printing


def printing_arrays():
    source = np.random.RandomState(99991)
    nan, inf = float("nan"), float("inf")
    floats = [
        [1.0], [1.0, 2.0, 3.0], [0.1, 0.25, 1 / 3], [1.5, -2.25, 1000.0], [0.0, -0.0], [1e-5, 1.0], [1e-4, 1.0], [9.9e-5],
        [1e8], [99999999.0], [123456789.0, 1.0], [1e16, 1.0], [1e15, 1e16], [1.0, 1000.0], [1.0, 1001.0], [0.001, 1.001],
        [nan], [inf], [-inf], [nan, 1.0], [inf, -1.5], [nan, inf, -inf, 0.0], [1e300, 1e-300], [1e10, nan], [-1e-10, inf, 2.0],
        [12345.678, 0.5], [1.23456789012345], [0.123456785, 0.123456795], [2.5, 1e3], [1e-310], [5e-324, 1.0], [1.7976931348623157e308],
        [-1.0, 10.0, -100.0], [3.14159265358979] * 20, list(np.linspace(0, 1, 30)), list(np.linspace(-5000, 5000, 11)),
        [0.00012, 0.05], [1 / 7, 100 / 7, 5e7 / 7], [-0.0, 5.0], [99999.99999999, 1.0], [0.999999999], [9.999999999e-5],
        [0.000099999999999, 1.0], [0.1 + 0.2], [2**53, 2**53 + 2], [1e22, 1e23], [1.00000001, 1.000000001],
    ]
    for values in floats:
        yield np.array(values, dtype=np.float64)
    with np.errstate(over="ignore"):
        for values in floats[:41]:
            yield np.array(values, dtype=np.float64).astype(np.float32)
        for values in ([1.0], [0.1, 0.25, 1 / 3], [65504.0, 1.0], [6e-8, 1.0], [nan, inf, -inf, -0.0], [0.001, 0.5], list(np.linspace(0, 1, 24)), [1000.0, 1.0], [2048.0, 0.5]):
            yield np.array(values, dtype=np.float64).astype(np.float16)
    for values in ([1e-4, 1.2345678], [1e-4, 2.0], [9.99999e-10, 1e-10, 0.33333334], [1e16, 1.1], [0.0, 1.2345678e-7]):
        yield np.array(values, dtype=np.float32)
    yield np.array([[96167376.0, 31790272.0], [48573.5, 39645840.0]], dtype=np.float32)
    yield np.array([[14656.0, -inf], [-59232.0, 40000.0]], dtype=np.float16)
    # Ratios of 1000 that are above it as exact quotients and are not as quotients of their type.
    yield np.array([700.0, 0.7], dtype=np.float32)
    yield np.array([100.0, 0.1], dtype=np.float16)
    yield np.array(np.nextafter(np.float32(0.0001), np.float32(1)))
    for scalar in (0.0, -0.0, 1.0, 0.1, 1e16, 1e15, 123456789.123, 1e-4, 1e-5, 1e22, nan, inf, -inf, 5e-324, 1 / 3, -2.5e-7):
        yield np.array(scalar, dtype=np.float64)
        yield np.array(scalar, dtype=np.float64).astype(np.float32)
    yield np.array(1 / 3, dtype=np.float16)
    yield np.array(65504.0, dtype=np.float16)
    for shape in ((3, 4), (2, 3, 4), (2, 2, 2, 3), (1, 1), (4, 1), (1, 30)):
        yield source.standard_normal(shape)
        yield source.standard_normal(shape).astype(np.float32)
        yield (source.standard_normal(shape) * 10.0 ** source.randint(-6, 9, size=shape))
    for shape in ((1001,), (1000,), (40, 30), (7, 8, 20), (2000, 2), (2, 2000), (4, 5, 6, 10), (1200, 1)):
        yield source.standard_normal(shape).astype(np.float32)
        yield source.randint(-999, 1000, size=shape).astype(np.int16)
    yield np.arange(1500, dtype=np.int32).reshape(30, 50)
    yield source.randint(0, 256, size=(33, 40)).astype(np.uint8)
    yield (source.randint(0, 2, size=(1100,)) == 1)
    hidden = np.ones(1100, dtype=np.float32)
    hidden[500] = 1e20  # not among the edge items, so it has no say in the format
    yield hidden
    for dtype, values in (
        (np.int32, [[0], [-1, 10, 100], [2**31 - 1, -(2**31)], list(range(50)), list(range(-20, 20))]),
        (np.int64, [[INT64_MAX, INT64_MIN], [0, 5], list(range(100000, 100014))]),
        (np.uint8, [[0, 255], list(range(40))]), (np.int8, [[-128, 127, 0]]), (np.uint16, [[65535, 1]]), (np.uint32, [[2**32 - 1, 7]]),
        (np.uint64, [[2**64 - 1, 0]]), (np.bool_, [[True], [False, True], [True] * 20]),
    ):
        for value in values:
            yield np.array(value, dtype=dtype)
    for dtype, value in ((np.int32, -7), (np.uint8, 200), (np.bool_, True), (np.bool_, False), (np.int64, INT64_MIN)):
        yield np.array(value, dtype=dtype)
    yield np.arange(24, dtype=np.int32).reshape(2, 3, 4)
    yield np.arange(16, dtype=np.uint8).reshape(2, 2, 2, 2)
    yield np.array([[True, False], [False, True]])
    complexes = [
        [1 + 2j], [0j], [-1.5 - 0.25j, 3 + 100j], [complex(nan, 1), 1 + 1j], [complex(inf, -inf), 0j], [1e10 + 1e-10j, 1j], [complex(1, nan), 2 - 3j],
        [complex(-0.0, -0.0), 1 + 0j], [1j] * 9, [0.1 + 0.25j, 1 / 3 - 2j], [1e-5 + 1j, 2 + 1e9j], [complex(nan, nan)], [complex(nan, -inf), 1.25 + 100j], [complex(1, inf)],
    ]
    for values in complexes:
        yield np.array(values, dtype=np.complex128)
    yield (source.standard_normal((4, 5)) + 1j * source.standard_normal((4, 5)))
    for scalar in (1 + 2j, 0j, 1j, -1j, complex(-0.0, 1), complex(nan, 0), complex(1.5, -inf), 0.1 - 1e20j, 1e-7 + 1j, complex(0, -0.0), complex(0.0, nan), complex(-2.0, -0.0)):
        yield np.array(scalar, dtype=np.complex128)
    for shape in ((0,), (0, 3), (3, 0), (2, 0, 4), (0, 2000)):
        yield np.zeros(shape, dtype=np.float64)
        yield np.zeros(shape, dtype=np.int32)
    for shape in ((9,), (2, 3), (25,)):
        for scale in (1e-8, 1e-3, 1.0, 1e4, 1e7, 1e12):
            yield source.standard_normal(shape) * scale
            yield (source.standard_normal(shape) * scale).astype(np.float32)
    for _ in range(20):
        size = source.randint(1, 12)
        bits = source.randint(0, 256, size=8 * size).astype(np.uint8)
        yield bits.view(np.float64)
        yield bits.view(np.float32)
        yield bits.view(np.float16)
        yield (source.randint(-5, 6, size=size) * source.choice([0.5, 0.1, 1.0, 2.0**-10, 1000.0]))


def printing_corpus():
    cases = []
    for array in printing_arrays():
        with np.errstate(all="ignore"):
            text = str(array)
            # Byte order is not printed, so that the tests print these in both.
            assert text == str(array.astype(array.dtype.newbyteorder()))
        cases.append({"dtype": array.dtype.name, "shape": list(array.shape), "bytes": text_of_bytes(array.tobytes()), "text": text})
    write_cases("printing.json", cases)


# ---------------------------------------------------------------- .npy


def npy_arrays():
    """Names and arrays: every type in a few shapes, every shape in a few types."""
    source = np.random.RandomState(104729)
    types = ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16", "<M8[ns]", "<m8[25s]", "<M8[D]")
    shapes = {"scalar": (), "empty": (0,), "empty2": (3, 0), "vector": (7,), "thousand": (1000,), "matrix": (3, 5), "cube": (2, 3, 4)}
    for code in types:
        for name, shape in shapes.items():
            if name == "thousand" and code not in ("|b1", "|u1"):
                continue
            size = int(np.prod(shape))
            dtype = np.dtype(code)
            if dtype.kind == "b":
                flat = source.randint(0, 2, size=size).astype(bool)
            elif dtype.kind in "fc":
                flat = source.standard_normal(size).astype(dtype)
                if dtype.kind == "c":
                    flat = (flat + 1j * source.standard_normal(size)).astype(dtype)
            else:
                flat = source.randint(0, 256, size=size * dtype.itemsize).astype(np.uint8).view(dtype)
            plain = "".join(letter for letter in code if letter.isalnum())
            array = flat.reshape(shape)
            yield f"{plain}_{name}_C", array
            if array.ndim > 1 and array.size:
                yield f"{plain}_{name}_F", np.asfortranarray(array)
    yield "f4_ones_C", np.ones((1, 4, 1), "<f4")
    yield "f8_wide_C", np.zeros((1,) * 31 + (2,), "<f8")


def npy_records():
    point = np.zeros(4, dtype=[("x", "<f4"), ("y", "<f4"), ("id", "<i2")])
    point["x"], point["y"], point["id"] = [1, 2, 3, 4], [-1, -2, -3, -4], [10, 20, 30, 40]
    yield "point", point
    aligned = np.zeros(3, dtype=np.dtype([("flag", "?"), ("value", "<f8")], align=True))
    aligned["flag"], aligned["value"] = [True, False, True], [0.5, 1.5, 2.5]
    yield "aligned", aligned
    nested = np.zeros(2, dtype=[(("The title", "t"), "<M8[ms]"), ("pos", [("x", "<f4"), ("y", "<f4")]), ("rgb", "u1", (3,)), ("name", "S5")])
    nested["t"] = [1234, 5678]
    nested["pos"]["y"] = [2, 4]
    nested["rgb"] = [[1, 2, 3], [4, 5, 6]]
    nested["name"] = [b"ab", b"abcde"]
    yield "nested", nested


def npy_big_endian_arrays():
    """Every number with a byte order, highest byte first. The vectors have what is special of their type."""
    source = np.random.RandomState(15485863)
    for code in (">i2", ">u2", ">i4", ">u4", ">i8", ">u8", ">f2", ">f4", ">f8"):
        dtype = np.dtype(code)
        plain = code[1:]
        if dtype.kind == "f":
            limits = np.finfo(dtype)
            special = np.array([0.0, -0.0, float("inf"), float("-inf"), limits.max, limits.tiny, 1.5, 0.0, 0.0], dtype)
            # Two NaN that carry something: the second one signals.
            bits = special.view(f">u{dtype.itemsize}")
            mantissa = {2: 10, 4: 23, 8: 52}[dtype.itemsize]
            bits[-2] = (2 ** (8 * dtype.itemsize) - 1) - 2
            bits[-1] = ((2 ** (8 * dtype.itemsize - 1) - 1) >> mantissa << mantissa) + 5
        else:
            limits = np.iinfo(dtype)
            special = np.array([0, 1, limits.min, limits.max, 258, 32512, limits.max - 1], dtype)
        yield f"{plain}_scalar_C", special[4:5].reshape(())
        yield f"{plain}_empty_C", np.zeros((0,), dtype)
        yield f"{plain}_empty3_C", np.zeros((2, 0, 3), dtype)
        yield f"{plain}_vector_C", special
        cube = source.standard_normal((2, 3, 4)).astype(dtype) if dtype.kind == "f" else source.randint(0, 256, size=24 * dtype.itemsize).astype("u1").view(dtype).reshape(2, 3, 4)
        yield f"{plain}_cube_C", cube
        yield f"{plain}_cube_F", np.asfortranarray(cube)
        yield f"{plain}_matrix_F", np.asfortranarray(cube[0])


def npy_with_header(text, data, version=(1, 0)):
    """A file with a header of our own: what older writers, or none, have written."""
    raw = text.encode("utf-8" if version == (3, 0) else "latin-1")
    return b"\x93NUMPY" + bytes(version) + struct.pack("<H" if version == (1, 0) else "<I", len(raw)) + raw + data


def npy_corpus():
    folder = ROOT / "npy"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.npy"):
        path.unlink()
    cases = []

    def add(name, raw, array, written=False, order=None):
        (folder / f"{name}.npy").write_bytes(raw)
        header = np.load(io.BytesIO(raw))
        assert header.dtype == array.dtype and header.shape == array.shape
        assert header.dtype.names or header.tobytes() == array.tobytes()
        cases.append({
            "file": f"{name}.npy", "version": f"{raw[6]}.{raw[7]}", "dtype": array.dtype.str, "shape": list(array.shape),
            "order": order or ("F" if header.flags.f_contiguous and not header.flags.c_contiguous else "C"), "offset": len(raw) - array.nbytes,
            "elements": text_of_bytes(array.tobytes(order="C")), "written": written,
        })

    def saved(array, version=None):
        file = io.BytesIO()
        np.lib.format.write_array(file, array, version=version)
        return file.getvalue()

    for name, array in npy_arrays():
        # What np.save writes is what we write.
        add(name, saved(array), array, written=array.dtype.kind not in "Mm" and array.dtype != np.complex64)
    cube = np.arange(24, dtype="<f4").reshape(2, 3, 4)
    for version in ((2, 0), (3, 0)):
        for order in "CF":
            add(f"version{version[0]}_{order}", saved(cube.copy(order=order), version), cube)
        add(f"version{version[0]}_scalar", saved(np.array(2.5), version), np.array(2.5))
    for name, array in npy_records():
        add(f"record_{name}", saved(array), array)
        add(f"record_{name}_3", saved(array, (3, 0)), array)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        umlaut = np.array([(1.5,), (2.5,)], dtype=[("h\u00f6he", "<f8")])
        add("record_latin", saved(umlaut), umlaut)
        greek = np.array([(1.5,), (2.5,)], dtype=[("\u03b1", "<f8")])
        add("record_greek", saved(greek), greek)
    for code in (">f4", ">i2", ">c16", ">M8[s]", "<U3", "|S4", "|V3", "<f16", "<c32"):
        # A long double has bytes that are no part of its value, so it is zero here.
        array = np.frombuffer(b"abcdefghi", code) if code == "|V3" else np.zeros(3, code) if code in ("<f16", "<c32") else np.arange(1, 4).astype(code)
        add("other_" + ("big" if code[0] == ">" else "") + "".join(letter for letter in code if letter.isalnum()), saved(array), array)
    big = np.zeros(2, dtype=[("x", "<f4"), ("y", ">f4")])
    add("other_record", saved(big), big)

    # By hand: what NumPy reads, though it does not write it so today.
    six = np.arange(6, dtype="<f4").reshape(2, 3)
    data = six.tobytes()
    texts = {
        "python2": "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }",
        "double_quotes": '{"descr": "<f4", "fortran_order": False, "shape": (2, 3), }',
        "no_comma": "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
        "shape_comma": "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3,)}",
        "keys_1": "{'shape': (2, 3), 'fortran_order': False, 'descr': '<f4'}",
        "keys_2": "{'fortran_order': False, 'descr': '<f4', 'shape': (2, 3)}",
        "native_1": "{'descr': '=f4', 'fortran_order': False, 'shape': (2, 3), }",
        "native_2": "{'descr': 'f4', 'fortran_order': False, 'shape': (2, 3), }",
        "tight": "{'descr':'<f4','fortran_order':False,'shape':(2,3)}",
        "loose": "  {  'descr'\t:\n'<f4' ,  'fortran_order' : False , 'shape' : (  2 , 3  ) , }  \n",
    }
    for name, text in texts.items():
        add(f"by_hand_{name}", npy_with_header(text, data), six)
        padded = text + " " * (-(len(text) + 11) % 16) + "\n"
        add(f"by_hand_{name}_16", npy_with_header(padded, data), six)
        if name != "python2":
            add(f"by_hand_{name}_3", npy_with_header(text, data, (3, 0)), six)
    scalar = np.array(5, dtype="|u1")
    for code in ("|u1", "u1", "<u1", ">u1", "=u1"):
        add(f"by_hand_byte_{len(cases)}", npy_with_header(f"{{'descr': '{code}', 'fortran_order': False, 'shape': ()}}", b"\5"), scalar)
    vector = np.arange(5, dtype="<i4")
    add("by_hand_fortran_vector", npy_with_header("{'descr': '<i4', 'fortran_order': True, 'shape': (5,), }\n", vector.tobytes()), vector, order="F")
    for name, array in npy_big_endian_arrays():
        assert array.dtype.byteorder == ">"
        add(f"big_{name}", saved(array), array, written=True)
    mixed = np.zeros(2, dtype=[("id", ">i2"), ("pos", [("x", ">f4"), ("y", "<f8")]), ("z", ">c8"), ("t", ">M8[ms]"), ("flag", "?"), ("name", ">U2")])
    mixed["id"], mixed["pos"]["x"], mixed["pos"]["y"] = [1, -2], [1.5, -2.5], [3.25, 4.25]
    mixed["z"], mixed["t"], mixed["flag"], mixed["name"] = [1 + 2j, 3 - 4j], [1234, 5678], [True, False], ["ab", "c"]
    add("record_big", saved(mixed), mixed)
    pairs = np.array([1 + 2j, -0.5j, complex(float("inf"), -3)], ">c8")
    add("other_bigc8", saved(pairs), pairs)
    add("by_hand_python2_vector", npy_with_header("{'descr': '<i4', 'fortran_order': False, 'shape': (5L,), }\n", vector.tobytes()), vector)
    write_cases("npy/index.json", cases)


def npy_header_corpus():
    """Headers alone, for numbers of rows that no file here has: type, order, shape and the bytes up to the elements."""
    cases = []
    for code in ("|u1", "<f4"):
        for order in "CF":
            for digits in range(19):
                for shape in ((10**digits,), (10**digits, 3), (3, 10**digits), (2, 10**digits, 5), (10**digits - 1,)):
                    file = io.BytesIO()
                    fortran = order == "F" and len(shape) > 1
                    np.lib.format.write_array_header_1_0(file, {"descr": code, "fortran_order": fortran, "shape": shape})
                    cases.append([code, order, list(shape), text_of_bytes(file.getvalue())])
    types = ("<M8[ns]", "|S5", [("x", "<f4"), ("rgb", "|u1", (3,))], [(("A 'title'", "t"), "<M8[25s]"), ("pos", [("it's", "<f4"), ('"q"', "<c8")])],
             [("h\u00f6he", "<f8")], [("\u03b1\U0001d6fc\u200b", "<f8")])
    for code in types:
        for order in "CF":
            for digits in range(0, 19, 3):
                for shape in ((10**digits,), (2, 10**digits), (10**digits, 3)):
                    file = io.BytesIO()
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore")
                        np.lib.format._write_array_header(file, {"descr": code, "fortran_order": order == "F" and len(shape) > 1, "shape": shape})
                    cases.append([code if isinstance(code, str) else repr(code), order, list(shape), text_of_bytes(file.getvalue())])
    file = io.BytesIO()
    for shape in [(), (0,), (0, 0), (1,) * 30] + [(2,) * rank for rank in range(1, 24)]:
        file = io.BytesIO()
        np.lib.format.write_array_header_1_0(file, {"descr": "<c16", "fortran_order": False, "shape": shape})
        cases.append(["<c16", "C", list(shape), text_of_bytes(file.getvalue())])
    write_cases("npy/headers.json", cases)


# ---------------------------------------------------------------- .npz


class Unseekable(io.RawIOBase):
    """A pipe: what is written to it has its lengths behind the data."""

    def __init__(self):
        self.raw = b""

    def writable(self):
        return True

    def seekable(self):
        return False

    def write(self, data):
        self.raw += bytes(data)
        return len(data)


def npz_arrays():
    point = np.zeros(4, dtype=[("x", "<f4"), ("y", "<f4"), ("id", "<i2")])
    point["x"], point["id"] = [1, 2, 3, 4], [10, 20, 30, 40]
    return {
        "matrix": np.arange(15, dtype="<f4").reshape(3, 5), "fortran": np.asfortranarray(np.arange(12, dtype="<i8").reshape(3, 4)), "scalar": np.array(2.5),
        "empty": np.zeros((3, 0), "<i2"), "records": point, "times": np.arange(5).astype("<M8[ns]"), "pairs": (np.arange(3) + 1j).astype("<c8"),
        "h\u00f6he \u03b1": np.arange(7, dtype="|u1"), "folder/inner": np.array([True, False]), "x.npy": np.arange(3, dtype="<i4"), "long": np.zeros(2000, "<f8"),
    }


def npz_corpus():
    folder = ROOT / "npz"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.npz"):
        path.unlink()
    cases = []

    def add(name, raw):
        (folder / f"{name}.npz").write_bytes(raw)
        members = []
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, np.load(io.BytesIO(raw)) as loaded:
            for info, shown in zip(archive.infolist(), loaded.files):
                array = loaded[info.filename] if info.filename.endswith(".npy") else None
                members.append({
                    "name": shown, "fullName": info.filename, "stored": info.compress_type == zipfile.ZIP_STORED, "length": info.file_size, "compressedLength": info.compress_size,
                    "dtype": None if array is None else array.dtype.str, "shape": [] if array is None else list(array.shape),
                    "order": "F" if array is not None and array.flags.fnc else "C",
                    "bytes": text_of_bytes(archive.read(info)), "elements": None if array is None else text_of_bytes(array.tobytes(order="C")),
                })
        cases.append({"file": f"{name}.npz", "members": members})

    def zipped(members, compression=zipfile.ZIP_STORED, comment=b"", limit=None):
        """By zipfile itself: no Zip64 where it is not needed, or all of it from a limit on."""
        limits = (zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT)
        if limit is not None:
            zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limit, 1
        try:
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w", compression) as archive:
                archive.comment = comment
                for name, raw in members:
                    info = zipfile.ZipInfo(name)
                    info.compress_type = compression
                    archive.writestr(info, raw)
            return file.getvalue()
        finally:
            zipfile.ZIP64_LIMIT, zipfile.ZIP_FILECOUNT_LIMIT = limits

    def saved(array):
        file = io.BytesIO()
        np.save(file, array)
        return file.getvalue()

    arrays = npz_arrays()
    for name, save in (("stored", np.savez), ("compressed", np.savez_compressed)):
        file = io.BytesIO()
        save(file, **arrays)
        add(name, file.getvalue())
        pipe = Unseekable()
        save(pipe, a=arrays["matrix"], b=arrays["fortran"])
        add(f"{name}_to_a_pipe", pipe.raw)
    file = io.BytesIO()
    np.savez(file)
    add("nothing", file.getvalue())
    small = [("a.npy", saved(arrays["matrix"])), ("b.npy", saved(arrays["fortran"]))]
    add("plain", zipped(small))
    add("plain_deflated", zipped(small, zipfile.ZIP_DEFLATED))
    add("commented", zipped(small, comment=b"A comment, without PK and so on." * 20))
    add("long_comment", zipped(small, comment=b"c" * 65535))
    add("zip64", zipped(small, limit=0))
    add("zip64_lengths", zipped(small, limit=200))
    add("zip64_deflated", zipped(small, zipfile.ZIP_DEFLATED, limit=0))
    six = np.arange(6, dtype="<f4").reshape(2, 3)
    python2 = "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }"
    python2 = npy_with_header(python2 + " " * (-(len(python2) + 11) % 16) + "\n", six.tobytes())
    add("old_headers", zipped([("python2.npy", python2), ("version2.npy", npy_with_header("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}", six.tobytes(), (2, 0)))]))
    add("strange_names", zipped([("/etc/absolute.npy", saved(six)), ("../up.npy", saved(six)), ("C:\\drive.npy", saved(six)), ("readme.txt", b"no array"), (".npy", saved(six)), ("con.npy", saved(six))]))
    # Names without the bit for UTF-8 are of code page 437.
    add("code_page", zipped([("AA.npy", saved(six))]).replace(b"AA.npy", b"\x84\xe0.npy"))
    write_cases("npz/index.json", cases)

    # What is refused, by what it is called.
    (folder / "twice.npz").write_bytes(zipped([("a.npy", saved(six)), ("AA.npy", saved(six)), ("BB.npy", saved(six))]).replace(b"BB.npy", b"AA.npy"))
    (folder / "bzip2.npz").write_bytes(zipped(small, zipfile.ZIP_BZIP2))
    (folder / "two_ends.npz").write_bytes(zipped(small, comment=b"PK\x05\x06" + bytes(18) + b" for Python the end is here"))
    (folder / "prefixed.npz").write_bytes(b"#!/bin/sh\n" + zipped(small))


def npz_written_corpus():
    """What NumPy reads in the archives of Corpora/npz_written, which the library wrote: its tests write them again and compare the bytes."""
    folder = ROOT / "npz_written"
    folder.mkdir(parents=True, exist_ok=True)
    cases = []
    for path in sorted(folder.glob("*.npz")):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
        with np.load(path) as loaded:
            cases.append({"file": path.name, "members": [
                {"name": name, "dtype": loaded[name].dtype.str, "shape": list(loaded[name].shape), "order": "F" if loaded[name].flags.fnc else "C",
                 "elements": text_of_bytes(loaded[name].tobytes())}
                for name in loaded.files]})
    write_cases("npz_written/index.json", cases)


if __name__ == "__main__":
    ROOT.mkdir(parents=True, exist_ok=True)
    memmap_corpus()
    slicing_corpus()
    range_corpus()
    printing_corpus()
    npy_corpus()
    npy_header_corpus()
    npz_corpus()
    npz_written_corpus()

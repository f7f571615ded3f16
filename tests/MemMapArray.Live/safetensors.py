"""The other side of safetensors, naively: "write FOLDER" makes files for MemMapArray to read, "check FOLDER" reads those that it wrote. Only json, struct and NumPy: it knows the format, and none of its packages.
"write-corpus FOLDER" makes the few small files that fuzzing begins with."""

import json
import pathlib
import struct
import sys

import numpy as np

# The format's types in the order by which its own writer sorts, and what NumPy calls their bits. NumPy has neither bfloat16 nor numbers of 8 bits.
DTYPES = {"BOOL": "?", "U8": "u1", "I8": "i1", "F8_E5M2": "u1", "F8_E4M3": "u1", "F8_E8M0": "u1", "I16": "<i2", "U16": "<u2", "F16": "<f2", "BF16": "<u2",
          "I32": "<i4", "U32": "<u4", "F32": "<f4", "F64": "<f8", "I64": "<i8", "U64": "<u8"}
SHAPES = ((), (0,), (3, 0), (7,), (1000,), (3, 5), (2, 3, 4))
METADATA = {"format": "np", "note": "\"é\" \\ <>"}


def bits(dtype, shape):
    """Element i is i * 37 % 101, as its bits in NumPy."""
    numbers = np.arange(int(np.prod(shape)), dtype="<i8") * 37 % 101
    if dtype == "BOOL":
        numbers = numbers % 2 == 1
    elif dtype == "BF16":
        numbers = numbers.astype("<f4").view("<u4") >> 16
    return numbers.astype(DTYPES[dtype]).reshape(shape)


def cases():
    return [(f"{dtype}/{'x'.join(map(str, shape))}", dtype, shape) for dtype in DTYPES for shape in SHAPES]


def save(path, tensors, metadata=None, align=True):
    order = list(DTYPES)
    header, data = {"__metadata__": dict(sorted(metadata.items()))} if metadata else {}, b""
    for name, dtype, array in sorted(tensors, key=lambda t: (-order.index(t[1]), t[0])) if align else tensors:
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8 if align else 3)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def load(path):
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8:8 + length])
    data, metadata = raw[8 + length:], header.pop("__metadata__", {})
    arrays = {name: np.frombuffer(data[slice(*t["data_offsets"])], DTYPES[t["dtype"]]).reshape(t["shape"]) for name, t in header.items()}
    return arrays, {name: t["dtype"] for name, t in header.items()}, metadata


def write(folder):
    made = [(name, dtype, bits(dtype, shape)) for name, dtype, shape in cases()]
    numpy = folder / "numpy"
    numpy.mkdir()
    save(numpy / "sorted.safetensors", made, METADATA)
    save(numpy / "unaligned.safetensors", [("first", "U8", bits("U8", (3,)))] + made, METADATA, align=False)
    halves = {f"model-0000{i + 1}-of-00002.safetensors": made[i::2] for i in range(2)}
    for file, tensors in halves.items():
        save(numpy / file, tensors)
    index = {"metadata": {"total_size": sum(array.nbytes for _, _, array in made)}, "weight_map": {name: file for file, tensors in halves.items() for name, _, _ in tensors}}
    (numpy / "model.safetensors.index.json").write_text(json.dumps(index, indent=2))
    (folder / "cases.txt").write_text("".join(f"{name};{dtype};{','.join(map(str, shape))};C\n" for name, dtype, shape in cases()))
    print(f"json, struct and NumPy {np.__version__} wrote {len(made)} tensors in one file, unaligned in another, and in two with an index.")


def check(folder):
    for file in ("added", "made"):
        arrays, dtypes, metadata = load(folder / "ours" / f"{file}.safetensors")
        assert metadata == METADATA
        assert sorted(arrays) == sorted(name for name, _, _ in cases())
        for name, dtype, shape in cases():
            expected = bits(dtype, shape)
            assert dtypes[name] == dtype and arrays[name].dtype == expected.dtype and arrays[name].shape == shape, name
            assert np.array_equal(arrays[name], expected), name
        assert (folder / "ours" / f"{file}.safetensors").read_bytes() == (folder / "numpy" / "sorted.safetensors").read_bytes()
    print(f"json, struct and NumPy read {len(cases())} tensors that MemMapArray wrote, in two ways: the same values, and the same bytes as theirs.")


def write_corpus(folder):
    def some(shape, *dtypes):
        return [(dtype, dtype, bits(dtype, shape)) for dtype in dtypes]

    save(folder / "nothing.safetensors", [])
    save(folder / "every.safetensors", some((2, 3), *DTYPES), METADATA)
    save(folder / "unaligned.safetensors", some((3,), "U8", "BF16", "F64", "F32"), align=False)
    save(folder / "empty.safetensors", some((0, 2), "F32", "I64") + [("s", "F64", bits("F64", ())), ("t", "BF16", bits("BF16", (1,)))], METADATA)
    (folder / "index.safetensors").write_text(json.dumps({"metadata": {"total_size": 3}, "weight_map": {"U8": "unknown.safetensors", "x": "a/b"}}))


if __name__ == "__main__":
    {"write": write, "check": check, "write-corpus": write_corpus}[sys.argv[1]](pathlib.Path(sys.argv[2]))

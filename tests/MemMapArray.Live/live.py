"""NumPy's side: "write FOLDER" makes files for MemMapArray to read, "check FOLDER" reads those that it wrote. Element i of every array is made of i * 37 % 101, here and there."""

import io
import pathlib
import sys

import numpy as np

RECORD = np.dtype([("x", "<f4"), ("y", ">f8"), ("id", "<i2")])
CODES = ("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16",
         ">i2", ">u2", ">i4", ">u4", ">i8", ">u8", ">f2", ">f4", ">f8", "<M8[ns]", "|S5", "record")
SHAPES = ((), (0,), (3, 0), (7,), (1000,), (3, 5), (2, 3, 4))


def elements(code, shape):
    numbers = np.arange(int(np.prod(shape)), dtype="<i8") * 37 % 101
    if code == "record":
        array = np.zeros(numbers.shape, RECORD)
        array["x"], array["y"], array["id"] = numbers, numbers + 0.5, numbers
    elif code == "|b1":
        array = numbers % 2 == 1
    elif "c" in code:
        array = (numbers + 1j * (numbers + 1)).astype(code)
    elif "M" in code:
        array = numbers.view(code)
    else:
        array = numbers.astype(code)
    return array.reshape(shape)


def cases():
    """Name, type, and an array in its order."""
    for code in CODES:
        for shape in SHAPES:
            array = elements(code, shape)
            for order in "CF" if array.ndim > 1 and array.size else "C":
                name = f"{len(SHAPES) * CODES.index(code) + SHAPES.index(shape)}{order}"
                yield name, code, array.copy(order=order)


def write(folder):
    numpy = folder / "numpy"
    numpy.mkdir()
    with open(folder / "cases.txt", "w") as file:
        for name, code, array in cases():
            np.save(numpy / f"{name}.npy", array)
            mapped = np.lib.format.open_memmap(numpy / f"{name}.mapped.npy", "w+", array.dtype, array.shape, name.endswith("F"))
            mapped[...] = array
            del mapped
            file.write(f"{name};{code};{','.join(map(str, array.shape))};{name[-1]}\n")
    arrays = {name: array for name, _, array in cases()}
    np.savez(numpy / "stored.npz", **arrays)
    np.savez_compressed(numpy / "compressed.npz", **arrays)
    print(f"NumPy {np.__version__} wrote {len(arrays)} arrays with np.save, open_memmap, np.savez and np.savez_compressed.")


def check(folder):
    ours = folder / "ours"
    archive = np.load(ours / "stored.npz")
    compared = 0
    for name, code, array in cases():
        saved, mapped = (folder / "numpy" / f"{name}{kind}.npy" for kind in ("", ".mapped"))
        for file, numpys in ((f"{name}.npy", saved), (f"{name}.created.npy", mapped)):
            assert (ours / file).read_bytes() == numpys.read_bytes(), file
            for mode in (None, "r", "c"):
                same(np.load(ours / file, mmap_mode=mode), array, file)
        same(archive[name], array, f"stored.npz/{name}")
        assert archive.zip.read(f"{name}.npy") == saved.read_bytes(), name
        compared += 3
    assert len(archive.files) == compared // 3
    assert archive.zip.testzip() is None

    # Five rows that MemMapArray added to a file of NumPy's.
    longer = io.BytesIO()
    np.save(longer, elements("<f4", (12,)))
    assert (ours / "appended.npy").read_bytes() == longer.getvalue()
    print(f"NumPy read {compared} arrays that MemMapArray wrote: the same values, and the same bytes as NumPy's own.")


def same(loaded, array, name):
    assert loaded.dtype == array.dtype and loaded.shape == array.shape, name
    assert loaded.flags.f_contiguous == array.flags.f_contiguous and loaded.flags.c_contiguous == array.flags.c_contiguous, name
    assert np.array_equal(loaded, array), name


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2]))

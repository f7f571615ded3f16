"""Writes the files of docs/guides/containers.md by the libraries that people have them from.

Run with Debian's python3-numpy, python3-nibabel, python3-h5py, python3-astropy, python3-pil, python3-tifffile and python3-zarr:
/usr/bin/python3 tests/corpora/make_container_corpus.py. The output is the same at every run and is committed. It ends with what
the guide's lines for HDF5 print.
"""
import pathlib
import shutil
import wave

import h5py
import nibabel
import numpy as np
import PIL.Image
import tifffile
import zarr
from astropy.io import fits

ROOT = pathlib.Path(__file__).resolve().parents[1] / "MemMapArray.Tests" / "Corpora" / "containers"
VOLUME = np.fromfunction(lambda i, j, k: 100 * i + 10 * j + k, (4, 3, 2), dtype="i2")
IMAGE = np.fromfunction(lambda row, column: 10 * row + column, (6, 5), dtype="u1")


def main():
    shutil.rmtree(ROOT, ignore_errors=True)
    ROOT.mkdir(parents=True)
    nibabel.save(nibabel.Nifti1Image(VOLUME, np.eye(4)), ROOT / "volume.nii")
    (ROOT / "images.idx").write_bytes(bytes([0, 0, 8, 3]) + np.array([2, 6, 5], ">i4").tobytes() + np.stack([IMAGE, IMAGE + 100]).tobytes())

    with wave.open(str(ROOT / "sound.wav"), "wb") as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(44100)
        sound.writeframes(np.array([[5, 1], [-5, 3]] * 2, "<i2").tobytes())

    prices = np.fromfunction(lambda row, column: row + column / 4, (100, 4), dtype="f8")
    with h5py.File(ROOT / "run.h5", "w") as run:
        run.create_dataset("prices", data=prices, track_times=False)

    fits.PrimaryHDU(np.stack([IMAGE, IMAGE + 100]).astype("f4")).writeto(ROOT / "sky.fits")
    PIL.Image.fromarray(IMAGE).save(ROOT / "grey.bmp")
    tifffile.imwrite(ROOT / "plate.tif", IMAGE.astype("<u2"), rowsperstrip=2, metadata=None, software=None)
    chunks = zarr.open(str(ROOT / "cube.zarr"), "w", shape=(4, 5), chunks=(2, 5), dtype="<i4", compressor=None, fill_value=0)
    chunks[...] = IMAGE[:4].astype("i4")

    with h5py.File(ROOT / "run.h5") as run:
        d = run["prices"]
        assert d.chunks is None
        print(d.id.get_offset(), d.shape, d.dtype)


main()

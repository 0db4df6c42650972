# Writes the small numpy files that Tests/ArrayFilesTests reads: python make-array-fixtures.py
import io
import pathlib
import zipfile

import numpy as np

FOLDER = pathlib.Path(__file__).parent.parent / "Tests/ArrayFilesTests/Fixtures"
KINDS = {
    "bool": "b1", "int8": "i1", "int16": "i2", "int32": "i4", "int64": "i8",
    "uint8": "u1", "uint16": "u2", "uint32": "u4", "uint64": "u8",
    "float16": "f2", "float32": "f4", "float64": "f8",
}


def values(name, shape):
    """0, 1, 2 ...; from -12 for signed types, in quarters for floats, alternating for bool."""
    index = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    if name == "bool":
        return index % 2 == 1
    if name.startswith("uint"):
        return index
    return index - 12 if name.startswith("int") else (index - 12) / 4


def all_types():
    """Every type in both orders of elements and both orders of bytes."""
    for name, code in KINDS.items():
        for order in "CF":
            for label, mark in [("little", "<"), ("big", ">")]:
                array = values(name, (2, 3, 4)).astype(mark + code)
                yield f"{name}-{order}-{label}", np.asarray(array, order=order)


def shapes():
    """Shapes at the edges, and Fortran order where the block transposition has remainders."""
    yield "scalar", np.array(2.5, "<f4")
    yield "empty", np.zeros((0,), "<f4")
    yield "empty3", np.zeros((2, 0, 3), "<i2")
    yield "vector", np.arange(5, dtype="<i4")
    yield "ones", np.asfortranarray(np.arange(6).reshape(1, 2, 1, 3, 1).astype("<i4"))
    yield "fortran2", np.asfortranarray(np.arange(45 * 70).reshape(45, 70).astype("<u2"))
    yield "fortran4", np.asfortranarray(np.arange(5 * 2 * 3 * 7).reshape(5, 2, 3, 7).astype(">i2"))


def extremes():
    yield "int64", np.array([-(2**63), -1, 0, 2**63 - 1], "<i8")
    yield "uint64", np.array([0, 2**63 - 1, 2**63, 2**64 - 1], "<u8")
    yield "float16", np.array([0, 0x8000, 1, 0x3FF, 0x400, 0x3C00, 0x7BFF, 0xFC00, 0x7E00],
                              "<u2").view("<f2")
    yield "float64", np.array([1e300, 5e-324, np.inf, np.nan], ">f8")


def refused():
    """What numpy stores without pickle, but which is no plain real number."""
    yield "complex", np.array([1 + 2j], "<c8")
    yield "text", np.array(["ab"], "<U2")
    yield "bytes", np.array([b"ab"], "|S2")
    yield "structured", np.array([(1, 2.0)], [("a", "<i4"), ("b", "<f4")])
    yield "dates", np.array(["2024-01-01"], "<M8[D]")
    yield "longdouble", np.zeros(1, np.longdouble)  # zeros, because padding is not initialized


def versions():
    for major in (1, 2, 3):
        data = io.BytesIO()
        np.lib.format.write_array(data, np.arange(6, dtype="<f4").reshape(2, 3), (major, 0))
        yield f"version{major}.npy", data.getvalue()


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez(FOLDER / "types.npz", **dict(all_types()))
    np.savez_compressed(FOLDER / "types-compressed.npz", **dict(all_types()))
    for name, content in [("shapes", shapes), ("extremes", extremes), ("refused", refused)]:
        np.savez_compressed(FOLDER / f"{name}.npz", **dict(content()))
    for name, data in versions():
        (FOLDER / name).write_bytes(data)
    np.save(FOLDER / "objects.npy", np.array([None, {}], object), allow_pickle=True)
    # np.savez dates its entries 1980, so running this again changes nothing.
    with zipfile.ZipFile(FOLDER / "types.npz") as archive:
        assert archive.infolist()[0].date_time[0] == 1980


main()

# Writes the small files that the tests of safetensors read: python make-safetensors-fixtures.py
# Needs safetensors, numpy and torch. With a path it reads that file instead, and prints it.
import pathlib
import sys

import torch
from safetensors import safe_open
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parent.parent / "Tests/ArrayFilesTests/Fixtures"
TYPES = {
    "bool": torch.bool, "i8": torch.int8, "i16": torch.int16, "i32": torch.int32,
    "i64": torch.int64, "u8": torch.uint8, "f16": torch.float16, "bf16": torch.bfloat16,
    "f32": torch.float32, "f64": torch.float64,
}


def values(name):
    """0, 1 ... 5; from -3 for signed types, in quarters for floats, alternating for bool."""
    index = torch.arange(6).reshape(2, 3)
    if name == "bool":
        return index % 2 == 1
    if name == "u8":
        return index
    return index - 3 if name[0] == "i" else (index - 3) / 4


def show(path):
    with safe_open(path, "pt") as file:
        print(file.metadata())
        for name in sorted(file.keys()):
            tensor = file.get_tensor(name)
            print(name, tensor.dtype, list(tensor.shape), tensor.flatten().tolist())


if len(sys.argv) > 1:
    show(sys.argv[1])
else:
    tensors = {name: values(name).to(kind) for name, kind in TYPES.items()}
    tensors |= {"scalar": torch.tensor(2.5), "none": torch.zeros(2, 0, 3), "ä \"\\": torch.ones(1)}
    save_file(tensors, FOLDER / "python.safetensors", {"format": "pt", "note": "ä\n\"x\""})
    save_file({}, FOLDER / "empty.safetensors")

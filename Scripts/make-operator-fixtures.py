"""Writes one small model and its input and output, as ONNX Runtime computes it, for each case.

    python Scripts/make-operator-fixtures.py [folder]

needs onnx, onnxruntime and numpy. The same versions write the same bytes.
"""

import gzip
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from bilinear_cases import BILINEAR_CASES
from control_cases import CONTROL_CASES
from einsum_cases import EINSUM_CASES
from fixture_models import drawn_input, model, serialized
from graph_cases import GRAPH_CASES
from logic_cases import LOGIC_CASES
from operator_cases import OPERATOR_CASES
from recurrent_cases import RECURRENT_CASES
from reduction_cases import REDUCTION_CASES
from smooth_cases import SMOOTH
from unsupported_cases import UNSUPPORTED_CASES

FOLDER = Path(__file__).parent.parent / "Tests/OperatorsTests/Fixtures"
LARGEST_FOLDER = 6_000_000


def computed(made, value):
    """What ONNX Runtime computes, with its own rewriting of the graph switched off."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(serialized(made), options, providers=["CPUExecutionProvider"])
    return session.run(None, {"input": value})


def write_model(made, path, form):
    if form == "external":
        onnx.save_model(made, path, save_as_external_data=True, size_threshold=0, location=path.stem + ".weights.bin")
    elif form == "gzip":
        path.with_suffix(".onnx.gz").write_bytes(gzip.compress(serialized(made), mtime=0))
    else:
        path.write_bytes(serialized(made))


def write_arrays(path, value, results):
    names = ["output"] if len(results) == 1 else [f"output{index}" for index in range(len(results))]
    np.savez(path, input=value, **dict(zip(names, results, strict=True)))


def write_case(case, folder):
    value = drawn_input(case)
    results = computed(model(case), value)
    made = model(case, results)
    onnx.checker.check_model(made, full_check=True)
    for result in results:
        assert np.isfinite(result).all() and result.dtype == case.type, case.name
    write_arrays(folder / f"{case.name}.npz", value, results)
    write_model(made, folder / f"{case.name}.onnx", case.file)


def write_unsupported(folder):
    """The models that must be refused, and a list of the operator, the node and the reason."""
    folder.mkdir()
    expected = {}
    for refused in UNSUPPORTED_CASES:
        file = f"{refused.case.name}.onnx"
        made = model(replace(refused.case, output_dims=refused.output_shape), [])
        (folder / file).write_bytes(serialized(made))
        expected[file] = refused.expected()
    (folder / "expected.json").write_text(json.dumps(expected, indent=2) + "\n")


def empty(folder):
    """Removes what this script wrote before, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in ("*.onnx", "*.onnx.gz", "*.npz", "*.weights.bin"):
        for path in folder.glob(pattern):
            path.unlink()
    shutil.rmtree(folder / "unsupported", ignore_errors=True)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    cases = (
        OPERATOR_CASES + BILINEAR_CASES + CONTROL_CASES + EINSUM_CASES + RECURRENT_CASES + REDUCTION_CASES
        + LOGIC_CASES + SMOOTH + GRAPH_CASES
    )
    names = [case.name for case in cases]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    empty(folder)
    failures = 0
    for case in cases:
        try:
            write_case(case, folder)
        except Exception as error:  # report every case, not only the first
            failures += 1
            print(f"{case.name}: {str(error).strip().splitlines()[-1]}", file=sys.stderr)
    write_unsupported(folder / "unsupported")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{len(cases) - failures} cases, {len(UNSUPPORTED_CASES)} unsupported, {size} bytes, {failures} failed")
    return 1 if failures or size > LARGEST_FOLDER else 0


if __name__ == "__main__":
    sys.exit(main())

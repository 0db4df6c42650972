#!/usr/bin/env python3
"""Makes the small models of Tests/ONNXTests/Fixtures with the reference packages onnx and numpy.

Usage: python Scripts/make-wire-fixtures.py
Made with onnx 1.23 and numpy 2; the same bytes come out each time.
"""

import math
import pathlib

import numpy
from onnx import AttributeProto, TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests/ONNXTests/Fixtures"

# The elements of every tensor of encodings.onnx, which EncodingTests.swift states again.
FLOATS = [0.0, -2.5, 0.0078125, 96.0, 2.0**-14, -1.0]
INTEGERS = {
    TensorProto.INT8: [-128, 127, 0, 1, -1, 5],
    TensorProto.INT16: [-32768, 32767, 0, 1, -1, 5],
    TensorProto.INT32: [-(2**31), 2**31 - 1, 0, 1, -1, 5],
    TensorProto.INT64: [-(2**63), 2**63 - 1, 0, 1, -1, 5],
    TensorProto.UINT8: [0, 255, 0, 1, 128, 5],
    TensorProto.UINT16: [0, 65535, 0, 1, 32768, 5],
    TensorProto.UINT32: [0, 2**32 - 1, 0, 1, 2**31, 5],
    TensorProto.UINT64: [0, 2**63 - 1, 0, 1, 2**62, 5],
    TensorProto.BOOL: [0, 1, 1, 0, 0, 1],
}
FLOAT_TYPES = [TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16, TensorProto.BFLOAT16]
NAMES = {TensorProto.FLOAT: "float32", TensorProto.DOUBLE: "float64"}


def type_name(code):
    return NAMES.get(code, TensorProto.DataType.Name(code).lower())


def value(name, dims, code=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, code, dims)


def floats(name, numbers, shape):
    return numpy_helper.from_array(numpy.array(numbers, numpy.float32).reshape(shape), name)


def model(nodes, initializers=(), inputs=None, outputs=None, opset=17, **more):
    graph = helper.make_graph(
        nodes,
        "fixture",
        [value("x", [1, 3])] if inputs is None else inputs,
        [value("y", [1, 3])] if outputs is None else outputs,
        list(initializers),
    )
    imports = [helper.make_opsetid("", opset)] if isinstance(opset, int) else opset
    return helper.make_model(
        graph, opset_imports=imports, ir_version=8, producer_name="fixtures",
        producer_version="1", **more,
    )


def add(*initializers, **more):
    """y = x + W, with the given W."""
    return model([helper.make_node("Add", ["x", "W"], ["y"], name="sum")], initializers, **more)


def save(name, proto):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_bytes(proto.SerializeToString(deterministic=True))


def raw_and_typed(code, numbers):
    """The same tensor twice, in raw_data and in the typed field of its element type."""
    kind = helper.tensor_dtype_to_np_dtype(code)
    array = numpy.array(numbers).astype(kind).reshape(2, 3)
    raw = TensorProto(name=f"{type_name(code)}.raw", data_type=code, dims=[2, 3])
    raw.raw_data = array.tobytes()
    typed = TensorProto(name=f"{type_name(code)}.typed", data_type=code, dims=[2, 3])
    field = getattr(typed, helper.tensor_dtype_to_field(code))
    if code in (TensorProto.FLOAT16, TensorProto.BFLOAT16):
        field.extend(array.view(numpy.uint16).flatten().tolist())
    else:
        field.extend(array.flatten().tolist() if code != TensorProto.BOOL else numbers)
    return [raw, typed]


def encodings():
    tensors = []
    for code in FLOAT_TYPES:
        tensors += raw_and_typed(code, FLOATS)
    for code, numbers in INTEGERS.items():
        tensors += raw_and_typed(code, numbers)
    halves = [2.0**-24, 65504.0, -(2.0**-24) * 1023, math.pi]  # subnormal, largest, rounded
    tensors.append(numpy_helper.from_array(numpy.array(halves, numpy.float16), "halves"))
    tensors.append(numpy_helper.from_array(numpy.array(4, numpy.int64), "scalar"))
    tensors.append(numpy_helper.from_array(numpy.zeros([0, 3], numpy.float32), "empty"))
    save("encodings.onnx", model([helper.make_node("Relu", ["x"], ["y"])], tensors))


def values_and_nodes():
    weights = floats("W", [1, 2, 3], [1, 3])
    relu = [helper.make_node("Relu", ["x"], ["y"])]
    save("initializer-as-input.onnx", add(weights, inputs=[value("x", [1, 3]), value("W", [1, 3])]))
    save("batch-fixed.onnx", model(relu))
    save("batch-named.onnx", model(relu, inputs=[value("x", ["batch", 3])]))
    save("batch-unknown.onnx", model(relu, inputs=[value("x", [None, 3])]))
    save("batch-minus-one.onnx", model(relu, inputs=[value("x", [-1, 3])]))
    save("rank-unknown.onnx", model(relu, inputs=[value("x", None)]))
    save("input-of-strings.onnx", model(relu, inputs=[value("x", [1], TensorProto.STRING)]))
    sequence = helper.make_tensor_sequence_value_info("x", TensorProto.FLOAT, [1])
    save("input-sequence.onnx", model(relu, inputs=[sequence]))
    save("input-twice.onnx", model(relu, inputs=[value("x", [1, 3]), value("x", [1, 3])]))

    def node(kind, reads, makes, name=""):
        return helper.make_node(kind, reads, makes, name=name)

    chain = [node("Relu", ["b"], ["y"], "third"), node("Neg", ["x"], ["a"], "first"),
             node("Abs", ["a"], ["b"], "second"), node("Sqrt", ["x"], ["c"], "last")]
    save("unsorted.onnx", model(chain))
    loop = [node("Add", ["x", "b"], ["a"], "one"), node("Abs", ["a"], ["b"], "two"),
            node("Relu", ["b"], ["y"], "three")]
    save("cycle.onnx", model(loop))
    save("missing-value.onnx", model([node("Add", ["x", "ghost"], ["y"], "sum")]))
    save("missing-output.onnx", model([node("Relu", ["x"], ["z"], "relu")]))
    twice = [node("Relu", ["x"], ["y"], "one"), node("Abs", ["x"], ["y"], "two")]
    save("made-twice.onnx", model(twice))
    save("made-over-initializer.onnx", model([node("Relu", ["x"], ["W"], "relu")], [weights]))
    save("initializer-twice.onnx", add(weights, weights))
    optional = [node("Clip", ["x", "", "W"], ["y"]), node("Dropout", ["x"], ["", "mask"])]
    save("optional-input.onnx", model(optional, [weights]))
    foreign = helper.make_node("Gelu", ["x"], ["y"], domain="com.microsoft")
    imports = [helper.make_opsetid("ai.onnx", 17), helper.make_opsetid("com.microsoft", 1)]
    save("foreign-domain.onnx", model([foreign], opset=imports))
    for opset in (6, 7, 24, 25):
        save(f"opset-{opset}.onnx", model(relu, opset=opset))
    function = helper.make_function(
        "custom", "Twice", ["a"], ["b"], [node("Add", ["a", "a"], ["b"])],
        [helper.make_opsetid("", 17)])
    save("function.onnx", model(relu, functions=[function]))


def attributes():
    graph = helper.make_graph([], "inner", [], [value("x", [1])])
    node = helper.make_node(
        "Everything", ["x"], ["y"], name="all", alpha=0.5, axis=-1, mode="nearest",
        scales=[1.0, 2.0], pads=[0, 1], names=["a", "b"], value=floats("t", [7], [1]), body=graph)
    reference = AttributeProto(name="later", type=AttributeProto.INT, ref_attr_name="outer")
    node.attribute.append(reference)
    save("attributes.onnx", model([node]))


def refused_tensors():
    def tensor(dims, code=TensorProto.FLOAT, **fields):
        return TensorProto(name="W", data_type=code, dims=dims, **fields)

    four = bytes(4)
    cases = {
        "negative-dim": tensor([-1, -1], raw_data=four),
        "huge-dim": tensor([2**62], raw_data=four),
        "overflowing-dims": tensor([2**32, 2**32, 2], raw_data=four),
        "huge-behind-zero": tensor([0, 2**62]),
        "short-raw": tensor([3], raw_data=bytes(11)),
        "long-raw": tensor([3], raw_data=bytes(13)),
        "short-typed": tensor([3], float_data=[1, 2]),
        "no-data": tensor([3]),
        "raw-and-typed": tensor([1], raw_data=four, float_data=[1]),
        "wrong-field": tensor([1], int64_data=[1]),
        "int8-out-of-range": tensor([2], TensorProto.INT8, int32_data=[1, 128]),
        "bool-of-two": tensor([2], TensorProto.BOOL, raw_data=bytes([1, 2])),
        "uint64-too-large": tensor([2], TensorProto.UINT64, uint64_data=[1, 2**63]),
        "strings": tensor([1], TensorProto.STRING, string_data=[b"a"]),
        "complex": tensor([1], TensorProto.COMPLEX64, float_data=[1, 2]),
        "float8": tensor([1], TensorProto.FLOAT8E4M3FN, raw_data=b"\0"),
        "int4": tensor([2], TensorProto.INT4, raw_data=b"\0"),
        "undefined-type": tensor([1], TensorProto.UNDEFINED, raw_data=four),
        "segment": tensor([1], raw_data=four, segment=TensorProto.Segment(begin=0, end=1)),
        "nan": floats("W", [0, math.nan, math.inf], [3]),
        "nan-scalar": floats("W", math.nan, []),
        "infinity": floats("W", [0, 1, -math.inf], [3]),
        "infinity-scalar": floats("W", math.inf, []),
        "nan-half": tensor([2], TensorProto.FLOAT16, int32_data=[0, 0x7E00]),
        "infinity-double": tensor([2], TensorProto.DOUBLE, double_data=[0, math.inf]),
    }
    for name, proto in cases.items():
        save(f"tensor-{name}.onnx", add(proto))

    proto = model([helper.make_node("Relu", ["x"], ["y"])])
    sparse = helper.make_sparse_tensor(
        floats("S", [1], [1]), helper.make_tensor("i", TensorProto.INT64, [1], [0]), [9])
    proto.graph.sparse_initializer.append(sparse)
    save("sparse-initializer.onnx", proto)


def external():
    data = b"head" + numpy.array([1.5, -2.0, 0.25], numpy.float32).tobytes() + b"tail"
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "external.bin").write_bytes(data)
    cases = {
        "good": {"location": "external.bin", "offset": "4", "length": "12"},
        "to-the-end": {"location": "external.bin", "offset": "8"},
        "absolute": {"location": "/etc/hostname"},
        "escaping": {"location": "../external.bin"},
        "escaping-inside": {"location": "here/../../external.bin"},
        "missing": {"location": "nowhere.bin"},
        "nameless": {"offset": "4"},
        "folder": {"location": "."},
        "short": {"location": "external.bin", "offset": "12", "length": "12"},
        "overflowing": {"location": "external.bin", "offset": str(2**63 - 1), "length": "12"},
        "wrong-length": {"location": "external.bin", "offset": "4", "length": "8"},
        "negative-offset": {"location": "external.bin", "offset": "-4", "length": "12"},
        "link": {"location": "link.bin", "offset": "4", "length": "12"},
    }
    for name, entries in cases.items():
        proto = TensorProto(name="W", data_type=TensorProto.FLOAT, dims=[1, 3])
        proto.data_location = TensorProto.EXTERNAL
        for key, text in entries.items():
            proto.external_data.add(key=key, value=text)
        save(f"external-{name}.onnx", add(proto))


if __name__ == "__main__":
    encodings()
    values_and_nodes()
    attributes()
    refused_tensors()
    external()

"""Writes tiny models that are each wrong in one way, to be refused with an error and without a crash.

    python Scripts/make-bad-models.py [folder]

needs onnx and numpy. Nothing random: the same versions write the same bytes.
"""

import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper

from fixture_models import Case, floats, ints, model, node, scalar, serialized

FOLDER = Path(__file__).parent.parent / "Tests/ONNXTests/Bad"
HUGE = 1_000_000_000
IMAGE = (1, 2, 4, 4)
KERNEL = np.ones((3, 2, 3, 3), np.float32)
OUTPUT = [np.zeros((1, 3), np.float32)]


def built(shape, *nodes, opset=13, **constants):
    """A model whose output claims to be 1 by 3: a reader must not trust that either."""
    return model(Case("bad", shape, nodes, constants, opset), OUTPUT)


def dense(weight, bias):
    return built((1, 3), node("Gemm", "input weight bias", "output"), weight=weight, bias=bias)


def relu():
    return built((1, 3), node("Relu", "input", "output"))


def convolution(shape=IMAGE, kernel=KERNEL, **attributes):
    return built(shape, node("Conv", "input kernel", "output", **attributes), kernel=kernel)


def pool(**attributes):
    return built(IMAGE, node("MaxPool", "input", "output", **attributes))


def of_shape(operator, *target, **attributes):
    return built((1, 3), node(operator, "input target", "output", **attributes), target=ints(*target))


def filled(*sizes):
    nodes = node("ConstantOfShape", "sizes", "ones"), node("Add", "input ones", "output")
    return built((1, 3), *nodes, sizes=ints(*sizes))


def ranged(limit, step=1):
    nodes = (
        node("Range", "start limit step", "numbers"),
        node("Cast", "numbers", "row", to=TensorProto.FLOAT),
        node("Add", "input row", "output"),
    )
    numbers = {"start": 0, "limit": limit, "step": step}
    return built((1, 3), *nodes, **{name: scalar(value, np.int64) for name, value in numbers.items()})


GRAPH = {
    "cyclic": lambda: built((1, 3), node("Add", "input b", "a"), node("Relu", "a", "b"), node("Neg", "b", "output")),
    "cyclic-self": lambda: built((1, 3), node("Add", "input output", "output")),
    "tensor-missing": lambda: built((1, 3), node("Add", "input nowhere", "output")),
    "output-never-produced": lambda: built((1, 3), node("Relu", "input", "other")),
    "name-produced-twice": lambda: built((1, 3), node("Relu", "input", "output"), node("Neg", "input", "output")),
    "input-count-wrong": lambda: built((1, 3), node("Relu", "", "output")),
    "input-count-too-many": lambda: built((1, 3), node("Relu", "input input input", "output")),
    "attribute-of-wrong-type": lambda: built((1, 3), node("LeakyRelu", "input", "output", alpha="steep")),
    "attribute-missing": lambda: built((1, 3), node("Concat", "input input", "output")),
}

SIZES = {
    "reshape-count-differs": lambda: of_shape("Reshape", 1, 4),
    "reshape-two-inferred": lambda: of_shape("Reshape", -1, -1),
    "reshape-negative": lambda: of_shape("Reshape", -2, 3),
    "reshape-keeps-absent-axis": lambda: of_shape("Reshape", 1, 3, 0),
    "reshape-huge": lambda: of_shape("Reshape", HUGE, 1),
    "reshape-overflows": lambda: of_shape("Reshape", 2**62, 4, -1),
    "expand-huge": lambda: of_shape("Expand", HUGE, 3),
    "expand-overflows": lambda: of_shape("Expand", 2**40, 2**40, 3),
    "expand-mismatch": lambda: of_shape("Expand", 1, 4),
    "expand-negative": lambda: of_shape("Expand", -5, 3),
    "constantofshape-huge": lambda: filled(HUGE),
    "constantofshape-overflows": lambda: filled(2**40, 2**40),
    "constantofshape-negative": lambda: filled(-3),
    "tile-huge": lambda: of_shape("Tile", HUGE, 1),
    "tile-negative": lambda: of_shape("Tile", 1, -2),
    "tile-rank-mismatch": lambda: of_shape("Tile", 1, 2, 3),
    "range-huge": lambda: ranged(HUGE),
    "range-step-zero": lambda: ranged(3, step=0),
    "resize-huge": lambda: built(IMAGE, node("Resize", "input _ scales", "output"), scales=floats(1, 1, HUGE, HUGE)),
    "resize-scale-zero": lambda: built(IMAGE, node("Resize", "input _ scales", "output"), scales=floats(1, 1, 0, 2)),
    "resize-scale-nan": lambda: built(
        IMAGE, node("Resize", "input _ scales", "output"), scales=floats(1, 1, np.nan, 2)
    ),
    "pad-huge": lambda: built((1, 3), node("Pad", "input pads", "output"), pads=ints(0, HUGE, 0, 0)),
    "pad-crops-everything": lambda: built((1, 3), node("Pad", "input pads", "output"), pads=ints(0, -4, 0, 0)),
    "pad-reflect-over-length": lambda: built(
        (1, 3), node("Pad", "input pads", "output", mode="reflect"), pads=ints(0, 7, 0, 0)
    ),
    "input-dimension-negative": lambda: built((1, -3), node("Relu", "input", "output")),
    "input-dimension-zero": lambda: built((1, 0), node("Relu", "input", "output")),
    "input-dimensions-overflow": lambda: built((2**40, 2**40), node("Relu", "input", "output")),
}

NUMBERS = {
    "weights-nan": lambda: dense(np.full((3, 3), np.nan, np.float32), floats(0, 0, 0)),
    "weights-infinite": lambda: dense(np.full((3, 3), np.inf, np.float32), floats(0, 0, 0)),
    "bias-nan": lambda: dense(np.ones((3, 3), np.float32), floats(0, np.nan, 0)),
    "gemm-inner-mismatch": lambda: dense(np.ones((4, 3), np.float32), floats(0, 0, 0)),
    "gemm-bias-mismatch": lambda: dense(np.ones((3, 3), np.float32), floats(0, 0, 0, 0)),
    "gemm-rank-wrong": lambda: dense(np.ones((3, 3, 3), np.float32), floats(0, 0, 0)),
    "matmul-inner-mismatch": lambda: built(
        (1, 3), node("MatMul", "input weight", "output"), weight=np.ones((4, 3), np.float32)
    ),
    "add-not-broadcastable": lambda: built((1, 3), node("Add", "input row", "output"), row=floats(1, 2, 3, 4)),
    "div-by-zero": lambda: built((1, 3), node("Div", "input row", "output"), row=floats(1, 0, 2)),
    "batchnormalization-variance-negative": lambda: built(
        (1, 3),
        node("BatchNormalization", "input row row row variance", "output"),
        row=floats(1, 1, 1),
        variance=floats(1, -2, 1),
    ),
    "batchnormalization-channels-mismatch": lambda: built(
        (1, 3), node("BatchNormalization", "input row row row row", "output"), row=floats(1, 1)
    ),
    "prelu-slope-mismatch": lambda: built((1, 3), node("PRelu", "input slope", "output"), slope=floats(1, 2)),
    "clip-bound-nan": lambda: built((1, 3), node("Clip", "input low", "output"), low=scalar(np.nan)),
}

WINDOWS = {
    "conv-channels-mismatch": lambda: convolution(kernel=np.ones((3, 5, 3, 3), np.float32)),
    "conv-kernel-shape-differs": lambda: convolution(kernel_shape=[2, 2]),
    "conv-kernel-over-image": lambda: convolution(shape=(1, 2, 2, 2)),
    "conv-rank-mismatch": lambda: convolution(shape=(1, 2, 4)),
    "conv-strides-zero": lambda: convolution(strides=[0, 1]),
    "conv-strides-negative": lambda: convolution(strides=[-1, 1]),
    "conv-strides-count": lambda: convolution(strides=[1]),
    "conv-dilations-zero": lambda: convolution(dilations=[0, 0]),
    "conv-dilations-huge": lambda: convolution(dilations=[HUGE, HUGE]),
    "conv-group-zero": lambda: convolution(group=0),
    "conv-group-negative": lambda: convolution(group=-1),
    "conv-group-does-not-divide": lambda: convolution(group=3),
    "conv-kernel-shape-huge": lambda: convolution(kernel_shape=[HUGE, HUGE]),
    "conv-pads-huge": lambda: convolution(pads=[HUGE] * 4),
    "conv-pads-negative": lambda: convolution(pads=[-9, 0, 0, 0]),
    "conv-pads-count": lambda: convolution(pads=[1, 1]),
    "conv-auto-pad-unknown": lambda: convolution(auto_pad="SAME_SIDEWAYS"),
    "convtranspose-output-padding-huge": lambda: built(
        IMAGE, node("ConvTranspose", "input kernel", "output", output_padding=[HUGE, HUGE]), kernel=KERNEL[:2]
    ),
    "convtranspose-strides-huge": lambda: built(
        IMAGE, node("ConvTranspose", "input kernel", "output", strides=[HUGE, HUGE]), kernel=KERNEL[:2]
    ),
    "maxpool-kernel-shape-huge": lambda: pool(kernel_shape=[HUGE, HUGE], pads=[HUGE] * 4),
    "maxpool-kernel-shape-missing": lambda: pool(),
    "maxpool-kernel-shape-zero": lambda: pool(kernel_shape=[0, 0]),
    "maxpool-strides-zero": lambda: pool(kernel_shape=[2, 2], strides=[0, 0]),
    "maxpool-pads-huge": lambda: pool(kernel_shape=[2, 2], pads=[HUGE] * 4),
    "maxpool-pads-over-kernel": lambda: pool(kernel_shape=[2, 2], pads=[3, 3, 3, 3]),
}

AXES = {
    "concat-mismatch": lambda: built(
        (1, 3), node("Concat", "input other", "output", axis=1), other=np.ones((2, 3), np.float32)
    ),
    "concat-axis-out-of-range": lambda: built((1, 3), node("Concat", "input input", "output", axis=2)),
    "concat-rank-mismatch": lambda: built((1, 3), node("Concat", "input other", "output", axis=1), other=floats(1)),
    "flatten-axis-out-of-range": lambda: built((1, 3), node("Flatten", "input", "output", axis=3)),
    "gather-index-out-of-range": lambda: of_shape("Gather", 3, axis=1),
    "gather-index-negative-out-of-range": lambda: of_shape("Gather", -4, axis=1),
    "gather-axis-out-of-range": lambda: of_shape("Gather", 0, axis=2),
    "transpose-perm-repeats": lambda: built((1, 3), node("Transpose", "input", "output", perm=[1, 1])),
    "transpose-perm-out-of-range": lambda: built((1, 3), node("Transpose", "input", "output", perm=[0, 2])),
    "transpose-perm-too-short": lambda: built((1, 3), node("Transpose", "input", "output", perm=[0])),
    "squeeze-axis-out-of-range": lambda: of_shape("Squeeze", 5),
    "squeeze-axis-not-one": lambda: of_shape("Squeeze", 1),
    "unsqueeze-axis-out-of-range": lambda: of_shape("Unsqueeze", 9),
    "unsqueeze-axis-twice": lambda: of_shape("Unsqueeze", 1, 1),
    "reducesum-axis-out-of-range": lambda: of_shape("ReduceSum", 2),
    "reducemean-axis-out-of-range": lambda: built((1, 3), node("ReduceMean", "input", "output", axes=[-3])),
    "split-sums-wrong": lambda: built((1, 3), node("Split", "input parts", "output b", axis=1), parts=ints(2, 2)),
    "split-negative": lambda: built((1, 3), node("Split", "input parts", "output b", axis=1), parts=ints(4, -1)),
    "split-count-wrong": lambda: built((1, 3), node("Split", "input parts", "output b", axis=1), parts=ints(1, 1, 1)),
    "split-not-even": lambda: built((1, 3), node("Split", "input", "output b", axis=1)),
    "slice-step-zero": lambda: built(
        (1, 3), node("Slice", "input zero end one zero", "output"), zero=ints(0), end=ints(3), one=ints(1)
    ),
    "slice-counts-differ": lambda: built(
        (1, 3), node("Slice", "input starts ends", "output"), starts=ints(0), ends=ints(1, 3)
    ),
    "slice-axis-out-of-range": lambda: built(
        (1, 3), node("Slice", "input zero one four", "output"), zero=ints(0), one=ints(1), four=ints(4)
    ),
    "slice-axis-repeats": lambda: built(
        (1, 3), node("Slice", "input zeros ones axes", "output"), zeros=ints(0, 0), ones=ints(1, 1), axes=ints(1, 1)
    ),
}


def inner(inputs, outputs, *nodes):
    """A graph inside a node; names of its inputs and outputs stand between spaces."""
    values = [
        [helper.make_tensor_value_info(name, TensorProto.UNDEFINED, None) for name in names.split()]
        for names in (inputs, outputs)
    ]
    return helper.make_graph(list(nodes), "inner", *values)


def choice(then, outputs="output", **attributes):
    nodes = node("If", "condition", outputs, then_branch=then, **attributes)
    return built((1, 3), nodes, condition=np.array(True))


def loop(body, names="count _ input", outputs="output", count=3):
    return built((1, 3), node("Loop", names, outputs, body=body), count=scalar(count, np.int64))


def scan(body, names="input", **attributes):
    return built((1, 3), node("Scan", names, "output", body=body, **attributes), rows=np.ones((4, 3), np.float32))


def nested_choices(depth):
    graph = inner("", "a", node("Relu", "input", "a"))
    for _ in range(depth):
        graph = inner("", "a", node("If", "condition", "a", then_branch=graph, else_branch=inner("", "input")))
    return choice(graph, else_branch=inner("", "input"))


def with_graph_bytes(content):
    """A choice whose branch is no graph: its bytes are put in place of the field's."""
    made = choice(inner("", "a", node("Relu", "input", "a")))
    attribute = made.graph.node[0].attribute[0]
    stored = attribute.g.SerializeToString()
    attribute.ClearField("g")
    attribute.s = stored  # field 4, of the same wire type as field 6
    whole = made.SerializeToString()
    field = b"\x22" + varint(len(stored)) + stored
    changed = b"\x32" + varint(len(stored)) + (content * len(stored))[: len(stored)]
    assert whole.count(field) == 1 and len(field) == len(changed)
    return whole.replace(field, changed)


RELU = node("Relu", "input", "a")
TURN = (node("Identity", "go", "on"), node("Relu", "state", "next"))
PLAIN_TURN = inner("step go state", "on next", *TURN)

SUBGRAPHS = {
    "if-branch-missing": lambda: choice(None, else_branch=inner("", "a", RELU)),
    "if-branch-is-a-number": lambda: choice(1),
    "if-branch-has-inputs": lambda: choice(inner("b", "a", node("Relu", "b", "a"))),
    "if-branch-has-no-output": lambda: choice(inner("", "", RELU)),
    "if-branch-has-too-few-outputs": lambda: choice(inner("", "a", RELU), outputs="output other"),
    "if-branch-reads-nothing": lambda: choice(inner("", "a", node("Relu", "nowhere", "a"))),
    "if-branch-reads-what-it-makes": lambda: choice(inner("", "a", node("Relu", "output", "a"))),
    "if-branch-cyclic": lambda: choice(inner("", "a", node("Relu", "b", "a"), node("Relu", "a", "b"))),
    "if-branch-makes-twice": lambda: choice(inner("", "a", RELU, node("Neg", "input", "a"))),
    "if-branch-of-other-domain": lambda: choice(inner("", "a", node("Relu", "input", "a", domain="org.example"))),
    "if-nested-too-deep": lambda: nested_choices(12),
    "loop-body-inputs-wrong": lambda: loop(inner("step go", "on next", node("Identity", "go", "on"), node("Relu", "input", "next"))),
    "loop-body-outputs-wrong": lambda: loop(inner("step go state", "on", TURN[0])),
    "loop-outputs-too-many": lambda: loop(PLAIN_TURN, outputs="output rows more"),
    "loop-name-leaks": lambda: built(
        (1, 3),
        node("Loop", "count _ input", "last", body=PLAIN_TURN),
        node("Relu", "next", "output"),
        count=scalar(3, np.int64),
    ),
    "loop-count-huge": lambda: loop(PLAIN_TURN, count=10**12),
    "loop-rows-of-no-turn": lambda: loop(
        inner("step go", "on row", node("Identity", "go", "on"), node("Relu", "input", "row")), names="count _", count=0
    ),
    "loop-rows-differ": lambda: loop(
        inner("step go state", "on next row", TURN[0], node("Concat", "state state", "next", axis=1),
              node("Relu", "next", "row")),
        outputs="last output",
    ),
    "loop-condition-of-three": lambda: loop(inner("step go state", "on next", node("Cast", "three", "on", to=9), TURN[1],
                                                  node("Constant", "", "three", value_ints=[1, 1, 1]))),
    "scan-inputs-too-many": lambda: scan(inner("a", "b", node("Relu", "a", "b")), num_scan_inputs=2),
    "scan-inputs-none": lambda: scan(inner("a", "b", node("Relu", "a", "b")), num_scan_inputs=0),
    "scan-axis-out-of-range": lambda: scan(
        inner("a", "b", node("Relu", "a", "b")), num_scan_inputs=1, scan_input_axes=[2]
    ),
    "scan-lengths-differ": lambda: scan(
        inner("a c", "b", node("Add", "a c", "b")), names="input rows", num_scan_inputs=2
    ),
    "scan-output-axis-out-of-range": lambda: scan(
        inner("a", "b", node("Relu", "a", "b")), num_scan_inputs=1, scan_output_axes=[3]
    ),
}


def without_opset():
    made = relu()
    del made.opset_import[:]
    return made


def with_opset(version):
    made = relu()
    made.opset_import[0].version = version
    return made


def without(field):
    made = relu()
    made.graph.ClearField(field)
    return made


def without_graph():
    made = relu()
    made.ClearField("graph")
    return made


def input_without_type():
    made = relu()
    made.graph.input[0].ClearField("type")
    return made


def input_of_sequences():
    made = relu()
    element = helper.make_tensor_type_proto(TensorProto.FLOAT, (1, 3))
    made.graph.input[0].type.CopyFrom(helper.make_sequence_type_proto(element))
    return made


def with_weight(change):
    """A dense layer whose stored weight is changed after it was made."""
    made = dense(np.ones((3, 3), np.float32), floats(0, 0, 0))
    change(made.graph.initializer[0])
    return made


def dims(*values):
    def change(weight):
        weight.dims[:] = values

    return change


def short_data(weight):
    weight.raw_data = weight.raw_data[:-4]


def no_data(weight):
    weight.ClearField("raw_data")


def data_type(number):
    def change(weight):
        weight.data_type = number

    return change


def external(**entries):
    def change(weight):
        weight.ClearField("raw_data")
        weight.data_location = TensorProto.EXTERNAL
        for key, value in entries.items():
            weight.external_data.add(key=key, value=value)

    return change


STORED = {
    "opset-missing": without_opset,
    "opset-zero": lambda: with_opset(0),
    "opset-from-the-future": lambda: with_opset(9999),
    "graph-missing": without_graph,
    "graph-without-output": lambda: without("output"),
    "graph-without-input": lambda: without("input"),
    "graph-without-nodes": lambda: without("node"),
    "input-without-type": input_without_type,
    "input-of-sequences": input_of_sequences,
    "initializer-dimension-negative": lambda: with_weight(dims(-3, -3)),
    "initializer-dimension-zero": lambda: with_weight(dims(0, 3)),
    "initializer-dimensions-over-data": lambda: with_weight(dims(3, HUGE)),
    "initializer-dimensions-overflow": lambda: with_weight(dims(2**62, 4)),
    "initializer-data-short": lambda: with_weight(short_data),
    "initializer-data-absent": lambda: with_weight(no_data),
    "initializer-type-unknown": lambda: with_weight(data_type(99)),
    "initializer-type-string": lambda: with_weight(data_type(TensorProto.STRING)),
    "external-data-absent": lambda: with_weight(external(location="absent.bin")),
    "external-data-outside-folder": lambda: with_weight(external(location="../../../outside.bin")),
    "external-data-absolute": lambda: with_weight(external(location="/outside.bin")),
    "external-data-offset-negative": lambda: with_weight(external(location="cyclic.onnx", offset="-8", length="36")),
    "external-data-past-end": lambda: with_weight(external(location="cyclic.onnx", offset=str(HUGE), length="36")),
    "external-data-offset-not-a-number": lambda: with_weight(external(location="cyclic.onnx", offset="many")),
    "external-data-no-location": lambda: with_weight(external(length="36")),
}


def varint(number):
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + varint(number >> 7)


def nested_graphs(depth):
    """A graph in an attribute of a node of a graph, and so on: a reader that recurses must stop."""
    content = b""
    for _ in range(depth):
        for field_number in (6, 5, 1):  # AttributeProto.g, NodeProto.attribute, GraphProto.node
            content = bytes([field_number << 3 | 2]) + varint(len(content)) + content
    return b"\x08\x08\x3a" + varint(len(content)) + content


GOOD = serialized(dense(np.ones((3, 3), np.float32), floats(0, 0, 0)))

BYTES = {
    "file-empty": b"",
    "file-truncated": GOOD[: len(GOOD) // 2],
    "file-truncated-in-length": GOOD[:2] + b"\x12\xff",
    "file-of-text": b"This is no model.\n",
    "file-of-zeros": bytes(64),
    "file-varint-too-long": b"\x08" + b"\xff" * 11,
    "file-length-huge": b"\x3a\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
    "file-groups-nested": b"\x3b" * 200,  # the deprecated group wire type, never closed
    "file-nested-graphs": nested_graphs(1000),
    "file-graph-of-ones": with_graph_bytes(b"\xff"),
    "file-graph-of-groups": with_graph_bytes(b"\x3b"),
    "file-gzip-truncated": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x01",
}

FAULTS = {**GRAPH, **SIZES, **NUMBERS, **WINDOWS, **AXES, **STORED, **SUBGRAPHS}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.onnx*"):
        path.unlink()
    for name, make in FAULTS.items():
        (folder / f"{name}.onnx").write_bytes(serialized(make()))
    for name, content in BYTES.items():
        (folder / f"{name}.onnx").write_bytes(content)
    print(f"{len(FAULTS) + len(BYTES)} models")


if __name__ == "__main__":
    main()

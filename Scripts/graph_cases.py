"""The table of whole-graph fixtures: what exporters write around the operators."""

import ml_dtypes
import numpy as np

from fixture_models import Case, floats, ints, node, scalar, tensor, uniform
from operator_cases import DOUBLE, FLOAT, INT64, INT_MAX, constant

DENSE = {"weight1": uniform(5, 3), "bias1": uniform(5), "weight2": uniform(2, 5), "bias2": uniform(2)}


def dense(input, output, *, middle=()):
    """Gemm, Relu, the nodes in the middle (which read `active`), Gemm."""
    last = middle[-1].output[0] if middle else "active"
    return (
        node("Gemm", f"{input} weight1 bias1", "hidden", transB=1, name="/layer1/Gemm"),
        node("Relu", "hidden", "active", name="/layer1/Relu"),
        *middle,
        node("Gemm", f"{last} weight2 bias2", output, transB=1, name="/layer2/Gemm"),
    )


PLAIN = dense("input", "output")
CONV = {"kernel": uniform(2, 1, 3, 3), "shift": uniform(2), "weight": uniform(8, 3), "bias": uniform(3)}

INPUTS = [
    Case("graph-dense", (1, 3), PLAIN, DENSE),
    Case("graph-dense-opset7", (1, 3), PLAIN, DENSE, opset=7),
    Case("graph-dense-opset17", (1, 3), PLAIN, DENSE, opset=17),
    Case("graph-dense-opset21", (1, 3), PLAIN, DENSE, opset=21),
    Case("graph-initializers-as-inputs", (1, 3), PLAIN, DENSE, constants_are_inputs=True),
    Case("graph-ir3-initializers-as-inputs", (1, 3), PLAIN, DENSE, opset=8, ir=3, constants_are_inputs=True),
    Case("graph-typed-data", (1, 3), PLAIN, DENSE, typed_data=True),
    Case("graph-batch-dynamic", (1, 3), PLAIN, DENSE, dims=("batch", 3), output_dims=("batch", 2)),
    Case("graph-batch-of-4", (4, 3), PLAIN, DENSE, dims=("batch", 3), output_dims=("batch", 2)),
    Case("graph-batch-unknown", (1, 3), PLAIN, DENSE, dims=(None, 3), output_dims=(None, 2)),
    Case(
        "graph-batch-absent",
        (5,),
        (
            node("MatMul", "input weight1", "product"),
            node("Add", "product bias1", "hidden"),
            node("Relu", "hidden", "active"),
            node("MatMul", "active weight2", "output"),
        ),
        {"weight1": uniform(5, 4), "bias1": uniform(4), "weight2": uniform(4, 2)},
    ),
    Case(
        "graph-batch-absent-scalar-output",
        (3,),
        (node("Tanh", "input", "active"), node("MatMul", "active weight", "output")),
        {"weight": uniform(3)},
    ),
    Case("graph-input-is-output", (1, 3), (node("Identity", "input", "output"),)),
]

LEADING_TRANSPOSE = [
    Case(
        "graph-nhwc-transpose-conv",
        (1, 4, 4, 2),
        (
            node("Transpose", "input", "channels_first", perm=[0, 3, 1, 2]),
            node("Conv", "channels_first kernel shift", "hidden", kernel_shape=[3, 3]),
            node("Relu", "hidden", "active"),
            node("Transpose", "active", "channels_last", perm=[0, 2, 3, 1]),
            node("Reshape", "channels_last target", "flat"),
            node("Gemm", "flat weight bias", "output"),
        ),
        {**CONV, "kernel": uniform(2, 2, 3, 3), "target": ints(-1, 8)},
    ),
    Case(
        "graph-conv-dynamic-batch",
        (1, 1, 4, 4),
        (
            node("Conv", "input kernel shift", "hidden"),
            node("Relu", "hidden", "active"),
            node("Flatten", "active", "flat"),
            node("Gemm", "flat weight bias", "output"),
        ),
        CONV,
        opset=17,
        dims=("N", 1, 4, 4),
        output_dims=("N", 3),
    ),
]

# The chain with which exporters write `x.view(x.size(0), -1)`
FLATTEN_CHAIN = (
    node("Shape", "active", "shape"),
    node("Gather", "shape first", "size", axis=0),
    node("Unsqueeze", "size axis", "sizes"),
    node("Concat", "sizes rest", "target", axis=0),
    node("Reshape", "active target", "flat"),
)
CONV_HEAD = (node("Conv", "input kernel shift", "hidden"), node("Relu", "hidden", "active"))
GEMM_TAIL = node("Gemm", "flat weight bias", "output")

SHAPES = [
    Case(
        "graph-shape-chain-flatten",
        (1, 1, 4, 4),
        (*CONV_HEAD, *FLATTEN_CHAIN, GEMM_TAIL),
        {**CONV, "first": scalar(0, np.int64), "axis": ints(0), "rest": ints(-1)},
    ),
    Case(
        "graph-shape-chain-flatten-dynamic",
        (1, 1, 4, 4),
        (*CONV_HEAD, *FLATTEN_CHAIN, GEMM_TAIL),
        {**CONV, "first": scalar(0, np.int64), "axis": ints(0), "rest": ints(-1)},
        dims=("batch", 1, 4, 4),
        output_dims=("batch", 3),
    ),
    Case(
        "graph-shape-chain-flatten-opset9",
        (1, 1, 4, 4),
        (
            *CONV_HEAD,
            node("Shape", "active", "shape"),
            constant("first", scalar(0, np.int64)),
            node("Gather", "shape first", "size", axis=0),
            constant("minus", scalar(-1, np.int64)),
            node("Unsqueeze", "size", "sizes", axes=[0]),
            node("Unsqueeze", "minus", "rest", axes=[0]),
            node("Concat", "sizes rest", "target", axis=0),
            node("Reshape", "active target", "flat"),
            GEMM_TAIL,
        ),
        CONV,
        opset=9,
    ),
    Case(
        "graph-shape-product-flatten",
        (1, 2, 3),
        (
            node("Shape", "input", "shape"),
            node("Gather", "shape one", "rows"),
            node("Gather", "shape two", "columns"),
            node("Mul", "rows columns", "count"),
            node("Unsqueeze", "count axis", "counts"),
            node("Concat", "minus counts", "target", axis=0),
            node("Reshape", "input target", "output"),
        ),
        {"one": scalar(1, np.int64), "two": scalar(2, np.int64), "axis": ints(0), "minus": ints(-1)},
    ),
    Case(
        "graph-shape-constantofshape-add",
        (1, 4),
        (
            node("Shape", "input", "shape"),
            node("ConstantOfShape", "shape", "halves", value=tensor("", floats(0.5))),
            node("Add", "input halves", "output"),
        ),
    ),
    Case(
        "graph-shape-expand",
        (1, 2, 3),
        (node("Shape", "input", "shape"), node("Expand", "row shape", "wide"), node("Sub", "wide input", "output")),
        {"row": uniform(1, 3)},
    ),
    Case(
        "graph-shape-slice-concat-reshape",
        (1, 2, 3, 2),
        (
            node("Shape", "input", "shape"),
            node("Slice", "shape zero two axis", "leading"),
            node("Concat", "leading minus", "target", axis=0),
            node("Reshape", "input target", "output"),
        ),
        {"zero": ints(0), "two": ints(2), "axis": ints(0), "minus": ints(-1)},
    ),
    Case(
        "graph-shape-slice-opset9",
        (1, 2, 3, 2),
        (
            node("Shape", "input", "shape"),
            node("Slice", "shape", "leading", axes=[0], starts=[0], ends=[1]),
            node("Concat", "leading minus", "target", axis=0),
            node("Reshape", "input target", "output"),
        ),
        {"minus": ints(-1)},
        opset=9,
    ),
    Case(
        "graph-shape-slice-resize",
        (1, 1, 2, 3),
        (
            node("Shape", "input", "shape"),
            node("Slice", "shape two end axis", "image"),
            node("Mul", "image factor", "larger"),
            node("Slice", "shape zero two axis", "leading"),
            node("Concat", "leading larger", "sizes", axis=0),
            node("Resize", "input _ _ sizes", "output", mode="nearest", coordinate_transformation_mode="asymmetric"),
        ),
        {"zero": ints(0), "two": ints(2), "end": ints(INT_MAX), "axis": ints(0), "factor": ints(2)},
    ),
    Case(
        "graph-shape-half-slice",
        (1, 6),
        (
            node("Shape", "input", "shape"),
            node("Gather", "shape one", "width"),
            node("Div", "width two", "half"),
            node("Slice", "input zero half one", "left"),
            node("Slice", "input half end one", "right"),
            node("Sub", "left right", "output"),
        ),
        {"one": ints(1), "two": ints(2), "zero": ints(0), "end": ints(INT_MAX)},
    ),
]

BRANCHES = [
    Case(
        "graph-residual",
        (1, 4),
        (
            node("Gemm", "input weight1 bias1", "hidden1", name="/block/Gemm_1"),
            node("Relu", "hidden1", "active1", name="/block/Relu_1"),
            node("Gemm", "active1 weight2 bias2", "hidden2", name="/block/Gemm_2"),
            node("Add", "hidden2 input", "sum", name="/block/Add"),
            node("Relu", "sum", "output", name="/block/Relu_2"),
        ),
        {"weight1": uniform(4, 5), "bias1": uniform(5), "weight2": uniform(5, 4), "bias2": uniform(4)},
    ),
    Case(
        "graph-residual-conv",
        (1, 2, 4, 4),
        (
            node("Conv", "input kernel1 shift1", "hidden", pads=[1, 1, 1, 1], strides=[2, 2]),
            node("BatchNormalization", "hidden scale shift mean variance", "normal"),
            node("Relu", "normal", "active"),
            node("Conv", "active kernel2", "main", pads=[1, 1, 1, 1]),
            node("Conv", "input kernel3", "shortcut", strides=[2, 2]),
            node("Add", "main shortcut", "sum"),
            node("Relu", "sum", "output"),
        ),
        {
            "kernel1": uniform(3, 2, 3, 3),
            "shift1": uniform(3),
            "scale": uniform(3, low=0.5, high=1.5),
            "shift": uniform(3),
            "mean": uniform(3),
            "variance": uniform(3, low=0.5, high=1.5),
            "kernel2": uniform(3, 3, 3, 3),
            "kernel3": uniform(3, 2, 1, 1),
        },
    ),
    Case(
        "graph-several-outputs",
        (1, 3),
        (
            *dense("input", "output0"),
            node("Gemm", "active weight3", "output1", name="/head/Gemm"),
            node("Sigmoid", "output0", "output2", name="/head/Sigmoid"),
        ),
        {**DENSE, "weight3": uniform(5, 1)},
        outputs=("output0", "output1", "output2"),
    ),
    Case(
        "graph-output-read-further",
        (1, 3),
        (*dense("input", "output0"), node("Neg", "output0", "output1")),
        DENSE,
        outputs=("output0", "output1"),
    ),
    Case("graph-dead-branch", (1, 3), (*PLAIN, node("Softmax", "hidden", "unused", axis=1)), DENSE),
    Case(
        "graph-concat-of-branches",
        (1, 3),
        (
            node("Relu", "input", "a"),
            node("Tanh", "input", "b"),
            node("Concat", "a b ones", "joined", axis=1),
            node("Gemm", "joined weight bias", "output"),
        ),
        {"ones": floats(1, 1).reshape(1, 2), "weight": uniform(8, 2), "bias": uniform(2)},
    ),
]


def stored_as(name, type):
    """A dense network whose weights are stored in another precision and widened by Cast."""
    stored = {f"{key}_stored": uniform(*value.shape, type=type) for key, value in DENSE.items()}
    widened = tuple(node("Cast", f"{key}_stored", key, to=FLOAT) for key in DENSE)
    return Case(name, (1, 3), (*widened, *PLAIN), stored)


IN_DOUBLE = {key: uniform(*value.shape, type=np.float64) for key, value in DENSE.items()}

TYPES = [
    stored_as("graph-weights-float16", np.float16),
    stored_as("graph-weights-bfloat16", ml_dtypes.bfloat16),
    stored_as("graph-weights-double", np.float64),
    Case(
        "graph-weights-float16-typed-data",
        (1, 3),
        (node("Cast", "halves", "row", to=FLOAT), node("Add", "input row", "output")),
        {"halves": uniform(3, type=np.float16)},
        typed_data=True,
    ),
    Case(
        "graph-weights-bfloat16-typed-data",
        (1, 3),
        (node("Cast", "brains", "row", to=FLOAT), node("Add", "input row", "output")),
        {"brains": uniform(3, type=ml_dtypes.bfloat16)},
        typed_data=True,
    ),
    Case("graph-double", (1, 3), PLAIN, IN_DOUBLE, type=np.float64),
    Case("graph-double-typed-data", (1, 3), PLAIN, IN_DOUBLE, type=np.float64, typed_data=True),
    Case(
        "graph-double-inside",
        (1, 3),
        (
            node("Cast", "input", "wide", to=DOUBLE),
            *dense("wide", "result"),
            node("Cast", "result", "output", to=FLOAT),
        ),
        IN_DOUBLE,
    ),
]

FILES = [
    Case("graph-external-data", (1, 3), PLAIN, DENSE, file="external"),
    Case("graph-gzip", (1, 3), PLAIN, DENSE, file="gzip"),
]

FOLDING = [
    Case("graph-dropout-inside", (1, 3), dense("input", "output", middle=(node("Dropout", "active", "kept"),)), DENSE),
    Case(
        "graph-dropout-inside-opset7",
        (1, 3),
        dense("input", "output", middle=(node("Dropout", "active", "kept", ratio=0.3),)),
        DENSE,
        opset=7,
    ),
    Case(
        "graph-identity-chain",
        (1, 3),
        (
            node("Identity", "input", "a"),
            node("Identity", "a", "b"),
            *dense("b", "c", middle=(node("Identity", "active", "d"), node("Identity", "d", "e"))),
            node("Identity", "c", "output"),
        ),
        DENSE,
    ),
    Case(
        "graph-identity-of-weights",
        (1, 3),
        (node("Identity", "stored", "weight1"), *PLAIN),
        {"stored": uniform(5, 3), **{key: value for key, value in DENSE.items() if key != "weight1"}},
    ),
    Case(
        "graph-constant-nodes",
        (1, 3),
        (
            constant("weight1", np.arange(-7, 8, dtype=np.float32).reshape(5, 3) / 4),
            constant("bias1", floats(0.5, -0.5, 0, 1, -1)),
            constant("weight2", np.arange(10, dtype=np.float32).reshape(2, 5) / 8),
            constant("bias2", floats(0.25, -0.75)),
            *PLAIN,
        ),
    ),
    Case(
        "graph-constant-expression",
        (1, 3),
        (
            node("Mul", "direction magnitude", "scaled", name="/weight_norm/Mul"),
            node("Transpose", "scaled", "turned", perm=[1, 0], name="/weight_norm/Transpose"),
            node("Add", "turned offset", "weight", name="/weight_norm/Add"),
            node("Gemm", "input weight bias", "output", name="/layer1/Gemm"),
        ),
        {"direction": uniform(4, 3), "magnitude": uniform(4, 1), "offset": scalar(0.125), "bias": uniform(4)},
    ),
    Case(
        "graph-constant-expression-nonlinear",
        (1, 3),
        (
            node("Sigmoid", "raw", "gate"),
            node("Relu", "gate", "weight"),
            node("Neg", "weight", "other"),
            node("Concat", "weight other", "both", axis=1),
            node("MatMul", "input both", "output"),
        ),
        {"raw": uniform(3, 2)},
    ),
    Case(
        "graph-gather-of-weights",
        (1, 3),
        (node("Gather", "table rows", "weight", axis=0), node("MatMul", "input weight", "output")),
        {"table": uniform(5, 2), "rows": ints(4, 0, 2)},
    ),
    Case(
        "graph-conv-batchnormalization",
        (1, 1, 4, 4),
        (
            node("Conv", "input kernel", "hidden"),
            node("BatchNormalization", "hidden scale shift mean variance", "normal"),
            node("Relu", "normal", "output"),
        ),
        {
            "kernel": uniform(2, 1, 3, 3),
            "scale": uniform(2),
            "shift": uniform(2),
            "mean": uniform(2),
            "variance": uniform(2, low=0.5, high=1.5),
        },
    ),
    Case(
        "graph-normalized-input",
        (1, 3),
        (node("Sub", "input mean", "centred"), node("Div", "centred deviation", "normal"), *dense("normal", "output")),
        {**DENSE, "mean": uniform(3), "deviation": uniform(3, low=0.5, high=2.0)},
    ),
    Case(
        "graph-clip-of-residual",
        (1, 4),
        (
            node("MatMul", "input weight", "moved"),
            node("Add", "input moved", "sum"),
            node("Cast", "lowest", "low", to=FLOAT),
            node("Clip", "sum low high", "output"),
        ),
        {"weight": uniform(4, 4), "lowest": scalar(-1, np.int64), "high": scalar(1.0)},
    ),
    Case(
        "graph-unsorted-initializers",
        (1, 3),
        PLAIN,
        {**dict(reversed(DENSE.items())), "never_read": uniform(2, 2)},
    ),
    Case(
        "graph-flatten-by-constant-cast",
        (1, 2, 3),
        (node("Cast", "numbers", "target", to=INT64), node("Reshape", "input target", "output")),
        {"numbers": floats(1, -1)},
    ),
]

GRAPH_CASES = [*INPUTS, *LEADING_TRANSPOSE, *SHAPES, *BRANCHES, *TYPES, *FILES, *FOLDING]

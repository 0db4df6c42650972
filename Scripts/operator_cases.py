"""The table of operator fixtures: every attribute and form of an operator, one case a line."""

import numpy as np
from onnx import TensorProto

from fixture_models import Case, X, floats, ints, node, scalar, single, tensor, uniform

INT_MAX = 2**31 - 1
LONG_MAX = 2**63 - 1
FLOAT, DOUBLE = TensorProto.FLOAT, TensorProto.DOUBLE
INT32, INT64 = TensorProto.INT32, TensorProto.INT64

TWO_VALUES = {"weight": uniform(4, 4), "bias": uniform(4)}
HIDDEN = node("Gemm", "input weight bias", "hidden", name="/hidden/Gemm")


def of_two_values(name, operator, second="input", opset=13):
    """A case that combines two values, both of which depend on the input."""
    return Case(name, (1, 4), (HIDDEN, node(operator, f"hidden {second}", "output")), TWO_VALUES, opset)


ARITHMETIC = [
    # Either side constant, of the same shape, broadcast, or broadcasting the value
    *[
        case
        for operator in ("Add", "Sub", "Mul")
        for word in [operator.lower()]
        for case in (
            single(f"{word}-constant-right", (1, 4), operator, X, uniform(4)),
            single(f"{word}-constant-left", (1, 4), operator, uniform(4), X),
            single(f"{word}-scalar-right", (1, 3, 2), operator, X, scalar(1.5)),
            single(f"{word}-scalar-left", (1, 3, 2), operator, scalar(-1.5), X),
            single(f"{word}-constant-broadcast-right", (1, 3, 4), operator, X, uniform(3, 1)),
            single(f"{word}-constant-broadcast-left", (1, 3, 4), operator, uniform(1, 4), X),
            single(f"{word}-value-broadcast-right", (1, 1, 3), operator, X, uniform(1, 4, 1)),
            single(f"{word}-value-broadcast-left", (1, 1, 3), operator, uniform(1, 4, 3), X),
            single(f"{word}-value-gains-axis", (1, 3), operator, X, uniform(1, 2, 3)),
            single(f"{word}-opset7", (1, 2, 3), operator, X, uniform(2, 3), opset=7),
            single(f"{word}-opset14", (1, 2, 3), operator, uniform(2, 1), X, opset=14),
        )
    ],
    single("mul-constant-with-zeros", (1, 4), "Mul", X, floats(0, -2, 0, 3)),
    single("div-by-constant", (1, 4), "Div", X, floats(2, -4, 0.5, -0.25)),
    single("div-by-scalar", (1, 3, 2), "Div", X, scalar(255)),
    single("div-by-constant-broadcast", (1, 3, 4), "Div", X, floats(2, -3, 4).reshape(3, 1)),
    single("div-value-broadcast", (1, 1, 3), "Div", X, floats(1, 2, -4, 8).reshape(1, 4, 1)),
    single("div-opset7", (1, 2, 3), "Div", X, floats(2, -4, 8), opset=7),
    single("div-opset14", (1, 2, 3), "Div", X, floats(2, -4, 8), opset=14),
    # A constant over a value is a reciprocal: not affine
    single("div-constant-by-value", (1, 4), "Div", uniform(4), X, low=0.5, high=2.0),
    of_two_values("add-two-values", "Add"),
    of_two_values("sub-two-values", "Sub"),
    of_two_values("add-value-to-itself", "Add", second="hidden"),
    of_two_values("sub-value-from-itself", "Sub", second="hidden"),
    of_two_values("add-two-values-opset7", "Add", opset=7),
    Case(
        "add-two-values-broadcast",
        (1, 3, 4),
        (node("ReduceMean", "input", "mean", axes=[2], keepdims=1), node("Add", "mean input", "output")),
    ),
    Case(
        "sub-two-values-broadcast",
        (1, 3, 4),
        (node("ReduceMean", "input", "mean", axes=[2], keepdims=1), node("Sub", "input mean", "output")),
    ),
    single("neg", (1, 2, 3), "Neg", X),
    single("neg-opset7", (1, 4), "Neg", X, opset=7),
]

MATMUL = [
    single("matmul-right", (1, 3), "MatMul", X, uniform(3, 5)),
    single("matmul-left", (3, 2), "MatMul", uniform(4, 3), X),
    single("matmul-opset9", (1, 3), "MatMul", X, uniform(3, 5), opset=9),
    single("matmul-batched-3d-right", (1, 2, 3), "MatMul", X, uniform(3, 4)),
    single("matmul-batched-3d-left", (1, 3, 2), "MatMul", uniform(4, 3), X),
    single("matmul-batched-3d-right-3d", (1, 2, 3), "MatMul", X, uniform(1, 3, 4)),
    single("matmul-batched-3d-left-3d", (1, 3, 2), "MatMul", uniform(1, 4, 3), X),
    single("matmul-batched-4d-right", (1, 2, 2, 3), "MatMul", X, uniform(3, 4)),
    single("matmul-batched-4d-left", (1, 2, 3, 2), "MatMul", uniform(4, 3), X),
    single("matmul-batched-4d-right-4d", (1, 2, 2, 3), "MatMul", X, uniform(1, 2, 3, 4)),
    single("matmul-batched-4d-left-4d", (1, 2, 3, 2), "MatMul", uniform(1, 2, 4, 3), X),
    single("matmul-broadcast-value-right", (1, 1, 2, 3), "MatMul", X, uniform(2, 3, 4)),
    single("matmul-broadcast-value-left", (1, 1, 3, 2), "MatMul", uniform(2, 4, 3), X),
    single("matmul-2d-by-3d", (2, 3), "MatMul", X, uniform(2, 3, 4)),
    single("matmul-1d-constant-right", (1, 3), "MatMul", X, uniform(3)),
    single("matmul-1d-constant-left", (3, 2), "MatMul", uniform(3), X),
    single("matmul-1d-constant-right-of-3d", (1, 2, 3), "MatMul", X, uniform(3)),
    single("matmul-1d-constant-left-of-3d", (1, 3, 2), "MatMul", uniform(3), X),
    single("matmul-1d-value-left", (3,), "MatMul", X, uniform(3, 4)),
    single("matmul-1d-value-right", (3,), "MatMul", uniform(4, 3), X),
]

GEMM = [
    single("gemm-plain", (1, 3), "Gemm", X, uniform(3, 4), uniform(4)),
    single("gemm-trans-b", (1, 3), "Gemm", X, uniform(4, 3), uniform(4), transB=1),
    single("gemm-trans-a", (3, 2), "Gemm", X, uniform(3, 4), uniform(4), transA=1),
    single("gemm-trans-a-trans-b", (3, 2), "Gemm", X, uniform(4, 3), uniform(4), transA=1, transB=1),
    single("gemm-alpha-beta", (1, 3), "Gemm", X, uniform(4, 3), uniform(4), transB=1, alpha=0.5, beta=-2.0),
    single("gemm-beta-zero", (1, 3), "Gemm", X, uniform(3, 4), uniform(4), beta=0.0),
    single("gemm-no-bias", (1, 3), "Gemm", X, uniform(3, 4), opset=11),
    single("gemm-no-bias-alpha", (1, 3), "Gemm", X, uniform(3, 4), alpha=-1.5),
    single("gemm-scalar-bias", (1, 3), "Gemm", X, uniform(3, 4), scalar(0.7)),
    single("gemm-one-element-bias", (1, 3), "Gemm", X, uniform(3, 4), uniform(1)),
    single("gemm-row-bias", (2, 3), "Gemm", X, uniform(3, 4), uniform(1, 4)),
    single("gemm-column-bias", (2, 3), "Gemm", X, uniform(3, 4), uniform(2, 1)),
    single("gemm-matrix-bias", (2, 3), "Gemm", X, uniform(3, 4), uniform(2, 4), beta=0.5),
    single("gemm-constant-left", (3, 2), "Gemm", uniform(4, 3), X, uniform(4, 2)),
    single("gemm-constant-left-trans-a", (3, 2), "Gemm", uniform(3, 4), X, uniform(2), transA=1, alpha=2.0),
    single("gemm-constant-left-trans-b", (2, 3), "Gemm", uniform(4, 3), X, uniform(2), transB=1),
    single("gemm-value-as-bias", (1, 4), "Gemm", uniform(2, 3), uniform(3, 4), X, beta=0.5),
    single("gemm-opset7", (1, 3), "Gemm", X, uniform(4, 3), uniform(4), transB=1, opset=7),
    single("gemm-opset9", (1, 3), "Gemm", X, uniform(4, 3), uniform(4), transB=1, opset=9),
]

CONVOLUTION = [
    single("conv-1d", (1, 2, 7), "Conv", X, uniform(3, 2, 3), uniform(3)),
    single("conv-1d-strided-padded", (1, 2, 7), "Conv", X, uniform(3, 2, 3), uniform(3), strides=[2], pads=[1, 2]),
    single("conv-1d-dilated", (1, 2, 8), "Conv", X, uniform(3, 2, 3), uniform(3), dilations=[2]),
    single("conv-1d-same-upper", (1, 2, 8), "Conv", X, uniform(2, 2, 3), strides=[2], auto_pad="SAME_UPPER"),
    single("conv-2d", (1, 2, 5, 6), "Conv", X, uniform(3, 2, 3, 2), uniform(3), kernel_shape=[3, 2]),
    single("conv-2d-no-kernel-shape", (1, 2, 5, 6), "Conv", X, uniform(3, 2, 3, 2), uniform(3)),
    single("conv-2d-no-bias", (1, 2, 5, 6), "Conv", X, uniform(3, 2, 3, 3), kernel_shape=[3, 3]),
    single("conv-2d-pointwise", (1, 3, 3, 3), "Conv", X, uniform(2, 3, 1, 1), uniform(2)),
    single("conv-2d-strides", (1, 2, 6, 7), "Conv", X, uniform(3, 2, 3, 3), uniform(3), strides=[2, 3]),
    single("conv-2d-stride-leaves-rest", (1, 1, 6, 6), "Conv", X, uniform(1, 1, 3, 3), strides=[2, 2]),
    single("conv-2d-dilations", (1, 2, 7, 7), "Conv", X, uniform(2, 2, 3, 2), uniform(2), dilations=[2, 3]),
    single("conv-2d-groups", (1, 4, 4, 4), "Conv", X, uniform(6, 2, 2, 2), uniform(6), group=2),
    single("conv-2d-depthwise", (1, 3, 4, 4), "Conv", X, uniform(3, 1, 3, 3), uniform(3), group=3, pads=[1, 1, 1, 1]),
    single("conv-2d-depthwise-multiplier", (1, 2, 4, 4), "Conv", X, uniform(4, 1, 3, 3), uniform(4), group=2),
    single("conv-2d-pads", (1, 2, 4, 4), "Conv", X, uniform(3, 2, 3, 3), uniform(3), pads=[1, 1, 1, 1]),
    single("conv-2d-asymmetric-pads", (1, 2, 4, 5), "Conv", X, uniform(2, 2, 3, 3), uniform(2), pads=[0, 1, 2, 3]),
    single(
        "conv-2d-everything",
        (1, 4, 7, 8),
        "Conv",
        X,
        uniform(4, 2, 3, 2),
        uniform(4),
        group=2,
        strides=[2, 1],
        dilations=[1, 2],
        pads=[2, 0, 1, 3],
    ),
    *[
        single(
            f"conv-2d-auto-pad-{word}-stride-{stride}",
            (1, 2, 5, 6),
            "Conv",
            X,
            uniform(2, 2, 2, 3),
            uniform(2),
            kernel_shape=[2, 3],
            strides=[stride, stride],
            auto_pad=mode,
        )
        for word, mode in (("same-upper", "SAME_UPPER"), ("same-lower", "SAME_LOWER"), ("valid", "VALID"))
        for stride in (1, 2)
    ],
    single(
        "conv-2d-auto-pad-notset", (1, 1, 4, 4), "Conv", X, uniform(1, 1, 3, 3), auto_pad="NOTSET", pads=[1, 0, 1, 0]
    ),
    single("conv-2d-opset7", (1, 2, 4, 4), "Conv", X, uniform(2, 2, 3, 3), uniform(2), opset=7),
    single("conv-2d-opset21", (1, 2, 4, 4), "Conv", X, uniform(2, 2, 3, 3), uniform(2), opset=21),
]

TRANSPOSED_CONVOLUTION = [
    single("convtranspose-1d", (1, 2, 4), "ConvTranspose", X, uniform(2, 3, 3), uniform(3)),
    single(
        "convtranspose-1d-stride", (1, 2, 4), "ConvTranspose", X, uniform(2, 3, 3), uniform(3), strides=[2], pads=[1, 0]
    ),
    single("convtranspose-2d", (1, 2, 3, 4), "ConvTranspose", X, uniform(2, 3, 3, 2), uniform(3)),
    single("convtranspose-2d-no-bias", (1, 2, 3, 3), "ConvTranspose", X, uniform(2, 3, 2, 2), kernel_shape=[2, 2]),
    single(
        "convtranspose-2d-strides", (1, 2, 3, 3), "ConvTranspose", X, uniform(2, 2, 3, 3), uniform(2), strides=[2, 3]
    ),
    single(
        "convtranspose-2d-stride-over-kernel", (1, 2, 3, 3), "ConvTranspose", X, uniform(2, 2, 2, 2), strides=[3, 3]
    ),
    single(
        "convtranspose-2d-pads",
        (1, 2, 4, 4),
        "ConvTranspose",
        X,
        uniform(2, 2, 3, 3),
        strides=[2, 2],
        pads=[1, 1, 1, 1],
    ),
    single(
        "convtranspose-2d-asymmetric-pads", (1, 2, 4, 4), "ConvTranspose", X, uniform(2, 2, 3, 3), pads=[0, 1, 2, 1]
    ),
    single(
        "convtranspose-2d-output-padding",
        (1, 2, 3, 3),
        "ConvTranspose",
        X,
        uniform(2, 2, 3, 3),
        uniform(2),
        strides=[2, 2],
        pads=[1, 1, 1, 1],
        output_padding=[1, 0],
    ),
    single("convtranspose-2d-dilations", (1, 2, 3, 3), "ConvTranspose", X, uniform(2, 2, 2, 3), dilations=[2, 1]),
    single("convtranspose-2d-group", (1, 4, 3, 3), "ConvTranspose", X, uniform(4, 3, 2, 2), uniform(6), group=2),
    single(
        "convtranspose-2d-depthwise", (1, 3, 3, 3), "ConvTranspose", X, uniform(3, 1, 2, 2), group=3, strides=[2, 2]
    ),
    single(
        "convtranspose-2d-output-shape",
        (1, 2, 3, 3),
        "ConvTranspose",
        X,
        uniform(2, 2, 3, 3),
        strides=[3, 2],
        output_shape=[8, 5],
    ),
    single(
        "convtranspose-2d-output-shape-odd",
        (1, 1, 3, 3),
        "ConvTranspose",
        X,
        uniform(1, 1, 3, 3),
        strides=[2, 2],
        output_shape=[6, 6],
    ),
    *[
        single(
            f"convtranspose-2d-output-shape-{word}",
            (1, 1, 3, 3),
            "ConvTranspose",
            X,
            uniform(1, 1, 3, 3),
            strides=[2, 2],
            output_shape=[6, 6],
            auto_pad=mode,
        )
        for word, mode in (("same-upper", "SAME_UPPER"), ("same-lower", "SAME_LOWER"))
    ],
    *[
        single(
            f"convtranspose-2d-auto-pad-{word}",
            (1, 2, 3, 4),
            "ConvTranspose",
            X,
            uniform(2, 2, 3, 3),
            uniform(2),
            strides=[2, 2],
            auto_pad=mode,
        )
        for word, mode in (("same-upper", "SAME_UPPER"), ("same-lower", "SAME_LOWER"), ("valid", "VALID"))
    ],
    single("convtranspose-2d-opset7", (1, 2, 3, 3), "ConvTranspose", X, uniform(2, 2, 3, 3), uniform(2), opset=7),
]


def normalization(name, shape, **options):
    """A batch normalization with random scale, shift, mean and (positive) variance."""
    channels = shape[1]
    return single(
        name,
        shape,
        "BatchNormalization",
        X,
        uniform(channels),
        uniform(channels),
        uniform(channels),
        uniform(channels, low=0.2, high=2.0),
        **options,
    )


NORMALIZATION = [
    normalization("batchnormalization-4d", (1, 3, 2, 2)),
    normalization("batchnormalization-3d", (1, 3, 4)),
    normalization("batchnormalization-2d", (1, 4)),
    normalization("batchnormalization-batch-of-2", (2, 3, 2, 2)),
    normalization("batchnormalization-epsilon", (1, 3, 2, 2), epsilon=0.1),
    normalization("batchnormalization-momentum", (1, 4), momentum=0.5),
    *[
        normalization(f"batchnormalization-{rank}d-opset{opset}", shape, opset=opset)
        for opset in (7, 9, 15)
        for rank, shape in ((2, (1, 4)), (4, (1, 3, 2, 2)))
    ],
    normalization("batchnormalization-inference-opset15", (1, 3, 2, 2), opset=15, training_mode=0),
]


def pooling(name, operator, size, kernel, channels=2, **options):
    return single(name, (1, channels, *size), operator, X, kernel_shape=kernel, **options)


AUTO_PADS = (("same-upper", "SAME_UPPER"), ("same-lower", "SAME_LOWER"), ("valid", "VALID"))
PADS = [1, 1, 1, 1]
UNEVEN_PADS = [0, 1, 1, 0]

POOLING = [
    *[
        case
        for operator in ("AveragePool", "MaxPool")
        for word in [operator.lower()]
        for case in (
            pooling(f"{word}-1d", operator, (6,), [2], strides=[2]),
            pooling(f"{word}-1d-overlapping", operator, (7,), [3], strides=[2], pads=[1, 1]),
            pooling(f"{word}-kernel-equals-stride", operator, (4, 6), [2, 2], strides=[2, 2]),
            pooling(f"{word}-default-strides", operator, (4, 4), [2, 2]),
            pooling(f"{word}-overlapping", operator, (5, 5), [3, 3], strides=[2, 2]),
            pooling(f"{word}-stride-over-kernel", operator, (7, 7), [2, 2], strides=[3, 3]),
            pooling(f"{word}-uneven-kernel", operator, (4, 5), [1, 3], strides=[1, 2]),
            pooling(f"{word}-whole-image", operator, (3, 4), [3, 4]),
            pooling(f"{word}-pads", operator, (4, 4), [3, 3], strides=[2, 2], pads=PADS),
            pooling(f"{word}-asymmetric-pads", operator, (5, 4), [2, 2], strides=[2, 2], pads=UNEVEN_PADS),
            pooling(f"{word}-ceil-mode", operator, (5, 5), [2, 2], strides=[2, 2], ceil_mode=1, opset=11),
            pooling(f"{word}-ceil-mode-pads", operator, (6, 6), [3, 3], strides=[2, 2], pads=PADS, ceil_mode=1),
            pooling(
                f"{word}-ceil-mode-window-outside", operator, (2, 2), [1, 1], strides=[2, 2], ceil_mode=1, opset=22
            ),
            pooling(
                f"{word}-ceil-mode-window-in-padding",
                operator,
                (4, 4),
                [2, 2],
                strides=[3, 3],
                pads=PADS,
                ceil_mode=1,
                opset=22,
            ),
            pooling(f"{word}-opset7", operator, (4, 4), [2, 2], strides=[2, 2], opset=7),
            pooling(f"{word}-opset10", operator, (5, 5), [2, 2], strides=[2, 2], ceil_mode=1, opset=10),
            pooling(f"{word}-opset22", operator, (4, 4), [2, 2], strides=[2, 2], opset=22),
            *[
                pooling(
                    f"{word}-auto-pad-{end}-stride-{stride}",
                    operator,
                    (5, 6),
                    [2, 3],
                    strides=[stride] * 2,
                    auto_pad=mode,
                )
                for end, mode in AUTO_PADS
                for stride in (1, 2)
            ],
        )
    ],
    pooling(
        "averagepool-count-include-pad", "AveragePool", (4, 4), [3, 3], strides=[2, 2], pads=PADS, count_include_pad=1
    ),
    pooling(
        "averagepool-count-exclude-pad", "AveragePool", (4, 4), [3, 3], strides=[1, 1], pads=PADS, count_include_pad=0
    ),
    pooling(
        "averagepool-asymmetric-pads-include",
        "AveragePool",
        (5, 4),
        [2, 2],
        strides=[2, 2],
        pads=UNEVEN_PADS,
        count_include_pad=1,
    ),
    *[
        pooling(
            f"averagepool-ceil-mode-include-opset{opset}",
            "AveragePool",
            (6, 6),
            [3, 3],
            strides=[2, 2],
            pads=PADS,
            ceil_mode=1,
            count_include_pad=1,
            opset=opset,
        )
        for opset in (11, 19)
    ],
    pooling("averagepool-dilations-opset19", "AveragePool", (6, 6), [2, 3], dilations=[2, 2], opset=19),
    pooling(
        "averagepool-dilations-pads-opset19",
        "AveragePool",
        (6, 6),
        [2, 2],
        dilations=[2, 3],
        pads=PADS,
        strides=[2, 1],
        count_include_pad=1,
        opset=19,
    ),
    pooling("maxpool-dilations", "MaxPool", (6, 6), [2, 2], dilations=[2, 3]),
    pooling("maxpool-dilations-pads-strides", "MaxPool", (7, 6), [2, 3], dilations=[2, 1], pads=PADS, strides=[2, 2]),
    pooling("maxpool-1d-dilations", "MaxPool", (8,), [3], dilations=[2]),
    pooling("maxpool-storage-order", "MaxPool", (4, 4), [2, 2], strides=[2, 2], storage_order=0, opset=8),
    pooling("maxpool-negative-values-pads", "MaxPool", (3, 3), [3, 3], pads=PADS, low=-3.0, high=-1.0),
    single("globalaveragepool-2d", (1, 3, 4, 5), "GlobalAveragePool", X),
    single("globalaveragepool-1d", (1, 3, 4), "GlobalAveragePool", X),
    single("globalaveragepool-opset7", (1, 2, 3, 3), "GlobalAveragePool", X, opset=7),
]


def reshape(name, shape, *target, opset=13, **attributes):
    return single(name, shape, "Reshape", X, ints(*target), opset=opset, **attributes)


LAYOUT = [
    single("flatten-default", (1, 2, 3), "Flatten", X),
    *[single(f"flatten-axis-{axis}", (1, 2, 3, 2), "Flatten", X, axis=axis) for axis in (0, 1, 2, 3, 4)],
    *[single(f"flatten-axis-negative-{-axis}", (1, 2, 3, 2), "Flatten", X, axis=axis) for axis in (-1, -2, -3, -4)],
    single("flatten-1d", (4,), "Flatten", X, axis=0),
    single("flatten-opset7", (1, 2, 3), "Flatten", X, axis=1, opset=7),
    single("flatten-opset9", (1, 2, 3), "Flatten", X, axis=2, opset=9),
    reshape("reshape-plain", (1, 2, 6), 1, 3, 4),
    reshape("reshape-infer", (1, 2, 6), 1, -1),
    reshape("reshape-infer-batch", (1, 2, 6), -1, 12),
    reshape("reshape-infer-middle", (1, 2, 6), 1, -1, 3),
    reshape("reshape-keep", (1, 2, 6), 0, 3, 4),
    reshape("reshape-keep-and-infer", (1, 2, 6), 0, -1),
    reshape("reshape-keep-two", (1, 2, 6), 0, 0, 2, 3),
    reshape("reshape-to-vector", (1, 2, 6), -1),
    reshape("reshape-more-axes", (1, 12), 1, 1, 3, 2, 2),
    reshape("reshape-opset7", (1, 2, 6), 0, -1, opset=7),
    reshape("reshape-opset9", (1, 2, 6), 1, 12, opset=9),
    reshape("reshape-allowzero-off", (1, 2, 6), 0, 12, opset=14, allowzero=0),
    reshape("reshape-allowzero-without-zero", (1, 2, 6), 1, -1, opset=14, allowzero=1),
    reshape("reshape-opset21", (1, 2, 6), 0, -1, opset=21),
    single("transpose-default-2d", (1, 3), "Transpose", X),
    single("transpose-default-3d", (1, 2, 3), "Transpose", X),
    single("transpose-perm-3d", (1, 2, 3), "Transpose", X, perm=[0, 2, 1]),
    single("transpose-perm-nchw-to-nhwc", (1, 2, 3, 4), "Transpose", X, perm=[0, 2, 3, 1]),
    single("transpose-perm-nhwc-to-nchw", (1, 3, 4, 2), "Transpose", X, perm=[0, 3, 1, 2]),
    single("transpose-perm-identity", (1, 2, 3), "Transpose", X, perm=[0, 1, 2]),
    single("transpose-perm-moves-batch", (1, 2, 3), "Transpose", X, perm=[1, 0, 2]),
    single("transpose-opset7", (1, 2, 3), "Transpose", X, perm=[0, 2, 1], opset=7),
    single("squeeze-axes-attribute", (1, 1, 3, 1), "Squeeze", X, axes=[1, 3], opset=9),
    single("squeeze-axes-attribute-negative", (1, 3, 1), "Squeeze", X, axes=[-1], opset=11),
    single("squeeze-all-attribute", (1, 1, 3), "Squeeze", X, opset=7),
    single("squeeze-axes-input", (1, 1, 3, 1), "Squeeze", X, ints(1, 3)),
    single("squeeze-axes-input-negative", (1, 3, 1, 1), "Squeeze", X, ints(-1, -2)),
    single("squeeze-batch", (1, 3), "Squeeze", X, ints(0)),
    single("squeeze-all-input", (1, 1, 3), "Squeeze", X),
    single("unsqueeze-axes-attribute", (1, 3), "Unsqueeze", X, axes=[1, 3], opset=9),
    single("unsqueeze-axes-attribute-negative", (1, 3), "Unsqueeze", X, axes=[-1], opset=11),
    single("unsqueeze-opset7", (1, 3), "Unsqueeze", X, axes=[2], opset=7),
    single("unsqueeze-axes-input", (1, 3), "Unsqueeze", X, ints(1, 3)),
    single("unsqueeze-axes-input-unsorted", (1, 3), "Unsqueeze", X, ints(3, 1)),
    single("unsqueeze-axes-input-negative", (1, 3), "Unsqueeze", X, ints(-1, -3)),
    single("unsqueeze-axis-zero", (1, 3), "Unsqueeze", X, ints(0)),
    single("identity", (1, 3), "Identity", X),
    single("identity-opset7", (1, 3), "Identity", X, opset=7),
    single("expand-last", (1, 3, 1), "Expand", X, ints(1, 3, 4)),
    single("expand-gains-axes", (1, 3), "Expand", X, ints(2, 1, 3)),
    single("expand-by-ones", (1, 3, 1), "Expand", X, ints(1, 1, 1)),
    single("expand-shorter-shape", (1, 2, 1), "Expand", X, ints(2, 3)),
    single("expand-opset8", (1, 1, 2), "Expand", X, ints(1, 3, 2), opset=8),
    single("tile-last", (1, 2, 3), "Tile", X, ints(1, 1, 2)),
    single("tile-several", (1, 2, 3), "Tile", X, ints(1, 3, 2)),
    single("tile-once", (1, 2, 3), "Tile", X, ints(1, 1, 1)),
    single("tile-opset7", (1, 2, 2), "Tile", X, ints(1, 2, 1), opset=7),
]

CONCAT = [
    Case("concat-axis-1", (1, 3), (node("Relu", "input", "a"), node("Concat", "a input", "output", axis=1))),
    Case("concat-axis-negative", (1, 2, 3), (node("Neg", "input", "a"), node("Concat", "input a", "output", axis=-1))),
    Case(
        "concat-axis-negative-middle",
        (1, 2, 3),
        (node("Neg", "input", "a"), node("Concat", "input a", "output", axis=-2)),
    ),
    Case("concat-axis-0", (1, 3), (node("Neg", "input", "a"), node("Concat", "input a", "output", axis=0))),
    Case(
        "concat-of-three",
        (1, 2, 2),
        (node("Relu", "input", "a"), node("Neg", "input", "b"), node("Concat", "a input b", "output", axis=1)),
    ),
    Case("concat-same-value-twice", (1, 3), (node("Concat", "input input", "output", axis=1),)),
    single("concat-constant-last", (1, 2, 3), "Concat", X, uniform(1, 4, 3), axis=1),
    single("concat-constant-first", (1, 2, 3), "Concat", uniform(1, 2, 1), X, axis=2),
    single("concat-constants-around", (1, 3), "Concat", uniform(1, 2), X, uniform(1, 1), axis=-1),
    single("concat-of-one", (1, 3), "Concat", X, axis=1),
    single("concat-channels", (1, 2, 2, 2), "Concat", X, uniform(1, 3, 2, 2), axis=1),
    single("concat-opset7", (1, 3), "Concat", X, uniform(1, 2), axis=1, opset=7),
]


def sliced(name, shape, starts, ends, *rest, opset=13):
    operands = [None if part is None else ints(*part) for part in (starts, ends, *rest)]
    return single(name, shape, "Slice", X, *operands, opset=opset)


SLICE = [
    single("slice-attributes", (1, 5, 4), "Slice", X, starts=[1, 0], ends=[4, 3], axes=[1, 2], opset=9),
    single("slice-attributes-no-axes", (1, 5), "Slice", X, starts=[0, 1], ends=[1, 3], opset=7),
    single("slice-attributes-negative", (1, 5), "Slice", X, starts=[-3], ends=[-1], axes=[1], opset=9),
    single("slice-attributes-out-of-range", (1, 5), "Slice", X, starts=[1], ends=[INT_MAX], axes=[1], opset=9),
    sliced("slice-no-axes", (1, 5), [0, 1], [1, 4]),
    sliced("slice-axes", (1, 5, 4), [1], [3], [1]),
    sliced("slice-axes-negative", (1, 5, 4), [1], [3], [-1]),
    sliced("slice-axes-unsorted", (1, 5, 4), [1, 2], [3, 5], [2, 1]),
    sliced("slice-steps", (1, 7, 4), [0, 1], [7, 4], [1, 2], [2, 3]),
    sliced("slice-steps-no-axes", (1, 7), [0, 0], [1, 7], None, [1, 3]),
    sliced("slice-steps-over-length", (1, 5), [1], [5], [1], [9]),
    sliced("slice-negative-starts-ends", (1, 6), [-4], [-1], [1]),
    sliced("slice-out-of-range-end", (1, 5), [2], [1000], [1]),
    sliced("slice-out-of-range-start", (1, 5), [-1000], [3], [1]),
    sliced("slice-int-max-end", (1, 5), [2], [INT_MAX], [1]),
    sliced("slice-long-max-end", (1, 5), [2], [LONG_MAX], [1]),
    sliced("slice-reverse", (1, 5), [-1], [-LONG_MAX - 1], [1], [-1]),
    sliced("slice-reverse-int-min", (1, 5), [-1], [-INT_MAX], [1], [-1]),
    sliced("slice-reverse-from-far", (1, 5), [1000], [0], [1], [-1]),
    sliced("slice-reverse-steps", (1, 7), [5], [0], [1], [-2]),
    sliced("slice-reverse-channels", (1, 3, 2, 2), [2], [-INT_MAX], [1], [-1]),
    sliced("slice-whole", (1, 5), [0], [5], [1]),
    sliced("slice-opset10", (1, 5), [1], [4], [1], [1], opset=10),
    sliced("slice-opset11", (1, 5), [1], [4], [-1], [2], opset=11),
    Case(
        "slice-int32-indices",
        (1, 5),
        (node("Slice", "input starts ends axes", "output"),),
        {name: np.array([value], np.int32) for name, value in (("starts", 1), ("ends", INT_MAX), ("axes", 1))},
    ),
]

PARTS = "output0 output1"
USED_FURTHER = (node("Neg", "a", "c"), node("Concat", "b c", "output", axis=1))

SPLIT = [
    single("split-attribute", (1, 5), "Split", X, split=[2, 3], axis=1, outputs=PARTS, opset=11),
    single("split-attribute-opset7", (1, 5), "Split", X, split=[1, 4], axis=1, outputs=PARTS, opset=7),
    single("split-equal", (1, 6, 2), "Split", X, axis=1, outputs=PARTS + " output2", opset=11),
    single("split-equal-opset13", (1, 4), "Split", X, axis=1, outputs=PARTS),
    single("split-negative-axis", (1, 2, 4), "Split", X, axis=-1, outputs=PARTS),
    single("split-default-axis", (4, 2), "Split", X, ints(1, 3), outputs=PARTS),
    single("split-input", (1, 5), "Split", X, ints(2, 3), axis=1, outputs=PARTS),
    single("split-input-opset18", (1, 5), "Split", X, ints(4, 1), axis=1, outputs=PARTS, opset=18),
    single("split-num-outputs", (1, 6), "Split", X, axis=1, num_outputs=3, outputs=PARTS + " output2", opset=18),
    single("split-num-outputs-uneven", (1, 7), "Split", X, axis=1, num_outputs=3, outputs=PARTS + " output2", opset=18),
    single("split-into-one", (1, 3), "Split", X, ints(3), axis=1),
    Case(
        "split-used-further",
        (1, 5),
        (node("Split", "input sizes", "a b", axis=1), *USED_FURTHER),
        {"sizes": ints(2, 3)},
    ),
    Case(
        "split-one-part-unused",
        (1, 5),
        (node("Split", "input sizes", "a b", axis=1), node("Relu", "b", "output")),
        {"sizes": ints(2, 3)},
    ),
    Case("split-attribute-used-further", (1, 4), (node("Split", "input", "a b", axis=1), *USED_FURTHER), opset=11),
]

GATHER = [
    single("gather-axis-0", (4, 3), "Gather", X, ints(2, 0)),
    single("gather-axis-1", (1, 4, 3), "Gather", X, ints(3, 1, 1), axis=1),
    single("gather-axis-negative", (1, 2, 4), "Gather", X, ints(0, 3), axis=-1),
    single("gather-scalar", (1, 4, 3), "Gather", X, scalar(2, np.int64), axis=1),
    single("gather-scalar-axis-0", (1, 4), "Gather", X, scalar(0, np.int64)),
    single("gather-scalar-axis-negative", (1, 4), "Gather", X, scalar(1, np.int64), axis=-1),
    single("gather-2d-indices", (1, 5), "Gather", X, ints(0, 1, 1, 2, 2, 3).reshape(3, 2), axis=1),
    single("gather-2d-indices-of-3d", (1, 3, 2), "Gather", X, ints(2, 0, 1, 1).reshape(2, 2), axis=1),
    single("gather-negative-indices", (1, 5), "Gather", X, ints(-1, 0, -5), axis=1),
    single("gather-negative-scalar", (1, 5), "Gather", X, scalar(-2, np.int64), axis=1),
    single("gather-int32-indices", (1, 5), "Gather", X, np.array([4, 2], np.int32), axis=1),
    single("gather-opset7", (1, 5), "Gather", X, ints(3, 1), axis=1, opset=7),
    single("gather-opset11", (1, 5), "Gather", X, ints(-1, 1), axis=1, opset=11),
    # The data are constant, so the output depends on the input only through the sum
    Case(
        "gather-from-constant",
        (1, 2),
        (node("Gather", "table indices", "row", axis=0), node("Add", "input row", "output")),
        {"table": uniform(4, 2), "indices": ints(2)},
    ),
]


def padded(name, shape, pads, value=None, *axes, opset=13, **attributes):
    operands = [ints(*pads), None if value is None else scalar(value), *[ints(*part) for part in axes]]
    while operands[-1] is None:
        operands.pop()
    return single(name, shape, "Pad", X, *operands, opset=opset, **attributes)


PAD = [
    single("pad-attribute-constant", (1, 2, 3), "Pad", X, pads=[0, 1, 2, 0, 0, 1], value=0.5, opset=7),
    single("pad-attribute-default-value", (1, 3), "Pad", X, pads=[0, 1, 0, 2], opset=10),
    single("pad-attribute-reflect", (1, 1, 4), "Pad", X, pads=[0, 0, 2, 0, 0, 1], mode="reflect", opset=9),
    single("pad-attribute-edge", (1, 1, 4), "Pad", X, pads=[0, 0, 2, 0, 0, 1], mode="edge", opset=9),
    single("pad-attribute-negative", (1, 5), "Pad", X, pads=[0, -1, 0, -2], opset=10),
    padded("pad-constant", (1, 2, 3), [0, 1, 2, 0, 0, 1], -1.5),
    padded("pad-default-value", (1, 2, 3), [0, 1, 0, 0, 0, 2]),
    padded("pad-image", (1, 2, 3, 3), [0, 0, 1, 2, 0, 0, 0, 1], 0.0),
    padded("pad-reflect", (1, 2, 3, 4), [0, 0, 1, 2, 0, 0, 2, 3], mode="reflect"),
    padded("pad-edge", (1, 2, 3, 4), [0, 0, 1, 2, 0, 0, 2, 3], mode="edge"),
    padded("pad-negative-crops", (1, 5, 4), [0, -1, -2, 0, -1, 0]),
    padded("pad-negative-and-positive", (1, 5), [0, -2, 0, 3], 2.0),
    padded("pad-nothing", (1, 3), [0, 0, 0, 0]),
    padded("pad-opset11", (1, 3), [0, 1, 0, 1], 1.0, opset=11),
    padded("pad-axes", (1, 2, 3), [1, 0, 0, 2], 0.5, [1, 2], opset=18),
    padded("pad-axes-negative", (1, 2, 3), [1, 2], None, [-1], opset=18),
    padded("pad-axes-reflect", (1, 2, 3, 3), [1, 1, 1, 1], None, [2, 3], opset=18, mode="reflect"),
    padded("pad-opset21", (1, 3), [0, 1, 0, 1], 1.0, opset=21),
]

NO_REGION = np.zeros(0, np.float32)
COORDINATES = ("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric")
ROUNDINGS = ("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")
# Factors of two-power denominators that give whole sizes: every source coordinate is exact, also in float32,
# so that a tie is a tie, and `align_corners` needs no rule for a size that was rounded down
FACTORS = (("up", (1, 1, 2, 3)), ("down", (1, 1, 0.5, 0.75)), ("uneven", (1, 1, 1.75, 0.625)))


def resized(name, factors, shape=(1, 1, 4, 8), opset=13, **attributes):
    return single(name, shape, "Resize", X, NO_REGION, floats(*factors), opset=opset, **attributes)


def resized_to(name, *sizes, shape=(1, 1, 4, 8), opset=13, **attributes):
    return single(name, shape, "Resize", X, None, None, ints(*sizes), opset=opset, **attributes)


def resized_to_opset11(name, *sizes, shape=(1, 1, 4, 8), **attributes):
    """Before opset 13 the region and the factors must be there, even if they are empty."""
    return single(name, shape, "Resize", X, NO_REGION, NO_REGION, ints(*sizes), opset=11, **attributes)


def dashed(text):
    return text.replace("_", "-")


RESIZE = [
    *[
        resized(
            f"resize-nearest-{dashed(coordinate)}-{dashed(rounding)}-{direction}",
            factors,
            mode="nearest",
            coordinate_transformation_mode=coordinate,
            nearest_mode=rounding,
        )
        for coordinate in COORDINATES
        for rounding in ROUNDINGS
        for direction, factors in FACTORS
    ],
    *[
        resized(
            f"resize-nearest-{dashed(coordinate)}-{direction}",
            factors,
            opset=opset,
            mode="nearest",
            coordinate_transformation_mode=coordinate,
        )
        for coordinate, opset in (("tf_half_pixel_for_nn", 11), ("half_pixel_symmetric", 19))
        for direction, factors in FACTORS
    ],
    *[
        resized(
            f"resize-linear-{dashed(coordinate)}-{direction}",
            factors,
            opset=opset,
            mode="linear",
            coordinate_transformation_mode=coordinate,
        )
        for coordinate, opset in (*((name, 13) for name in COORDINATES), ("half_pixel_symmetric", 19))
        for direction, factors in FACTORS
    ],
    *[
        resized_to(
            f"resize-linear-sizes-{dashed(coordinate)}",
            1,
            1,
            7,
            3,
            mode="linear",
            coordinate_transformation_mode=coordinate,
        )
        for coordinate in COORDINATES
    ],
    *[
        resized_to(
            f"resize-nearest-sizes-{dashed(coordinate)}",
            1,
            1,
            7,
            3,
            mode="nearest",
            coordinate_transformation_mode=coordinate,
        )
        for coordinate in COORDINATES
    ],
    resized_to(
        "resize-linear-to-one-pixel", 1, 1, 1, 1, mode="linear", coordinate_transformation_mode="pytorch_half_pixel"
    ),
    resized_to(
        "resize-linear-align-corners-to-one", 1, 1, 1, 3, mode="linear", coordinate_transformation_mode="align_corners"
    ),
    resized(
        "resize-nearest-size-rounded-down",
        (1, 1, 0.7, 0.55),
        mode="nearest",
        coordinate_transformation_mode="asymmetric",
    ),
    resized(
        "resize-linear-size-rounded-down", (1, 1, 0.7, 1.3), mode="linear", coordinate_transformation_mode="half_pixel"
    ),
    resized("resize-defaults", (1, 1, 2, 2), shape=(1, 2, 3, 3)),
    resized("resize-1d-nearest", (1, 1, 2), shape=(1, 2, 4), mode="nearest"),
    resized("resize-1d-linear", (1, 1, 2), shape=(1, 2, 4), mode="linear"),
    resized("resize-scales-one", (1, 1, 1, 1), mode="linear"),
    single("resize-opset10-nearest", (1, 1, 3, 3), "Resize", X, floats(1, 1, 2, 2), mode="nearest", opset=10),
    single("resize-opset10-linear", (1, 1, 3, 3), "Resize", X, floats(1, 1, 2, 2), mode="linear", opset=10),
    resized("resize-opset11-nearest", (1, 1, 2, 2), opset=11, mode="nearest"),
    resized("resize-opset11-linear", (1, 1, 2, 2), opset=11, mode="linear"),
    resized_to_opset11("resize-opset11-sizes", 1, 1, 8, 12, mode="nearest"),
    resized("resize-opset18-nearest", (1, 1, 2, 2), opset=18, mode="nearest"),
    resized("resize-opset18-linear", (1, 1, 2, 2), opset=18, mode="linear"),
    resized_to("resize-opset18-axes", 8, 12, opset=18, mode="nearest", axes=[2, 3]),
    resized_to(
        "resize-opset18-not-larger", 7, 8, opset=18, mode="linear", axes=[2, 3], keep_aspect_ratio_policy="not_larger"
    ),
    resized_to(
        "resize-opset18-not-smaller", 7, 8, opset=18, mode="linear", axes=[2, 3], keep_aspect_ratio_policy="not_smaller"
    ),
    resized(
        "resize-opset18-antialias-down", (1, 1, 0.5, 0.5), opset=18, shape=(1, 1, 6, 6), mode="linear", antialias=1
    ),
    resized("resize-opset19-nearest", (1, 1, 2, 2), opset=19, mode="nearest"),
    resized("resize-opset19-linear", (1, 1, 2, 2), opset=19, mode="linear"),
    single(
        "upsample-attribute-nearest", (1, 2, 2, 3), "Upsample", X, scales=[1.0, 1.0, 2.0, 3.0], mode="nearest", opset=7
    ),
    single("upsample-attribute-default", (1, 1, 2, 2), "Upsample", X, scales=[1.0, 1.0, 2.0, 2.0], opset=7),
    single(
        "upsample-attribute-linear", (1, 1, 3, 3), "Upsample", X, scales=[1.0, 1.0, 2.0, 2.0], mode="linear", opset=7
    ),
    single("upsample-input-nearest", (1, 2, 2, 3), "Upsample", X, floats(1, 1, 2, 3), mode="nearest", opset=9),
    single(
        "upsample-input-nearest-fraction", (1, 1, 3, 4), "Upsample", X, floats(1, 1, 1.5, 1.75), mode="nearest", opset=9
    ),
    single("upsample-input-linear", (1, 1, 3, 3), "Upsample", X, floats(1, 1, 2, 2), mode="linear", opset=9),
    single(
        "upsample-input-linear-fraction", (1, 1, 3, 4), "Upsample", X, floats(1, 1, 1.5, 1.75), mode="linear", opset=9
    ),
]


def reduced(operator, name, shape, axes, opset=13, **attributes):
    return single(f"{operator.lower()}-{name}", shape, operator, X, ints(*axes), opset=opset, **attributes)


REDUCTION = [
    *[
        single(f"{operator.lower()}-{name}", (1, 2, 3), operator, X, opset=opset, **attributes)
        for operator in ("ReduceSum", "ReduceMean")
        for name, opset, attributes in (
            ("attribute", 11, {"axes": [2]}),
            ("attribute-dropped", 11, {"axes": [1], "keepdims": 0}),
            ("attribute-two-axes", 11, {"axes": [1, 2], "keepdims": 0}),
            ("attribute-negative", 11, {"axes": [-1], "keepdims": 1}),
            ("attribute-opset7", 7, {"axes": [1]}),
            ("all-axes-opset11", 11, {}),
        )
    ],
    *[
        reduced(operator, name, (1, 2, 3), axes, opset=opset, **attributes)
        for operator, opset in (("ReduceSum", 13), ("ReduceMean", 18))
        for name, axes, attributes in (
            ("input", [2], {}),
            ("input-dropped", [1], {"keepdims": 0}),
            ("input-two-axes", [2, 1], {"keepdims": 0}),
            ("input-negative", [-1], {"keepdims": 1}),
            ("input-empty-reduces-all", [], {}),
            ("input-empty-is-noop", [], {"noop_with_empty_axes": 1}),
        )
    ],
    single("reducesum-no-axes", (1, 2, 3), "ReduceSum", X, keepdims=0),
    single("reducesum-no-axes-is-noop", (1, 2, 3), "ReduceSum", X, noop_with_empty_axes=1),
    single("reducemean-no-axes", (1, 2, 3), "ReduceMean", X, keepdims=0, opset=18),
    single("reducemean-no-axes-is-noop", (1, 2, 3), "ReduceMean", X, noop_with_empty_axes=1, opset=18),
    single("reducemean-attribute-opset13", (1, 2, 3), "ReduceMean", X, axes=[1]),
    single("reducemean-spatial", (1, 2, 3, 3), "ReduceMean", X, axes=[2, 3], keepdims=0),
]

ACTIVATION = [
    *[
        single(f"{operator.lower()}{end}", shape, operator, X, opset=opset, low=-3.0, high=3.0)
        for operator in ("Relu", "Abs", "Sigmoid", "Tanh")
        for end, shape, opset in (("", (1, 6), 13), ("-4d", (1, 2, 2, 3), 13), ("-opset7", (1, 6), 7))
    ],
    single("relu-opset14", (1, 6), "Relu", X, opset=14),
    single("sigmoid-saturated", (1, 6), "Sigmoid", X, low=-60.0, high=60.0),
    single("tanh-saturated", (1, 6), "Tanh", X, low=-60.0, high=60.0),
    single("leakyrelu-default", (1, 6), "LeakyRelu", X),
    single("leakyrelu-small", (1, 6), "LeakyRelu", X, alpha=0.1),
    single("leakyrelu-zero", (1, 6), "LeakyRelu", X, alpha=0.0),
    single("leakyrelu-one", (1, 6), "LeakyRelu", X, alpha=1.0),
    single("leakyrelu-steep", (1, 6), "LeakyRelu", X, alpha=2.0),
    single("leakyrelu-negative", (1, 6), "LeakyRelu", X, alpha=-0.5),
    single("leakyrelu-opset7", (1, 6), "LeakyRelu", X, alpha=0.01, opset=7),
    single("leakyrelu-opset16", (1, 6), "LeakyRelu", X, alpha=0.2, opset=16),
    single("prelu-scalar", (1, 6), "PRelu", X, floats(0.25)),
    single("prelu-scalar-0d", (1, 6), "PRelu", X, scalar(0.25)),
    single("prelu-channel-2d", (1, 4), "PRelu", X, floats(0.1, 1.5, -0.5, 0)),
    single("prelu-channel-4d", (1, 4, 2, 3), "PRelu", X, floats(0.1, 1.5, -0.5, 0).reshape(4, 1, 1)),
    single("prelu-each-element", (1, 2, 3), "PRelu", X, uniform(2, 3, low=-1.0, high=2.0)),
    single("prelu-opset7", (1, 4), "PRelu", X, floats(0.1, 0.2, 0.3, 0.4), opset=7),
    single("prelu-opset9", (1, 4), "PRelu", X, floats(0.1, 1.5, -0.5, 0), opset=9),
    single("prelu-opset16", (1, 4), "PRelu", X, floats(0.1, 1.5, -0.5, 0), opset=16),
    single("clip-attributes", (1, 8), "Clip", X, min=-0.5, max=1.0, opset=7),
    single("clip-attribute-min", (1, 8), "Clip", X, min=-0.5, opset=7),
    single("clip-attribute-max", (1, 8), "Clip", X, max=0.75, opset=10),
    single("clip-attributes-absent", (1, 8), "Clip", X, opset=9),
    single("clip-inputs", (1, 8), "Clip", X, scalar(-0.5), scalar(1.0)),
    single("clip-input-min", (1, 8), "Clip", X, scalar(0.0)),
    single("clip-input-max", (1, 8), "Clip", X, None, scalar(0.75)),
    single("clip-inputs-absent", (1, 8), "Clip", X),
    single("clip-relu6", (1, 8), "Clip", X, scalar(0.0), scalar(6.0), low=-8.0, high=12.0),
    single("clip-min-over-max", (1, 8), "Clip", X, scalar(1.0), scalar(0.0)),
    single("clip-opset11", (1, 8), "Clip", X, scalar(-1.0), scalar(1.0), opset=11),
    single("clip-opset12", (1, 8), "Clip", X, scalar(-1.0), scalar(1.0), opset=12),
]

SHIFTED = node("Add", "input constant", "output")


def shifted_by(name, shape, *nodes, opset=13, **constants):
    """A case that adds `constant`, which the nodes make, to the input."""
    return Case(name, shape, (*nodes, SHIFTED), constants, opset)


def constant(output, value=None, **attributes):
    if value is not None:
        attributes["value"] = tensor("", value)
    return node("Constant", "", output, **attributes)


def of_shape(name, shape, opset=15, **attributes):
    """A case that adds the numbers in the input's shape to the input."""
    body = node("Shape", "input", "shape", **attributes)
    return shifted_by(name, shape, body, node("Cast", "shape", "constant", to=FLOAT), opset=opset)


def of_integers(name, **attributes):
    body = constant("integers", **attributes)
    return shifted_by(name, (1, 3), body, node("Cast", "integers", "constant", to=FLOAT))


CONSTANT = [
    shifted_by("constant-value", (1, 3), constant("constant", floats(0.5, -1, 2))),
    shifted_by("constant-value-opset7", (1, 3), constant("constant", floats(0.5, -1, 2)), opset=7),
    shifted_by("constant-value-scalar", (1, 3), constant("constant", scalar(0.5))),
    shifted_by("constant-value-float", (1, 3), constant("constant", value_float=0.5)),
    shifted_by("constant-value-floats", (1, 3), constant("constant", value_floats=[0.5, -1.0, 2.0])),
    of_integers("constant-value-int", value_int=3),
    of_integers("constant-value-ints", value_ints=[3, -1, 2]),
    shifted_by(
        "constantofshape-value",
        (1, 3),
        node("ConstantOfShape", "sizes", "constant", value=tensor("", floats(0.75))),
        sizes=ints(1, 3),
    ),
    shifted_by("constantofshape-default", (1, 3), node("ConstantOfShape", "sizes", "constant"), sizes=ints(2, 1, 3)),
    shifted_by(
        "constantofshape-scalar",
        (1, 3),
        node("ConstantOfShape", "sizes", "constant", value=tensor("", floats(-2))),
        sizes=ints(),
    ),
    shifted_by(
        "constantofshape-integer",
        (1, 3),
        node("ConstantOfShape", "sizes", "integers", value=tensor("", ints(7))),
        node("Cast", "integers", "constant", to=FLOAT),
        sizes=ints(3),
        opset=9,
    ),
    of_shape("shape", (1, 2, 3)),
    of_shape("shape-opset7", (1, 2, 3), opset=7),
    of_shape("shape-opset13", (1, 2, 3), opset=13),
    of_shape("shape-start", (1, 2, 3), start=2),
    of_shape("shape-end", (1, 2, 3), end=1),
    of_shape("shape-start-end", (1, 2, 4, 3), start=1, end=4),
    of_shape("shape-negative", (1, 2, 4, 3), start=-3, end=-2),
    of_shape("shape-out-of-range", (1, 2, 3), start=-10, end=10),
]

CAST = [
    Case(
        "cast-float-double-float",
        (1, 4),
        (node("Cast", "input", "double", to=DOUBLE), node("Cast", "double", "output", to=FLOAT)),
    ),
    Case(
        "cast-float-double-float-opset7",
        (1, 4),
        (node("Cast", "input", "double", to=DOUBLE), node("Cast", "double", "output", to=FLOAT)),
        opset=7,
    ),
    single("cast-float-to-float", (1, 4), "Cast", X, to=FLOAT),
    Case(
        "cast-compute-in-double",
        (1, 3),
        (
            node("Cast", "input", "double", to=DOUBLE),
            node("Gemm", "double weight bias", "hidden"),
            node("Cast", "hidden", "output", to=FLOAT),
        ),
        {"weight": uniform(3, 4, type=np.float64), "bias": uniform(4, type=np.float64)},
    ),
    Case(
        "cast-shape-to-float-and-back",
        (1, 2, 3),
        (
            node("Shape", "input", "shape"),
            node("Cast", "shape", "numbers", to=FLOAT),
            node("Mul", "numbers factors", "scaled"),
            node("Cast", "scaled", "target", to=INT64),
            node("Reshape", "input target", "output"),
        ),
        {"factors": floats(1, 1.5, 0.7)},
    ),
    Case(
        "cast-shape-to-int32",
        (1, 2, 3),
        (
            node("Shape", "input", "shape"),
            node("Cast", "shape", "small", to=INT32),
            node("Cast", "small", "target", to=INT64),
            node("Reshape", "input target", "output"),
        ),
    ),
    shifted_by("cast-constant-int", (1, 3), node("Cast", "integers", "constant", to=FLOAT), integers=ints(3, -1, 2)),
    shifted_by(
        "cast-constant-bool", (1, 3), node("Cast", "mask", "constant", to=FLOAT), mask=np.array([True, False, True])
    ),
]

DROPOUT = [
    single("dropout-opset7", (1, 4), "Dropout", X, ratio=0.5, opset=7),
    single("dropout-opset10", (1, 4), "Dropout", X, opset=10),
    single("dropout-opset12", (1, 4), "Dropout", X, opset=12),
    single("dropout-opset12-ratio", (1, 4), "Dropout", X, scalar(0.7), opset=12),
    single("dropout-opset12-not-training", (1, 4), "Dropout", X, scalar(0.7), scalar(False, bool), opset=12),
    single("dropout-opset13-no-ratio", (1, 4), "Dropout", X, None, scalar(False, bool), seed=3),
    Case("dropout-mask-unused", (1, 4), (node("Dropout", "input", "output mask"),)),
]

OPERATOR_CASES = [
    *ARITHMETIC,
    *MATMUL,
    *GEMM,
    *CONVOLUTION,
    *TRANSPOSED_CONVOLUTION,
    *NORMALIZATION,
    *POOLING,
    *LAYOUT,
    *CONCAT,
    *SLICE,
    *SPLIT,
    *GATHER,
    *PAD,
    *RESIZE,
    *REDUCTION,
    *ACTIVATION,
    *CONSTANT,
    *CAST,
    *DROPOUT,
]

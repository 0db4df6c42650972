"""Fixtures of reductions that are not sums, of softmax, and of normalization."""

from fixture_models import X, Case, floats, ints, node, single, uniform

EXTREMES = ("ReduceMax", "ReduceMin", "ReduceL2", "ReduceLogSumExp")

REDUCTIONS = [
    *[
        case
        for operator in EXTREMES
        for word in [operator.lower()]
        for case in (
            single(f"{word}-axis", (1, 3, 4), operator, X, axes=[2], keepdims=0),
            single(f"{word}-axis-kept", (1, 3, 4), operator, X, axes=[1]),
            single(f"{word}-negative-axes", (1, 2, 3, 2), operator, X, axes=[-1, 1], keepdims=0),
            single(f"{word}-all-axes", (1, 2, 3), operator, X, keepdims=0),
            single(f"{word}-opset11", (1, 2, 3), operator, X, axes=[-2], opset=11),
            single(f"{word}-axes-input", (1, 2, 3), operator, X, ints(-1), keepdims=0, opset=18),
            single(f"{word}-no-axes-opset18", (1, 2, 3), operator, X, opset=18),
        )
    ],
    *[
        single(f"{operator.lower()}-no-axes-is-noop", (1, 2, 3), operator, X, noop_with_empty_axes=1, opset=18)
        for operator in ("ReduceMax", "ReduceMin", "ReduceLogSumExp")
    ],
    single("reducemax-opset20", (1, 2, 3), "ReduceMax", X, ints(1), opset=20),
    single("globalmaxpool", (1, 2, 3, 2), "GlobalMaxPool", X),
    single("globalmaxpool-1d", (1, 3, 4), "GlobalMaxPool", X),
]

SOFTMAX = [
    case
    for operator in ("Softmax", "LogSoftmax")
    for word in [operator.lower()]
    for case in (
        single(f"{word}", (1, 4), operator, X),
        single(f"{word}-axis", (1, 3, 2), operator, X, axis=1),
        single(f"{word}-negative-axis", (1, 2, 3, 2), operator, X, axis=-2),
        single(f"{word}-opset11", (1, 2, 3), operator, X, opset=11),
        single(f"{word}-opset11-axis", (1, 2, 3), operator, X, axis=2, opset=11),
        single(f"{word}-opset11-negative-axis", (1, 2, 2, 2), operator, X, axis=-2, opset=11),
        single(f"{word}-opset7", (1, 5), operator, X, opset=7),
        single(f"{word}-wide-logits", (1, 4), operator, X, low=-50.0, high=50.0),
        single(f"{word}-of-one", (1, 3, 1), operator, X),
    )
]

SUMS = [
    *[
        case
        for operator in ("ReduceL1", "ReduceProd")
        for word in [operator.lower()]
        for case in (
            single(f"{word}-axis", (1, 3, 4), operator, X, axes=[2], keepdims=0),
            single(f"{word}-axis-kept", (1, 3, 4), operator, X, axes=[1]),
            single(f"{word}-negative-axes", (1, 2, 3, 2), operator, X, axes=[-1, 1], keepdims=0),
            single(f"{word}-all-axes", (1, 2, 3), operator, X, keepdims=0),
            single(f"{word}-opset11", (1, 2, 3), operator, X, axes=[-2], opset=11),
            single(f"{word}-axes-input", (1, 2, 3), operator, X, ints(-1), keepdims=0, opset=18),
        )
    ],
]


def normalized(name, shape, channels, operator, **attributes):
    return single(name, shape, operator, X, uniform(channels), uniform(channels), **attributes)


NORMALIZATIONS = [
    single("layernormalization", (1, 4), "LayerNormalization", X, uniform(4), uniform(4), opset=17),
    single("layernormalization-no-offset", (1, 2, 3), "LayerNormalization", X, uniform(3), opset=17),
    single(
        "layernormalization-axis",
        (1, 2, 3),
        "LayerNormalization",
        X,
        uniform(2, 3),
        uniform(2, 3),
        axis=1,
        epsilon=0.01,
        opset=17,
    ),
    normalized("instancenormalization", (1, 2, 3), 2, "InstanceNormalization"),
    normalized("instancenormalization-2d", (1, 2, 2, 2), 2, "InstanceNormalization", epsilon=0.1),
    normalized("instancenormalization-opset7", (1, 2, 3), 2, "InstanceNormalization", opset=7),
    normalized("groupnormalization", (1, 4, 2, 1), 4, "GroupNormalization", num_groups=2, opset=21),
    normalized("groupnormalization-epsilon", (1, 4, 2), 4, "GroupNormalization", num_groups=1, epsilon=0.1, opset=21),
    single("lpnormalization", (1, 4), "LpNormalization", X),
    single("lpnormalization-axis", (1, 3, 2), "LpNormalization", X, axis=1, p=2),
    single("globallppool", (1, 2, 3, 2), "GlobalLpPool", X),
    single("globallppool-p1", (1, 2, 3), "GlobalLpPool", X, p=1),
]

# These need operators of one variable: powers, logarithms, reciprocals.
SMOOTH = [
    *[
        case
        for operator, low in (("ReduceSumSquare", -2.0), ("ReduceLogSum", 1.0))
        for word in [operator.lower()]
        for case in (
            single(f"{word}-axis", (1, 3, 4), operator, X, axes=[2], keepdims=0, low=low),
            single(f"{word}-all-axes", (1, 2, 3), operator, X, low=low),
            single(f"{word}-axes-input", (1, 2, 3), operator, X, ints(-1), keepdims=0, low=low, opset=18),
        )
    ],
    single("lpnormalization-p1", (1, 4), "LpNormalization", X, p=1),
    single("meanvariancenormalization", (1, 2, 2, 2), "MeanVarianceNormalization", X, opset=9),
    single("meanvariancenormalization-axes", (1, 2, 4), "MeanVarianceNormalization", X, axes=[-1], opset=9),
    single("lrn", (1, 5, 2, 1), "LRN", X, size=3),
    single("lrn-attributes", (1, 4, 2, 1), "LRN", X, size=5, alpha=0.5, beta=0.5, bias=2.0),
]

REDUCTION_CASES = REDUCTIONS + SOFTMAX + SUMS + NORMALIZATIONS + SMOOTH

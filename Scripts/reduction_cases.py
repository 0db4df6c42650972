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

REDUCTION_CASES = REDUCTIONS + SOFTMAX

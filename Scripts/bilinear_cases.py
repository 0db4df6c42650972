"""Cases of operators that combine two values which both depend on the input."""

from fixture_models import Case, ints, node, uniform


def two(name, extents, *nodes, opset=13, **constants):
    """A case whose first node makes a second value of the input."""
    return Case(name, extents, (node("Sigmoid", "input", "gate"), *nodes), constants, opset)


BILINEAR_CASES = [
    two("div-two-values", (1, 3), node("Div", "input gate", "output")),
    two("mul-two-values", (1, 5), node("Mul", "input gate", "output")),
    two("mul-two-values-broadcast", (1, 3, 4),
        node("ReduceMean", "gate", "mean", axes=[2], keepdims=1), node("Mul", "mean input", "output")),
    two("mul-two-values-gain-axis", (1, 3, 4),
        node("ReduceMean", "gate", "mean", axes=[0, 1], keepdims=0), node("Mul", "input mean", "output")),
    two("matmul-two-values", (1, 3, 3), node("MatMul", "gate input", "output")),
    two("matmul-two-values-heads", (1, 2, 3, 4),
        node("Transpose", "gate", "turned", perm=[0, 1, 3, 2]), node("MatMul", "input turned", "output")),
    two("matmul-two-values-broadcast", (1, 2, 3, 3),
        node("ReduceMean", "gate", "mean", axes=[0, 1], keepdims=0), node("MatMul", "mean input", "output")),
    two("matmul-two-values-vector-left", (1, 4, 4),
        node("ReduceMean", "gate", "mean", axes=[0, 1], keepdims=0), node("MatMul", "mean input", "output")),
    two("matmul-two-values-vector-right", (1, 4, 4),
        node("ReduceMean", "gate", "mean", axes=[0, 1], keepdims=0), node("MatMul", "input mean", "output")),
    two("gemm-two-values", (4, 4), node("Gemm", "input gate", "output", transB=1, alpha=0.5)),
    two("gemm-value-as-offset", (1, 4),
        node("Gemm", "input weight gate", "output", beta=2.0), weight=uniform(4, 4)),
    two("gemm-three-values", (3, 3), node("Gemm", "input gate gate", "output", transA=1, beta=-1.0)),
    two("conv-two-values", (1, 2, 5, 5),
        node("Slice", "gate starts ends axes", "kernel"),
        node("Conv", "input kernel", "output", pads=[1, 0, 1, 1], strides=[2, 1]),
        starts=ints(0, 0), ends=ints(3, 2), axes=ints(2, 3)),
    two("conv-two-values-groups", (1, 4, 6),
        node("Reshape", "gate shape", "parts"),
        node("Slice", "parts starts ends axes", "kernel"),
        node("ReduceMean", "gate", "bias", axes=[0, 2], keepdims=0),
        node("Conv", "input kernel bias", "output", group=2, dilations=[2]),
        shape=ints(4, 2, 3), starts=ints(0), ends=ints(2), axes=ints(2)),
    two("conv-value-as-bias", (1, 2, 4, 4),
        node("ReduceMean", "gate", "bias", axes=[0, 2, 3], keepdims=0),
        node("Conv", "input kernel bias", "output"), kernel=uniform(2, 2, 2, 2)),
]

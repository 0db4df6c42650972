"""The table of fixtures of rounding, logic, indexing and quantization: one case a line."""

import numpy as np

from fixture_models import Case, X, floats, ints, node, scalar, single, tensor, uniform
from operator_cases import FLOAT, HIDDEN, INT32, INT64, TWO_VALUES

BOOL = 9


def booleans(*values):
    return np.array(values, bool)


def places(values):
    return np.array(values, np.int64)


def claim(name, shape, *nodes, opset=16, **constants):
    """A case whose last node makes Booleans, which become numbers."""
    return Case(name, shape, (*nodes, node("Cast", "claim", "output", to=FLOAT)), constants, opset)


STEPS = [
    *[
        single(f"{operator.lower()}-opset{opset}", (1, 3, 4), operator, X, opset=opset, low=-4.0, high=4.0)
        for operator, versions in (("Floor", (7, 13)), ("Ceil", (7, 13)), ("Round", (11, 14)), ("Sign", (9, 13)))
        for opset in versions
    ],
    Case(
        "round-halves",
        (1, 6),
        (node("Mul", "input zero", "none"), node("Add", "none halves", "sum"), node("Round", "sum", "output")),
        {"zero": scalar(0.0), "halves": floats(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)},
    ),
]

COMPARISON = [
    case
    for operator in ("Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Equal")
    for word in [operator.lower()]
    for case in (
        claim(f"{word}-constant-right", (1, 4), node(operator, "input limit", "claim"), limit=uniform(4)),
        claim(f"{word}-constant-left", (1, 4), node(operator, "limit input", "claim"), limit=uniform(3, 1)),
        claim(f"{word}-two-values", (1, 4), HIDDEN, node(operator, "hidden input", "claim"), **TWO_VALUES),
        claim(
            f"{word}-of-rounded",
            (1, 4),
            node("Floor", "input", "whole"),
            node(operator, "whole limit", "claim"),
            limit=floats(-1, 0, 1, 0),
        ),
    )
] + [
    claim("greater-opset9", (1, 4), node("Greater", "input limit", "claim"), opset=9, limit=scalar(0.2)),
    claim("less-opset9", (1, 4), node("Less", "input limit", "claim"), opset=9, limit=scalar(0.2)),
    claim("equal-opset11", (1, 4), node("Equal", "input limit", "claim"), opset=11, limit=scalar(0.2)),
]

LOGIC = [
    *[
        claim(
            f"{operator.lower()}-{name}",
            (1, 2, 4),
            node("Greater", "input low", "above"),
            node("Less", "input high", "below"),
            node(operator, f"above {second}", "claim"),
            low=scalar(-0.5),
            high=uniform(4, low=0.0),
            mask=booleans(True, False, True, False),
        )
        for operator in ("And", "Or", "Xor")
        for name, second in (("two-claims", "below"), ("constant", "mask"))
    ],
    claim(
        "not-of-claim",
        (1, 4),
        node("Greater", "input low", "above"),
        node("Not", "above", "claim"),
        low=scalar(0.3),
    ),
]

CHOICE = [
    single("where-constant-condition", (1, 4), "Where", booleans(True, False, True, True), X, uniform(4), opset=16),
    single("where-condition-broadcasts", (1, 3, 4), "Where", booleans([[True], [False], [True]]), uniform(4), X),
    single("where-opset9", (1, 4), "Where", booleans(True, False, True, True), X, scalar(7), opset=9),
    Case(
        "where-two-values",
        (1, 4),
        (HIDDEN, node("Where", "mask hidden input", "output")),
        {**TWO_VALUES, "mask": booleans(True, False, False, True)},
    ),
    Case(
        "where-bounded-condition",
        (1, 4),
        (
            HIDDEN,
            node("Greater", "hidden limit", "above"),
            node("Where", "above input hidden", "output"),
        ),
        {**TWO_VALUES, "limit": scalar(0.1)},
    ),
    Case(
        "where-bounded-condition-broadcasts",
        (1, 3, 4),
        (
            node("ReduceMean", "input", "mean", axes=[2], keepdims=1),
            node("Less", "mean limit", "below"),
            node("Where", "below constant input", "output"),
        ),
        {"limit": scalar(0.1), "constant": uniform(4)},
    ),
]

EXTREMES = [
    case
    for operator in ("Max", "Min")
    for word in [operator.lower()]
    for case in (
        single(f"{word}-constant", (1, 3, 4), operator, X, uniform(4)),
        single(f"{word}-scalar-left", (1, 3, 4), operator, scalar(0.4), X),
        single(f"{word}-one-operand", (1, 4), operator, X),
        single(f"{word}-opset8", (1, 4), operator, X, uniform(4), opset=8),
        Case(f"{word}-two-values", (1, 4), (HIDDEN, node(operator, "hidden input", "output")), TWO_VALUES),
        Case(
            f"{word}-four-operands",
            (1, 3, 4),
            (
                node("ReduceMean", "input", "mean", axes=[2], keepdims=1),
                node("Neg", "input", "negative"),
                node(operator, "input mean constant negative", "output"),
            ),
            {"constant": uniform(3, 1)},
        ),
    )
]

INDEXING = [
    single("gatherelements", (1, 3, 4), "GatherElements", X, places([[[2, 0, 1, -1]]]), axis=1),
    single("gatherelements-opset11", (1, 3), "GatherElements", X, places([[2, 0, -1, 1]]), axis=-1, opset=11),
    single("gathernd", (1, 3, 4), "GatherND", X, places([[0, 2], [0, -1]])),
    single("gathernd-batch", (1, 3, 4), "GatherND", X, places([[2]]), batch_dims=1),
    single("scatternd-constant-updates", (1, 3, 4), "ScatterND", X, places([[0, 2], [0, -3]]), uniform(2, 4)),
    single("scatternd-constant-data", (1, 4), "ScatterND", uniform(3, 4), places([[1]]), X, opset=16),
    single("scatternd-add", (1, 4), "ScatterND", X, places([[0, 1], [0, 1], [0, 3]]), uniform(3), opset=16,
           reduction="add"),
    Case(
        "scatternd-two-values",
        (1, 4),
        (HIDDEN, node("ScatterND", "hidden places input", "output")),
        {**TWO_VALUES, "places": places([[0]])},
    ),
    single("scatterelements", (1, 3, 4), "ScatterElements", X, places([[[2, 0, 1, -1]]]), uniform(1, 1, 4), axis=1),
    single("scatterelements-opset11", (1, 3), "ScatterElements", X, places([[2, 0]]), uniform(1, 2), axis=1, opset=11),
    single("scatterelements-add", (1, 3), "ScatterElements", X, places([[2, 2]]), uniform(1, 2), axis=1,
           reduction="add", opset=18),
    single("trilu-upper", (1, 3, 4), "Trilu", X, opset=14),
    single("trilu-upper-diagonal", (1, 3, 4), "Trilu", X, scalar(1, np.int64), opset=14),
    single("trilu-lower", (1, 3, 4), "Trilu", X, scalar(-1, np.int64), upper=0, opset=14),
    single("compress-axis", (1, 3, 4), "Compress", X, booleans(True, False, True), axis=1),
    single("compress-flat", (1, 3, 4), "Compress", X, booleans(True, False, True, True, False, False, True)),
    single("reversesequence", (1, 4, 2), "ReverseSequence", X, ints(3), time_axis=1, batch_axis=0),
    single("reversesequence-time-first", (3, 2), "ReverseSequence", X, ints(3, 2)),
    single("depthtospace-dcr", (1, 8, 2, 3), "DepthToSpace", X, blocksize=2),
    single("depthtospace-crd", (1, 8, 2, 3), "DepthToSpace", X, blocksize=2, mode="CRD"),
    single("spacetodepth", (1, 2, 4, 6), "SpaceToDepth", X, blocksize=2),
    *[
        single(f"cumsum{name}", (1, 3, 4), "CumSum", X, scalar(axis, np.int64), **flags)
        for name, axis, flags in (
            ("", 1, {}),
            ("-exclusive", 2, {"exclusive": 1}),
            ("-reverse", -1, {"reverse": 1}),
            ("-exclusive-reverse", 1, {"exclusive": 1, "reverse": 1}),
        )
    ],
]


def through(name, shape, *nodes, opset=13, low=-2.0, high=2.0, **constants):
    """A case whose last node makes whole numbers, which become real ones."""
    last = node("Cast", "whole", "output", to=FLOAT)
    return Case(name, shape, (*nodes, last), constants, opset, low=low, high=high)


ORDER = [
    *[
        through(f"{operator.lower()}{name}", (1, 3, 4), node(operator, "input", "whole", **flags))
        for operator in ("ArgMax", "ArgMin")
        for name, flags in (
            ("", {"axis": 1}),
            ("-no-axis", {"axis": -1, "keepdims": 0}),
            ("-last", {"axis": 2, "select_last_index": 1}),
        )
    ],
    Case("topk", (1, 3, 4), (node("TopK", "input k", "output places"),), {"k": ints(2)}),
    Case("topk-axis", (1, 3, 4), (node("TopK", "input k", "output places", axis=1),), {"k": ints(2)}),
    Case("topk-smallest", (1, 5), (node("TopK", "input k", "output places", largest=0),), {"k": ints(3)}, 11),
    Case("topk-opset9", (1, 5), (node("TopK", "input", "output places", k=3),), {}, 9),
    Case(
        "topk-folded-places",
        (1, 2),
        (
            node("TopK", "numbers k", "values places"),
            node("Cast", "places", "result", to=FLOAT),
            node("Add", "input result", "output"),
        ),
        {"numbers": floats(3, 9, 1, 7), "k": ints(2)},
    ),
]

CONVERSION = [
    through("cast-value-to-int64", (1, 3, 4), node("Cast", "input", "whole", to=INT64), low=-4.0, high=4.0),
    through("cast-value-to-uint8", (1, 3, 4), node("Cast", "input", "whole", to=2), low=3.0, high=90.0),
    through("cast-value-to-bool", (1, 4), node("Relu", "input", "plus"), node("Cast", "plus", "whole", to=BOOL)),
    through(
        "cast-claim-to-whole",
        (1, 4),
        node("Greater", "input limit", "claim"),
        node("Cast", "claim", "bits", to=INT64),
        node("Add", "bits one", "whole"),
        limit=uniform(4),
        one=ints(1),
    ),
    single("castlike", (1, 4), "CastLike", X, floats(1), opset=15),
]

QUANTIZATION = [
    case
    for name, type, zero, low in (
        ("uint8", np.uint8, 128, -2.0),
        ("int8", np.int8, -3, -2.0),
        ("uint8-saturates", np.uint8, 10, -9.0),
    )
    for case in (
        through(
            f"quantizelinear-{name}",
            (1, 3, 4),
            node("QuantizeLinear", "input scale zero", "bits"),
            node("Cast", "bits", "whole", to=INT32),
            low=low,
            high=-2 * low,
            scale=scalar(0.05),
            zero=scalar(zero, type),
        ),
        Case(
            f"dequantizelinear-{name}",
            (1, 3, 4),
            (
                node("QuantizeLinear", "input scale zero", "bits"),
                node("DequantizeLinear", "bits scale zero", "output"),
            ),
            {"scale": scalar(0.05), "zero": scalar(zero, type)},
            low=low,
            high=-2 * low,
        ),
    )
] + [
    Case(
        "dequantizelinear-axis",
        (1, 3, 4),
        (
            node("QuantizeLinear", "input scale zero", "bits", axis=1),
            node("DequantizeLinear", "bits scale zero", "output", axis=1),
        ),
        {"scale": floats(0.05, 0.01, 0.2), "zero": np.array([1, 2, 3], np.int8)},
    ),
    Case(
        "quantizelinear-no-zero-point",
        (1, 4),
        (node("QuantizeLinear", "input scale", "bits"), node("DequantizeLinear", "bits scale", "output")),
        {"scale": scalar(0.01)},
    ),
    Case(
        "dequantizelinear-weights",
        (1, 4),
        (node("DequantizeLinear", "bits scale zero", "weight", axis=1), node("MatMul", "input weight", "output")),
        {
            "bits": np.arange(-6, 6, dtype=np.int8).reshape(4, 3),
            "scale": floats(0.5, 0.25, 0.1),
            "zero": np.array([0, 1, -2], np.int8),
        },
    ),
]


def folded(name, *nodes, opset=13, shape=(1, 4), **constants):
    """A case that adds the constant `result`, which the nodes make."""
    return Case(name, shape, (*nodes, node("Add", "input result", "output")), constants, opset)


def number(*nodes, cast="value"):
    return (*nodes, node("Cast", cast, "result", to=FLOAT))


FOLDING = [
    folded("range-whole", *number(node("Range", "start limit delta", "value")),
           start=scalar(1, np.int64), limit=scalar(9, np.int64), delta=scalar(2, np.int64)),
    folded("range-backwards", node("Range", "start limit delta", "result"),
           start=scalar(2.0), limit=scalar(0.0), delta=scalar(-0.5)),
    folded("size", *number(node("Size", "input", "value"))),
    folded("nonzero", *number(node("NonZero", "mask", "value")), mask=booleans(True, False, True, True, True)),
    folded("eyelike", node("EyeLike", "input", "result", k=1), shape=(3, 4)),
    folded("eyelike-type", *number(node("EyeLike", "input", "value", dtype=INT64)), shape=(3, 4)),
    folded("onehot", *number(node("OneHot", "places depth values", "value")),
           places=ints(1, -1, 9), depth=scalar(4, np.int64), values=ints(2, 5)),
    folded("onehot-first-axis", node("OneHot", "places depth values", "result", axis=0),
           places=ints(0, 1, 1, 0), depth=scalar(2, np.int64), values=floats(0, 1)),
    folded("mod-whole", *number(node("Mod", "a b", "value")), a=ints(-4, 7, 5, -7), b=ints(3, -3, 8, 4)),
    folded("mod-fmod", node("Mod", "a b", "result", fmod=1), a=floats(-4.5, 7, 5, -7), b=floats(3, -3, 8, 4)),
    folded("bitshift-left", *number(node("BitShift", "a b", "value", direction="LEFT")),
           a=np.array([1, 5, 9, 2], np.uint64), b=np.array([3, 1, 0, 2], np.uint64)),
    folded("where-folded", *number(node("Where", "mask a b", "value")),
           mask=booleans(True, False, True, False), a=ints(1, 2, 3, 4), b=scalar(7, np.int64)),
    folded("equal-folded", *number(node("Equal", "a b", "value")), a=ints(1, 2, 3, 4), b=ints(1, 3, 3, 5)),
    folded("and-folded", node("Not", "a", "not_a"), node("And", "not_a b", "both"),
           node("Xor", "both b", "one"), node("Or", "one both", "value"), node("Cast", "value", "result", to=FLOAT),
           a=booleans(True, False, True, False), b=booleans(True, True, False, False)),
    folded("max-folded", *number(node("Max", "a b", "value")), a=ints(1, 7, 3, -4), b=scalar(2, np.int64)),
    folded("div-folded-whole", *number(node("Div", "a b", "value")), a=ints(-7, 7, 5, -4), b=ints(2, -2, 3, 4)),
    Case(
        "expand-computed-shape",
        (1, 4),
        (
            node("Shape", "input", "dims"),
            node("ConstantOfShape", "rank", "ones", value=tensor("one", ints(1))),
            node("Mul", "ones minus", "wild"),
            node("Equal", "asked wild", "keep"),
            node("Where", "keep dims asked", "target"),
            node("Expand", "input target", "output"),
        ),
        {"rank": ints(2), "minus": ints(-1), "asked": ints(3, -1)},
    ),
]

LOGIC_CASES = [*STEPS, *COMPARISON, *LOGIC, *CHOICE, *EXTREMES, *INDEXING, *ORDER, *CONVERSION, *QUANTIZATION, *FOLDING]

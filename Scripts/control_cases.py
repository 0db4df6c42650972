"""Cases of control flow whose conditions and counts are constant, and of what is refused of it."""

import numpy as np
from onnx import TensorProto, helper

from fixture_models import Case, floats, ints, node, scalar, uniform

FLOAT, BOOL, INT64 = TensorProto.FLOAT, TensorProto.BOOL, TensorProto.INT64


def info(name, shape, type=FLOAT):
    return helper.make_tensor_value_info(name, type, shape)


def graph(name, inputs, outputs, *nodes):
    return helper.make_graph(list(nodes), name, inputs, outputs)


def branch(name, shape, *nodes):
    return graph(name, [], [info(nodes[-1].output[0], shape)], *nodes)


def turn(states, outputs, *nodes, condition="go_on"):
    """The body of a loop: `step` and `go` come in, `go_on` goes out in front of `outputs`."""
    inputs = [info("step", (), INT64), info("go", (), BOOL), *states]
    return graph("body", inputs, [info(condition, (), BOOL), *outputs], *nodes)


GO_ON = node("Identity", "go", "go_on")
ROW = (1, 3)
DENSE_TURN = (
    node("MatMul", "state weight", "moved", name="/body/MatMul"),
    node("Add", "moved bias", "shifted", name="/body/Add"),
    node("Relu", "shifted", "next", name="/body/Relu"),
)
DENSE = {"weight": uniform(3, 3), "bias": uniform(3)}

BRANCHES = [
    Case(
        f"if-{name}",
        ROW,
        (
            node("Neg", "input", "turned"),
            node(
                "If",
                "condition",
                "output",
                then_branch=branch("then", ROW, node("MatMul", "turned weight", "first"), node("Relu", "first", "a")),
                else_branch=branch("else", ROW, node("Add", "turned bias", "b")),
            ),
        ),
        {**DENSE, "condition": np.array(condition)},
    )
    for name, condition in (("constant-true", True), ("constant-false", False), ("constant-list", [True]))
] + [
    Case(
        "if-condition-folds",
        (2, 3),
        (
            node("Shape", "input", "shape"),
            node("Gather", "shape zero", "rows"),
            node("Cast", "rows", "condition", to=BOOL),
            node(
                "If",
                "condition",
                "output",
                then_branch=branch("then", (2, 3), node("Relu", "input", "a")),
                else_branch=branch("else", (2, 3), node("Neg", "input", "b")),
            ),
        ),
        {"zero": scalar(0, np.int64)},
    ),
    Case(
        "if-nested-two-outputs",
        ROW,
        (
            node(
                "If",
                "yes",
                "sum output",
                then_branch=graph(
                    "then",
                    [],
                    [info("s", ROW), info("d", ROW)],
                    node("Relu", "input", "active"),
                    node(
                        "If",
                        "no",
                        "s",
                        then_branch=branch("inner_then", ROW, node("Neg", "active", "x")),
                        else_branch=branch("inner_else", ROW, node("Add", "active bias", "y")),
                    ),
                    node("Sub", "s input", "d"),
                ),
                else_branch=graph(
                    "else", [], [info("e", ROW), info("f", ROW)],
                    node("Identity", "input", "e"), node("Neg", "input", "f"),
                ),
            ),
        ),
        {**DENSE, "yes": np.array(True), "no": np.array(False)},
    ),
]

LOOPS = [
    Case(
        "loop-constant-count",
        ROW,
        (node("Loop", "count go input", "output",
              body=turn([info("state", ROW)], [info("next", ROW)], GO_ON, *DENSE_TURN)),),
        {**DENSE, "count": scalar(3, np.int64), "go": np.array(True)},
    ),
    Case(
        "loop-without-condition",
        ROW,
        (node("Loop", "count _ input", "output",
              body=turn([info("state", ROW)], [info("next", ROW)], GO_ON, *DENSE_TURN)),),
        {**DENSE, "count": ints(2)},
    ),
    Case(
        "loop-no-turn",
        ROW,
        (node("Loop", "count _ input", "state", body=turn([info("s", ROW)], [info("n", ROW)], GO_ON,
                                                          node("Neg", "s", "n"))),
         node("Relu", "state", "output")),
        {"count": scalar(0, np.int64)},
    ),
    Case(
        "loop-states-and-rows",
        ROW,
        (node("Loop", "count _ input", "last output",
              body=turn([info("state", ROW)], [info("next", ROW), info("row", ROW)], GO_ON, *DENSE_TURN,
                        node("Neg", "next", "row"))),),
        {**DENSE, "count": scalar(3, np.int64)},
        outputs=("last", "output"),
    ),
    Case(
        "loop-number-of-turn",
        (1, 3, 2),
        (
            node("Loop", "count _ start", "last output",
                 body=turn([info("state", (1, 2))], [info("next", (1, 2)), info("row", (1, 2))], GO_ON,
                           node("Gather", "input step", "slice", axis=1),
                           node("Tanh", "state", "memory"),
                           node("Add", "slice memory", "next"),
                           node("Identity", "next", "row"))),
        ),
        {"count": scalar(3, np.int64), "start": uniform(1, 2)},
        outputs=("last", "output"),
    ),
    Case(
        "loop-until-condition-folds",
        ROW,
        (node("Loop", "many _ input left", "output rest",
              body=turn([info("state", ROW), info("left", (), INT64)], [info("next", ROW), info("fewer", (), INT64)],
                        node("Sub", "left one", "fewer"), node("Cast", "fewer", "go_on", to=BOOL), *DENSE_TURN)),),
        {**DENSE, "many": scalar(2**62, np.int64), "left": scalar(4, np.int64), "one": scalar(1, np.int64)},
    ),
    Case(
        "loop-nested-with-if",
        ROW,
        (node("Loop", "two _ input", "output",
              body=turn([info("state", ROW)], [info("after", ROW)], GO_ON,
                        node("Loop", "two _ state", "inner",
                             body=graph("inner", [info("i", (), INT64), info("c", (), BOOL), info("s", ROW)],
                                        [info("c_out", (), BOOL), info("t", ROW)],
                                        node("Identity", "c", "c_out"),
                                        node("Add", "s state", "u"), node("Relu", "u", "t"))),
                        node("Cast", "step", "odd", to=BOOL),
                        node("If", "odd", "after",
                             then_branch=branch("then", ROW, node("MatMul", "inner weight", "a")),
                             else_branch=branch("else", ROW, node("Neg", "inner", "b"))))),),
        {"weight": uniform(3, 3), "two": scalar(2, np.int64)},
    ),
]


def cell(*extra, state=(1, 2), row=(1, 2)):
    return (
        [info("state", state), info("slice", row)],
        [info("next", state), info("row", row)],
        node("Tanh", "state", "memory"),
        node("Add", "slice memory", "next"),
        node("Relu", "next", "row"),
        *extra,
    )


SCANS = [
    Case(
        "scan-running-sum",
        (3, 1, 2),
        (node("Scan", "start input", "last output", body=graph("body", *cell()), num_scan_inputs=1),),
        {"start": uniform(1, 2)},
        outputs=("last", "output"),
    ),
    Case(
        "scan-axes-and-directions",
        (1, 3, 2),
        (node("Scan", "start input", "last output", body=graph("body", *cell()), num_scan_inputs=1,
              scan_input_axes=[1], scan_input_directions=[1], scan_output_axes=[-1], scan_output_directions=[1]),),
        {"start": uniform(1, 2)},
        outputs=("last", "output"),
    ),
    Case(
        "scan-two-inputs-of-which-one-is-constant",
        (1, 3, 2),
        (node("Scan", "table input", "output",
              body=graph("body", [info("weight", (2, 2)), info("slice", (1, 2))], [info("row", (1, 2))],
                         node("MatMul", "slice weight", "row")),
              num_scan_inputs=2, scan_input_axes=[0, 1]),),
        {"table": uniform(3, 2, 2)},
        opset=11,
    ),
]

CONTROL_CASES = [*BRANCHES, *LOOPS, *SCANS]
